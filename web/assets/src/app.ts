// What every page has. Every page works without this script.

import htmx from "htmx.org"

import { armMaths } from "./maths_load"
import { startDevice } from "./device_page"
import { armUploads } from "./upload"
import { armWatch } from "./watch"

htmx.config.includeIndicatorStyles = false
htmx.config.allowEval = false
htmx.config.historyCacheSize = 0

document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content
  if (token) (event as CustomEvent).detail.headers["X-CSRF-Token"] = token
})

document.querySelector<HTMLElement>("[data-focus]")?.focus()

document.querySelectorAll<HTMLElement>("[data-without-script]").forEach((e) => (e.hidden = true))

document.addEventListener("keydown", (event) => {
  const typing = (event.target as Element).closest("input, textarea, select, [contenteditable]")
  const keys = document.documentElement.dataset["keys"] !== "off"
  if (event.key === "/" && keys && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const search = document.querySelector<HTMLInputElement>("input[type=search]")
    if (search) {
      event.preventDefault()
      search.focus()
    }
  }
  if (event.key === "Escape") document.querySelectorAll<HTMLDetailsElement>("details.menu[open], .bottom details[open]").forEach((d) => (d.open = false))
})

document.addEventListener("click", (event) => {
  document.querySelectorAll<HTMLDetailsElement>("details.menu[open], .bottom details[open]").forEach((d) => {
    if (!d.contains(event.target as Node)) d.open = false
  })
})

// A form that says so asks before it is sent; the question is the form's own, and a dialog shows it.
document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement
  const question = form.dataset["confirm"]
  const dialog = document.querySelector<HTMLDialogElement>("dialog[data-confirm-dialog]")
  if (question && dialog && form.dataset["agreed"] === undefined) {
    event.preventDefault()
    const words = dialog.querySelector("p")
    if (words) words.textContent = question
    dialog.returnValue = ""
    dialog.showModal()
    dialog.addEventListener("close", () => {
      if (dialog.returnValue !== "yes") return
      form.dataset["agreed"] = ""
      form.requestSubmit((event as SubmitEvent).submitter as HTMLElement)
    }, { once: true })
    return
  }
  if (form.dataset["once"] !== undefined) {
    const button = (event as SubmitEvent).submitter as HTMLButtonElement | null
    setTimeout(() => button?.setAttribute("disabled", ""))
  }
})
addEventListener("pageshow", () => document.querySelectorAll("form[data-once] button[disabled]").forEach((b) => b.removeAttribute("disabled")))

document.querySelectorAll<HTMLFormElement>("form[data-autosubmit]").forEach((form) => {
  form.addEventListener("change", (event) => {
    if ((event.target as HTMLElement).matches("select, input[type=checkbox], input[type=radio]")) form.requestSubmit()
  })
})

armUploads(document)
armWatch(document)
armMaths(document)
void startDevice()
