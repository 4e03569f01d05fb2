// The line at the top of a page that says what is offline and what waits. Its sentences are data attributes.

import { inUse } from "./device_use"

const box = () => document.querySelector<HTMLElement>("[data-device]")

/** isCopy tells whether the page that is open is a copy that this device keeps. */
export const isCopy = () => document.documentElement.dataset["copy"] !== undefined

export type BarState = "offline" | "waiting" | "sending" | "sent" | "refused" | "signedOut" | "locked" | "none"

/** sentence is one of the bar's sentences with the number in its place. */
export function sentence(name: string, n = 0): string {
  return (box()?.dataset[name] ?? "").replaceAll("{n}", String(n))
}

let reached = navigator.onLine && !isCopy()

/** reach notes whether the server answered: a browser knows of its own line alone. */
export function reach(answered: boolean): void {
  reached = answered
}

const copyText = box()?.querySelector("[data-device-text]")?.textContent ?? ""

/** show says how things stand; a copy always says that it is one. */
export function show(state: BarState, n: number): void {
  const bar = box()
  const text = bar?.querySelector<HTMLElement>("[data-device-text]")
  if (!bar || !text) return
  const words: string[] = []
  if (isCopy()) words.push(reached ? sentence("back") : copyText)
  else if (!reached) words.push(sentence("offline"))
  if (state !== "none" && state !== "offline") words.push(sentence(state, n))
  const said = words.join(" ")
  if (text.textContent !== said) text.textContent = said
  bar.hidden = said === ""
  bar.dataset["state"] = reached ? state : "offline"
  const look = bar.querySelector<HTMLElement>("[data-device-look]")
  if (look) look.hidden = !inUse() || document.querySelector("[data-offline-page]") !== null
  const reload = bar.querySelector<HTMLElement>("[data-device-reload]")
  if (reload) reload.hidden = !reached
}
