// The panel of a course: keep it, update it, remove it.

import { atWork, keptBy, type Kept } from "./device"
import { alone, contact, desk, type Desk } from "./device_page"
import { use } from "./device_use"
import { drop, keep, type Plan } from "./keep"
import { bytes, fill, moment, room } from "./offline_words"

/** spare is what must stay free beside a course. */
const spare = 20e6

export async function startPanel(box: HTMLElement): Promise<void> {
  const d = await desk()
  if (!d || !("serviceWorker" in navigator) || !window.isSecureContext) return // nothing is offered that would not work
  await new Panel(box, d).start()
}

class Panel {
  private stop: AbortController | undefined

  constructor(private box: HTMLElement, private d: Desk) {}

  private part<E extends HTMLElement = HTMLButtonElement>(name: string): E {
    return this.box.querySelector<E>(`[data-keep-${name}]`)!
  }

  async start(): Promise<void> {
    this.part("start").addEventListener("click", () => void this.keep())
    this.part("update").addEventListener("click", () => void this.keep())
    this.part("stop").addEventListener("click", () => this.stop?.abort())
    this.part("remove").addEventListener("click", () => void this.remove())
    addEventListener("liem-device", () => void (this.stop ?? this.show()))
    await this.show()
    this.box.hidden = false
  }

  private async found(): Promise<Kept | undefined> {
    const account = await atWork(this.d.db, Date.now())
    return account === undefined ? undefined : (await keptBy(this.d.db, account)).find((k) => k.slug === this.box.dataset["keep"])
  }

  /** show says how things stand; instead says how the last act went wrong. */
  private async show(instead?: string): Promise<void> {
    const kept = await this.found()
    const words = [kept ? fill(this.text("kept"), { size: bytes(kept.size), time: moment(kept.keptAt), number: kept.number }) : this.text("none")]
    if (kept?.newer) words.push(this.text("newer"))
    if (instead) words.unshift(instead)
    this.part<HTMLElement>("text").textContent = words.join(" ")
    this.part("start").hidden = kept !== undefined
    this.part("update").hidden = !kept?.newer
    this.part("remove").hidden = kept === undefined
    this.part("stop").hidden = true
    this.part<HTMLProgressElement>("progress").hidden = true
  }

  private text(name: string): string {
    return this.box.dataset[name] ?? ""
  }

  private say(text: string): void {
    this.part<HTMLElement>("said").textContent = text
  }

  private async keep(): Promise<void> {
    this.stop = new AbortController()
    for (const name of ["start", "update", "remove"]) this.part(name).hidden = true
    this.part("stop").hidden = false
    let problem: string | undefined
    try {
      problem = await alone("keep", () => this.fetchAll(this.stop!.signal))
      if (!problem) use(true)
      if (!problem) await contact(this.d)
    } catch (error) {
      problem = this.stop.signal.aborted ? this.text("cancelled") : this.text("failed")
      if (error instanceof DOMException && error.name === "QuotaExceededError") problem = await this.full(0)
    }
    this.stop = undefined
    await this.show(problem)
    this.say(problem ?? this.text("done"))
  }

  /** fetchAll keeps the course; it returns what stands against it. */
  private async fetchAll(signal: AbortSignal): Promise<string | undefined> {
    const response = await fetch(`/courses/${this.box.dataset["keep"]}/offline.json`, { headers: { Accept: "application/json" }, signal })
    if (!response.ok) return this.text("failed")
    const plan = (await response.json()) as Plan
    const space = await room()
    if (space && space.free < plan.size + spare) return this.full(plan.size)
    await navigator.storage?.persist?.()
    await navigator.serviceWorker.register("/sw.js")
    await this.d.db.put("now", { key: "now", account: plan.account, seenAt: Date.now() })
    const bar = this.part<HTMLProgressElement>("progress")
    bar.hidden = false
    await keep(this.d.tools, plan, (done) => this.progress(bar, done, plan.size), signal)
    return undefined
  }

  private progress(bar: HTMLProgressElement, done: number, size: number): void {
    bar.value = Math.min(99, Math.round((100 * done) / Math.max(size, done, 1)))
    this.part<HTMLElement>("text").textContent = fill(this.text("keeping"), { done: bytes(done), total: bytes(Math.max(size, done)) })
  }

  private async full(size: number): Promise<string> {
    const space = await room()
    return fill(this.text("full"), { size: bytes(size), free: bytes(Math.max(0, space?.free ?? 0)) })
  }

  private async remove(): Promise<void> {
    const kept = await this.found()
    if (kept) await drop(this.d.tools, kept)
    await this.show()
    this.say(this.text("removed"))
    this.part("start").focus()
  }
}
