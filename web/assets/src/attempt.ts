// The page of an attempt: every answer is sent as it is given and kept on the device until the server has it. Without
// this script the same form posts all answers at once.

import { isAnswered, valueOf, type Value } from "./answer"
import { clockText, Countdown } from "./countdown"
import { Queue, type Reply, type State, type Waiting } from "./queue"
import { openStorage } from "./storage"

const form = document.querySelector<HTMLFormElement>("form[data-attempt]")
if (form) void start(form)

async function start(form: HTMLFormElement): Promise<void> {
  const id = form.dataset["attempt"] ?? ""
  const page = new Page(form)
  const { storage, durable } = await openStorage()
  const queue = new Queue(id, storage, (w) => send(form, w), (s) => page.show(s))
  for (const w of await queue.restore(page.seqs())) page.fill(w.n, w.value)
  page.mark()

  form.addEventListener("change", (event) => {
    const section = (event.target as Element).closest<HTMLElement>("[data-question]")
    if (!section) return
    const n = Number(section.dataset["question"])
    const value = page.value(section)
    page.markOne(section, value)
    if (value !== undefined) void queue.add(n, value, new Date().toISOString())
  })
  addEventListener("online", () => void queue.flush())
  addEventListener("beforeunload", (event) => {
    if (!durable && page.waiting > 0) event.preventDefault()
  })
  handOver(form, page, queue)
  countDown(form, page)
  void queue.flush()
}

/** send puts one answer to the server. */
async function send(form: HTMLFormElement, w: Waiting): Promise<Reply> {
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
function handOver(form: HTMLFormElement, page: Page, queue: Queue): void {
  let agreed = false
  form.addEventListener("submit", (event) => {
    const button = event.submitter as HTMLButtonElement | null
    if (agreed || button?.dataset["submit"] === undefined) return
    event.preventDefault()
    void (async () => {
      if (!(await page.ask())) return
      if (!(await queue.flush())) {
        page.say("offline")
        return
      }
      agreed = true
      form.requestSubmit(button)
    })()
  })
}

function countDown(form: HTMLFormElement, page: Page): void {
  const deadline = Date.parse(form.dataset["deadline"] ?? "")
  const now = Date.parse(form.dataset["now"] ?? "")
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

/** Page is what the script reads from and shows on the page. Its sentences are the form's data attributes. */
class Page {
  waiting = 0

  constructor(private form: HTMLFormElement) {
    document.querySelectorAll<HTMLElement>("[data-flag]").forEach((button) => {
      button.hidden = false
      button.addEventListener("click", () => {
        const on = button.getAttribute("aria-pressed") !== "true"
        button.setAttribute("aria-pressed", String(on))
        this.markCell(Number(button.dataset["flag"]), "flagged", on)
      })
    })
  }

  sections(): HTMLElement[] {
    return [...this.form.querySelectorAll<HTMLElement>("[data-question]")]
  }

  seqs(): Map<number, number> {
    return new Map(this.sections().map((s) => [Number(s.dataset["question"]), Number(s.dataset["seq"] ?? 0)]))
  }

  value(section: HTMLElement): Value | undefined {
    const inputs = [...section.querySelectorAll<HTMLInputElement>("input[name^=a]")]
    const value = valueOf(section.dataset["kind"] ?? "", inputs)
    const wrong = section.querySelector<HTMLElement>("[data-not-a-number]")
    if (wrong) wrong.hidden = value !== undefined
    if (section.dataset["kind"] === "numeric") inputs[0]?.setAttribute("aria-invalid", String(value === undefined))
    return value
  }

  /** fill puts a value that waited on the device back into the form. */
  fill(n: number, value: Value): void {
    const section = this.sections().find((s) => Number(s.dataset["question"]) === n)
    section?.querySelectorAll<HTMLInputElement>("input[name^=a]").forEach((input) => {
      if (input.type === "radio" || input.type === "checkbox") {
        input.checked = Array.isArray(value) ? value.includes(input.value) : input.value === value
      } else input.value = String(value)
    })
  }

  mark(): void {
    for (const s of this.sections()) this.markOne(s, this.value(s))
  }

  markOne(section: HTMLElement, value: Value | undefined): void {
    this.markCell(Number(section.dataset["question"]), "answered", isAnswered(value))
  }

  /** markCell shows in the overview that a question is answered or flagged, to eyes and to screen readers. */
  private markCell(n: number, name: "answered" | "flagged", on: boolean): void {
    const cell = document.querySelector<HTMLElement>(`[data-cell="${n}"]`)
    const words = cell?.querySelector<HTMLElement>("[data-cell-state]")
    if (!cell || !words) return
    cell.classList.toggle(name, on)
    words.textContent = (["answered", "flagged"] as const)
      .filter((state) => cell.classList.contains(state))
      .map((state) => ", " + this.text(state + "Word"))
      .join("")
  }

  private text(name: string, values: Record<string, string | number> = {}): string {
    let s = this.form.dataset[name] ?? ""
    for (const [key, value] of Object.entries(values)) s = s.replaceAll(`{${key}}`, String(value))
    return s
  }

  show(s: State): void {
    this.waiting = s.waiting
    const box = document.querySelector<HTMLElement>("[data-saved]")
    if (!box) return
    const [state, text] = this.words(s)
    box.dataset["state"] = state
    const words = box.querySelector<HTMLElement>("[data-saved-text]")
    if (words && words.textContent !== text) words.textContent = text
    const again = document.querySelector<HTMLElement>("[data-sign-in]")
    if (again) again.hidden = !s.signedOut
  }

  private words(s: State): [string, string] {
    if (s.signedOut) return ["failed", this.text("signedOut", { n: s.waiting })]
    if (s.problem) return ["failed", s.problem.title]
    if (s.waiting > 0 && s.sending && navigator.onLine) return ["sending", this.text("sending")]
    if (s.waiting > 0) return ["waiting", this.text("waiting", { n: s.waiting })]
    if (s.savedAt) {
      const time = new Date(s.savedAt).toLocaleTimeString("vi-VN", { timeZone: "Asia/Ho_Chi_Minh", hour12: false })
      return ["saved", this.text("saved", { time })]
    }
    return ["idle", this.text("idle")]
  }

  say(name: string): void {
    const live = document.querySelector<HTMLElement>("[data-live]")
    if (live) live.textContent = this.text(name, { n: this.waiting })
  }

  announce(minutes: number): void {
    const live = document.querySelector<HTMLElement>("[data-live]")
    if (live) live.textContent = this.text("minutesLeft", { n: minutes })
  }

  /** ask shows once what is unanswered, and resolves to whether the person hands in. */
  async ask(): Promise<boolean> {
    const dialog = document.querySelector<HTMLDialogElement>("dialog[data-hand-in]")
    if (!dialog) return true
    const open = this.sections().filter((s) => !isAnswered(this.value(s))).map((s) => s.dataset["question"])
    const list = dialog.querySelector<HTMLElement>("[data-unanswered]")
    if (list) list.textContent = open.length === 0 ? this.text("allAnswered") : this.text("unanswered", { n: open.length, list: open.join(", ") })
    dialog.returnValue = ""
    dialog.showModal()
    return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true }))
  }

  /** timeUp leads to the result; the server hands in what it has when the time is over. */
  timeUp(): void {
    this.say("timeUp")
    setTimeout(() => location.assign(`/attempts/${this.form.dataset["attempt"]}/result`), 7000)
  }
}
