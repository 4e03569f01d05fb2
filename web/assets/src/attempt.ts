// The page of an attempt: every answer is sent as it is given and kept on the device until the server has it. Without
// this script the same form posts all answers at once.

import { AttemptOnDevice } from "./attempt_device"
import { Page } from "./attempt_page"
import { isCopy } from "./device_bar"
import type { Value } from "./answer"
import { clockText, Countdown } from "./countdown"
import { Queue, type Reply, type Waiting } from "./queue"
import { openStorage } from "./storage"

const form = document.querySelector<HTMLFormElement>("form[data-attempt]")
if (form) void start(form)

async function start(form: HTMLFormElement): Promise<void> {
  const id = form.dataset["attempt"] ?? ""
  const page = new Page(form)
  const early = new Map<number, () => void>() // what was answered while the device was being opened
  let give = (n: number, value: Value, at: string) => void early.set(n, () => give(n, value, at))
  form.addEventListener("change", (event) => {
    const section = (event.target as Element).closest<HTMLElement>("[data-question]")
    if (!section) return
    const n = Number(section.dataset["question"])
    const value = page.value(section)
    page.markOne(section, value)
    if (value !== undefined) give(n, value, new Date().toISOString())
  })
  const { storage, durable } = await openStorage()
  const device = await AttemptOnDevice.open(form)
  const queue = new Queue(id, storage, (w) => send(form, device, w), (s) => page.show(s))
  for (const w of await queue.restore(await device.catchUp(page, (n) => early.has(n)))) if (!early.has(w.n)) page.fill(w.n, w.value)
  page.mark()
  give = (n, value, at) => void queue.add(n, value, at)
  early.forEach((again) => again())

  addEventListener("online", () => void queue.flush())
  addEventListener("beforeunload", (event) => {
    if (!durable && page.waiting > 0) event.preventDefault()
  })
  handOver(form, page, queue, device)
  countDown(form, page, device)
  void queue.flush()
}

/** send puts one answer to the server; where the page's token is not this session's, with a fresh one. */
async function send(form: HTMLFormElement, device: AttemptOnDevice, w: Waiting): Promise<Reply> {
  const first = await put(form, device, w)
  if (first.kind === "later") device.waits()
  if (first.kind !== "signed-out" || !(await device.renew())) return first
  return put(form, device, w)
}

async function put(form: HTMLFormElement, device: AttemptOnDevice, w: Waiting): Promise<Reply> {
  try {
    const response = await fetch(`/attempts/${w.attempt}/answers/${w.n}`, {
      method: "PUT",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRF-Token": token(form) },
      body: JSON.stringify({ seq: w.seq, value: w.value, device_at: w.at }),
      credentials: "same-origin",
      signal: AbortSignal.timeout(20_000),
    })
    if (response.ok) {
      const saved = (await response.json()) as { seq: number; saved_at: string; value: unknown }
      await device.saved(w.n, saved.seq, saved.value)
      return { kind: "saved", seq: saved.seq, savedAt: saved.saved_at, value: saved.value }
    }
    if (response.status === 401 || response.status === 403) return { kind: "signed-out" }
    if (response.status === 429 || response.status >= 500) return { kind: "later" }
    const problem = (await response.json()) as { type?: string; title?: string }
    return { kind: "refused", type: problem.type ?? "", title: problem.title ?? "" }
  } catch {
    return { kind: "later" }
  }
}

function token(form: HTMLFormElement): string {
  return form.querySelector<HTMLInputElement>("input[name=csrf]")?.value ?? ""
}

/** handOver submits: first what waits is sent; without a line nothing is handed in and nothing is lost. */
function handOver(form: HTMLFormElement, page: Page, queue: Queue, device: AttemptOnDevice): void {
  let agreed = false
  form.addEventListener("submit", (event) => {
    const button = event.submitter as HTMLButtonElement | null
    if (agreed || button?.dataset["submit"] === undefined) return
    event.preventDefault()
    void (async () => {
      if (!(await page.ask())) return
      if (!(await queue.flush()) || (isCopy() && !(await device.renew()))) {
        page.say("offline")
        return
      }
      agreed = true
      form.requestSubmit(button)
    })()
  })
}

function countDown(form: HTMLFormElement, page: Page, device: AttemptOnDevice): void {
  const deadline = Date.parse(form.dataset["deadline"] ?? "")
  const now = device.now()
  const clock = document.querySelector<HTMLElement>("[data-clock]")
  if (Number.isNaN(deadline) || Number.isNaN(now) || !clock) return
  const countdown = new Countdown(deadline, now, performance.now())
  const tick = () => {
    const left = countdown.left(performance.now())
    clock.textContent = clockText(left)
    clock.toggleAttribute("data-low", left <= 60_000)
    const minutes = countdown.announce(left)
    if (minutes !== undefined) page.announce(minutes)
    if (left > 0) return
    clearInterval(timer)
    page.timeUp()
  }
  const timer = setInterval(tick, 500)
  tick()
  const toggle = document.querySelector<HTMLElement>("[data-clock-toggle]")
  if (!toggle) return
  toggle.hidden = false
  toggle.addEventListener("click", () => {
    clock.hidden = !clock.hidden
    toggle.setAttribute("aria-pressed", String(clock.hidden))
  })
}
