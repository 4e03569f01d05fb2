// A lesson: the outline that follows, where reading was left, notes beside the text, single keys, the look of the text.
// Reading, marking as done and writing notes work without it.

import { keyAction, place, shouldSend, type Heading, type Place } from "./reading"

const lesson = document.querySelector<HTMLElement>("[data-lesson]")
const address = lesson?.dataset["lesson"] ?? ""
const token = () => document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? ""
const headings = [...document.querySelectorAll<HTMLElement>(".prose :is(h2, h3, h4)[id]")]

document.querySelectorAll<HTMLElement>("[data-with-script]").forEach((e) => (e.hidden = false))
document.querySelector("[data-print]")?.addEventListener("click", () => print())

// Where the reader is: the last heading above the upper third of the window, and how much of the text is above its end.
function here(): Place {
  const prose = document.querySelector<HTMLElement>(".prose")
  const box = prose?.getBoundingClientRect() ?? new DOMRect()
  const tops: Heading[] = headings.map((h) => ({ id: h.id, top: h.getBoundingClientRect().top }))
  return place(tops, box.top, box.height, innerHeight)
}

function follow(): void {
  const { anchor } = here()
  document.querySelectorAll<HTMLAnchorElement>(".outline a, .outline-fold a").forEach((a) => {
    if (a.hash === "#" + anchor) {
      if (a.getAttribute("aria-current") === "true") return
      a.setAttribute("aria-current", "true")
      const list = a.closest<HTMLElement>("nav.outline")
      if (list && list.scrollHeight > list.clientHeight) list.scrollTop = a.offsetTop - list.clientHeight / 2
    } else a.removeAttribute("aria-current")
  })
}

let sent: Place | null = null
let sentAt = 0
let moved = false

function send(leaving: boolean): void {
  const now = here()
  if (!moved || !shouldSend(sent, now, Date.now() - sentAt, leaving)) return
  sent = now
  sentAt = Date.now()
  void fetch(address + "/place", {
    method: "PUT", keepalive: true, body: JSON.stringify({ anchor: now.anchor, fraction: now.fraction }),
    headers: { "Content-Type": "application/json", "X-CSRF-Token": token() },
  }).catch(() => undefined) // the line is away: the next place says more
}

if (lesson) {
  if ("IntersectionObserver" in window) {
    const seen = new IntersectionObserver(follow, { rootMargin: "0px 0px -66% 0px" })
    headings.forEach((h) => seen.observe(h))
  }
  follow()
  let pause: ReturnType<typeof setTimeout> | undefined
  addEventListener("scroll", () => {
    moved = true
    clearTimeout(pause)
    pause = setTimeout(() => send(false), 4000)
  }, { passive: true })
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") send(true) })
  addEventListener("pagehide", () => send(true))
  void margin()
}

// The notes are the reader's own and stand on a page of their own; with the script they stand here too.
async function margin(): Promise<void> {
  const hole = document.querySelector<HTMLElement>("[data-margin]")
  const answer = await fetch(address + "/notes", { headers: { Accept: "text/html" } }).catch(() => null)
  if (!hole || !answer?.ok || answer.redirected) return
  const page = new DOMParser().parseFromString(await answer.text(), "text/html")
  const part = page.querySelector<HTMLElement>("#margin")
  if (!part) return
  part.querySelectorAll<HTMLInputElement>('input[name="next"]').forEach((i) => (i.value = location.pathname))
  hole.replaceChildren(document.adoptNode(part))
  resume(part)
  markHeadings(part)
}

function resume(part: HTMLElement): void {
  const fraction = Number(part.dataset["left"])
  const link = document.querySelector<HTMLElement>("[data-resume]")
  const anchor = part.dataset["leftAnchor"] ?? ""
  if (!link || location.hash || scrollY > 200 || !anchor || fraction >= 1000) return
  const a = link.querySelector("a")
  const words = link.querySelector<HTMLElement>("[data-resume-text]")
  if (!a || !words) return
  a.hash = anchor
  words.textContent = `${words.dataset["resumeText"] ?? ""} ${part.dataset["leftHeading"] ?? ""}`
  link.hidden = false
}

function markHeadings(part: HTMLElement): void {
  const mark = (kind: "bookmark" | "note") => part.querySelectorAll<HTMLElement>(`[data-${kind}]`).forEach((n) => {
    const id = n.dataset[kind]
    if (id) document.getElementById(id)?.classList.add("has-" + kind)
  })
  mark("bookmark")
  mark("note")
}

const noteForm = () => document.querySelector<HTMLFormElement>("[data-note-form]")

function atHeading(): HTMLFormElement | null {
  const form = noteForm()
  const select = form?.querySelector<HTMLSelectElement>("select[name=anchor]")
  if (select) select.value = here().anchor
  return form
}

function act(action: string): void {
  switch (action) {
    case "next":
    case "previous":
      document.querySelector<HTMLAnchorElement>(`.${action}-part`)?.click()
      break
    case "done": { // marking is a record: the key leads to the button, and Enter presses it
      const button = document.querySelector<HTMLElement>("[data-done] button")
      button?.focus()
      button?.scrollIntoView({ block: "center" })
      break
    }
    case "note": {
      const text = atHeading()?.querySelector<HTMLElement>("textarea")
      text?.focus()
      text?.scrollIntoView({ block: "center" })
      break
    }
    case "bookmark": {
      const form = atHeading()
      form?.requestSubmit(form.querySelector<HTMLElement>("[name=bookmark]"))
      break
    }
    case "help":
      document.querySelector<HTMLDialogElement>("[data-keys-dialog]")?.showModal()
  }
}

document.querySelector("[data-keys-open]")?.addEventListener("click", () => act("help"))
if (!document.querySelector("[data-keys-dialog]")) document.querySelector<HTMLElement>("[data-keys-open]")?.remove()
if (lesson && document.documentElement.dataset["keys"] !== "off") {
  document.addEventListener("keydown", (event) => {
    const target = event.target as Element
    const busy = target.closest("input, textarea, select, [contenteditable], dialog") !== null || document.querySelector("dialog[open]") !== null
    const action = keyAction(event, busy)
    if (!action) return
    event.preventDefault()
    act(action)
  })
}

// The look changes at once, without losing the place; the account remembers it.
document.querySelector<HTMLFormElement>("[data-look]")?.addEventListener("submit", (event) => {
  const button = (event as SubmitEvent).submitter as HTMLButtonElement | null
  if (!button) return
  event.preventDefault()
  const form = event.target as HTMLFormElement
  const data = new URLSearchParams()
  new FormData(form, button).forEach((value, name) => data.append(name, String(value)))
  void fetch(form.action, { method: "POST", body: data, redirect: "manual" })
    .then((answer) => (answer.type === "opaqueredirect" ? show(button) : form.submit()))
    .catch(() => show(button))
})

function show(button: HTMLButtonElement): void {
  document.documentElement.dataset[button.name === "theme" ? "theme" : "text"] = button.value
  button.parentElement?.querySelectorAll("button").forEach((b) => b.setAttribute("aria-pressed", String(b === button)))
}
