// The page of the device: what is kept, what waits, and leaving the device.

import { atWork, keptBy, lock, type Kept, type Refused } from "./device"
import { isCopy } from "./device_bar"
import { desk, work, type Desk } from "./device_page"
import { drop } from "./keep"
import { waitingOf, type Item } from "./outbox"
import { bytes, fill, moment, room } from "./offline_words"

/** Install is the browser's offer to install the site as an app. */
interface Install extends Event {
  prompt(): Promise<void>
}

export async function startPage(box: HTMLElement): Promise<void> {
  const d = await desk()
  if (!d) return
  await new DevicePage(box, d).start()
}

class DevicePage {
  constructor(private box: HTMLElement, private d: Desk) {}

  private part<E extends HTMLElement = HTMLElement>(name: string): E | null {
    return this.box.querySelector<E>(`[data-${name}]`)
  }

  async start(): Promise<void> {
    this.part("missing")?.toggleAttribute("hidden", !isCopy() || location.pathname === "/offline")
    this.part("again")?.setAttribute("href", location.pathname + location.search)
    this.part("send")?.addEventListener("click", () => void work())
    this.armLeaving()
    this.armInstall()
    addEventListener("liem-device", () => void this.show())
    await this.show()
    this.box.hidden = false
    if (!isCopy() && document.getElementById("sign-out")) await work()
  }

  private async show(): Promise<void> {
    const account = await atWork(this.d.db, Date.now())
    const kept = account === undefined ? [] : await keptBy(this.d.db, account)
    const waits = account === undefined ? [] : await waitingOf(this.d.db, this.d.answers, account)
    const refused = (await this.d.db.all("refused")).filter((r) => r.account === account)
    const something = (await this.d.db.all("kept")).length + (await this.d.db.all("reads")).length > 0
    this.part("locked-note")?.toggleAttribute("hidden", account !== undefined || !something)
    this.list("waits", grouped(waits).map((w) => this.waitsRow(w)))
    this.list("kept", kept.map((k) => this.keptRow(k)))
    this.list("refused", refused.map((r) => this.refusedRow(r)))
    this.part("refused-box")?.toggleAttribute("hidden", refused.length === 0)
    this.part("nothing-waits")?.toggleAttribute("hidden", waits.length > 0)
    this.part("nothing-kept")?.toggleAttribute("hidden", kept.length > 0)
    this.part("send")?.toggleAttribute("hidden", waits.length === 0)
    await this.showSpace(kept.length > 0)
    await this.showLeaving(kept.length, waits.length)
  }

  private list(name: string, rows: Node[]): void {
    this.part(name)?.replaceChildren(...rows)
  }

  private row(name: string): HTMLElement {
    const template = this.box.querySelector<HTMLTemplateElement>(`template[data-row-${name}]`)!
    return template.content.firstElementChild!.cloneNode(true) as HTMLElement
  }

  private text(name: string, values: Record<string, string | number>): string {
    return fill(this.box.dataset[name] ?? "", values)
  }

  private waitsRow(w: Group): Node {
    const row = this.row("waits")
    const name = w.answers > 0 ? this.text("itemAnswers", { n: w.answers, title: w.title }) : this.text("itemLesson", { title: w.title })
    row.querySelector("[data-name]")!.textContent = name
    row.querySelector("[data-when]")!.textContent = this.text("at", { time: moment(w.at) })
    return row
  }

  private keptRow(kept: Kept): Node {
    const row = this.row("kept")
    const name = row.querySelector<HTMLAnchorElement>("[data-name]")!
    name.textContent = kept.title
    name.href = "/courses/" + kept.slug
    row.querySelector("[data-facts]")!.textContent = this.text("size", { size: bytes(kept.size), number: kept.number, time: moment(kept.keptAt) })
    row.querySelector<HTMLElement>("[data-newer-badge]")!.hidden = !kept.newer
    row.querySelector("[data-of]")!.textContent = " " + kept.title
    row.querySelector("[data-remove]")!.addEventListener("click", () => void this.remove(kept))
    return row
  }

  private refusedRow(refused: Refused): Node {
    const row = this.row("refused")
    row.querySelector("[data-name]")!.textContent = refused.title
    row.querySelector("[data-reason]")!.textContent = refused.reason
    row.querySelector("[data-of]")!.textContent = " " + refused.title
    row.querySelector("[data-dismiss]")!.addEventListener("click", () => {
      void this.d.db.remove("refused", refused.key).then(() => this.show())
    })
    return row
  }

  private async remove(kept: Kept): Promise<void> {
    await drop(this.d.tools, kept)
    await this.show()
  }

  private async showSpace(any: boolean): Promise<void> {
    const line = this.part("space")
    const space = any ? await room() : undefined
    if (!line) return
    line.hidden = !space
    if (space) line.textContent = fill(line.dataset["text"] ?? "", { used: bytes(space.used), free: bytes(space.free) })
  }

  /** armLeaving signs out, with or without what is kept. What waits stays in any case. */
  private armLeaving(): void {
    this.part("leave-clear")?.addEventListener("click", () => void this.leave(true))
    this.part("leave-keep")?.addEventListener("click", () => void this.leave(false))
  }

  private async showLeaving(kept: number, waits: number): Promise<void> {
    const box = this.part("leave")
    if (!box || new URLSearchParams(location.search).get("leave") === null) return
    box.hidden = false
    this.part("leave-kept")?.toggleAttribute("hidden", kept === 0)
    this.part("leave-waiting")?.toggleAttribute("hidden", waits === 0)
  }

  private async leave(clear: boolean): Promise<void> {
    const account = await atWork(this.d.db, Date.now())
    if (clear && account !== undefined) for (const kept of await keptBy(this.d.db, account)) await drop(this.d.tools, kept)
    await lock(this.d.db, Date.now())
    const form = document.getElementById("sign-out") as HTMLFormElement | null
    if (!form) return
    form.dataset["left"] = ""
    form.requestSubmit()
  }

  private armInstall(): void {
    addEventListener("beforeinstallprompt", (event) => {
      event.preventDefault()
      this.part("install-box")?.removeAttribute("hidden")
      this.part("install")?.addEventListener("click", () => void (event as Install).prompt(), { once: true })
    })
    addEventListener("appinstalled", () => this.part("install-box")?.setAttribute("hidden", ""))
  }
}

/** Group is a lesson, or the answers of one attempt, that wait. */
interface Group {
  title: string
  at: string
  answers: number
}

/** grouped puts the answers of an attempt that follow one another into one line. */
function grouped(items: Item[]): Group[] {
  const list: Group[] = []
  let last: string | undefined
  for (const item of items) {
    const attempt = item.kind === "answer" ? item.answer.attempt : undefined
    const before = list.at(-1)
    if (attempt !== undefined && attempt === last && before) before.answers++
    else list.push({ title: item.title, at: item.at, answers: attempt === undefined ? 0 : 1 })
    last = attempt
  }
  return list
}
