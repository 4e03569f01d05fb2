// What the attempt's script reads from the page and shows on it.

import { isAnswered, valueOf, type Value } from "./answer"
import type { State } from "./queue"

/** Page is what the script reads from and shows on the page. Its sentences are the form's data attributes. */
export class Page {
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
