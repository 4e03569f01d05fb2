// What every page does for the device: it says what is offline and what waits, hears from the server, and sends.

import { ask, hear, slugsOf, type Contact } from "./contact"
import { atWork, keyOf, keptBy, lock, type Db, type Read } from "./device"
import { isCopy, reach, sentence, show } from "./device_bar"
import { openDevice } from "./device_db"
import { inUse, use } from "./device_use"
import { sweep, type Caches, type Tools } from "./keep"
import { sendAll, waitingOf, type Heard, type Item, type Sent } from "./outbox"
import type { Storage } from "./queue"
import { openStorage } from "./storage"

const rest = 60_000 // between two contacts when nothing waits
const retry = 30_000 // between two tries to send

/** Desk is the device with its records, as pages work with it. */
export interface Desk {
  db: Db
  answers: Storage
  tools: Tools
}

let opened: Promise<Desk | undefined> | undefined

/** desk opens the device's records; undefined where the browser keeps nothing. */
export function desk(): Promise<Desk | undefined> {
  opened ??= (async () => {
    const db = await openDevice()
    const { storage, durable } = await openStorage()
    if (!db || !durable || !("caches" in window)) return undefined
    const tools: Tools = { db, caches: caches as unknown as Caches, fetch: (href, options) => fetch(href, { ...options, credentials: "same-origin" }), now: () => Date.now() }
    return { db, answers: storage, tools }
  })()
  return opened
}

/** alone runs something while no other page of this device does. */
export async function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  return "locks" in navigator ? ((await navigator.locks.request("liem " + name, work)) as T) : work()
}

/** signedIn tells whether the page belongs to somebody's session. */
const signedIn = () => document.getElementById("sign-out") !== null

/** contact hears from the server. It returns the account at work with a fresh token, where there is a line. */
export async function contact(d: Desk): Promise<{ account?: string; token?: string; heard: Contact }> {
  const slugs = await slugsOf(d.db)
  const heard = await ask(slugs)
  reach(heard.kind !== "no-line")
  const account = await hear(d.tools, d.answers, heard, slugs)
  return { account, token: heard.kind === "news" ? heard.news.token : undefined, heard }
}

/** send sends what waits, once a fresh token says that its owner is signed in. */
export async function send(d: Desk): Promise<Sent | undefined> {
  return alone("send", async () => {
    const { account, token, heard } = await contact(d)
    const waits = account === undefined ? 0 : (await waitingOf(d.db, d.answers, account)).length
    if (account === undefined || token === undefined) return { sent: 0, refused: 0, left: waits, signedOut: heard.kind === "signed-out" }
    if (waits > 0) show("sending", waits)
    return sendAll(d.db, d.answers, account, (item) => post(item, token))
  })
}

async function post(item: Item, token: string): Promise<Heard> {
  const [path, body] = item.kind === "read"
    ? [`/courses/${item.read.slug}/${item.read.stem}/done`, { version: item.read.version, enrolment: item.read.enrolment }]
    : [`/attempts/${item.answer.attempt}/answers/${item.answer.n}`, { seq: item.answer.seq, value: item.answer.value, device_at: item.answer.at }]
  try {
    const response = await fetch(path, {
      method: "PUT", credentials: "same-origin", signal: AbortSignal.timeout(20_000), body: JSON.stringify(body),
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRF-Token": token },
    })
    if (response.ok) return { kind: "taken", ...((await response.json()) as object) }
    if (response.status === 401 || response.status === 403) return { kind: "signed-out" }
    if (response.status === 429 || response.status >= 500) return { kind: "later" }
    const problem = (await response.json()) as { type?: string; title?: string }
    if (problem.type === "urn:liem:training.version_moved") return { kind: "later" }
    return { kind: "refused", reason: problem.title ?? "" }
  } catch {
    return { kind: "later" }
  }
}

let timer: ReturnType<typeof setTimeout> | undefined

/** work hears, sends and says how it went; it comes back while something waits. */
export async function work(): Promise<void> {
  const d = await desk()
  if (!d) return
  clearTimeout(timer)
  if (!navigator.onLine) reach(false)
  const round = navigator.onLine ? await send(d) : undefined
  const account = await atWork(d.db, Date.now())
  const left = account === undefined ? 0 : (await waitingOf(d.db, d.answers, account)).length
  const refused = (await d.db.all("refused")).filter((r) => r.account === account).length
  if (round?.signedOut) show(left > 0 ? "signedOut" : "locked", left)
  else if (left > 0) show("waiting", left)
  else if (refused > 0) show("refused", refused)
  else if (round && round.sent > 0) show("sent", round.sent)
  else show("none", 0)
  if (left > 0 || isCopy()) timer = setTimeout(() => void work(), retry)
  if (left === 0 && (await empty(d))) use(false)
  dispatchEvent(new Event("liem-device"))
}

/** empty tells whether nothing of anybody is kept here. */
async function empty(d: Desk): Promise<boolean> {
  const [kept, reads, refused] = await Promise.all([d.db.all("kept"), d.db.all("reads"), d.db.all("refused")])
  return kept.length + reads.length + refused.length === 0
}

/** mark keeps on the device that a lesson was read. */
export async function mark(d: Desk, read: Omit<Read, "key" | "at">): Promise<void> {
  await d.db.put("reads", { ...read, key: keyOf(read.account, read.enrolment, read.stem), at: new Date().toISOString() })
}

/** startDevice is called on every page. */
export async function startDevice(): Promise<void> {
  addEventListener("online", () => void work())
  addEventListener("offline", () => void (reach(false), show("offline", 0)))
  if (!navigator.onLine || isCopy()) show("none", 0)
  if (!inUse()) return
  const d = await desk()
  if (!d) return
  if (!signedIn() && !isCopy()) {
    const asked = location.pathname.startsWith("/login") || document.querySelector("[data-offline-page]") !== null
    if (asked) await lock(d.db, Date.now()) // the server knows nobody here; a page of its own trouble does not count
    return
  }
  document.getElementById("sign-out")?.addEventListener("submit", (event) => leave(event, d))
  await armLesson(d)
  void alone("keep", () => sweep(d.tools))
  if (isCopy()) return work()
  const [state] = await d.db.all("now")
  const account = await atWork(d.db, Date.now())
  const waits = account !== undefined && (await waitingOf(d.db, d.answers, account)).length > 0
  const fresh = account !== undefined && state !== undefined && Date.now() - state.seenAt < rest
  if (waits || !fresh || document.querySelector("[data-attempt]")) await work()
}

/** leave stops at the page of the device when it holds something of whoever signs out. */
function leave(event: Event, d: Desk): void {
  const form = event.target as HTMLFormElement
  if (form.dataset["left"] !== undefined) return
  event.preventDefault()
  void (async () => {
    const account = await atWork(d.db, Date.now())
    const kept = account === undefined ? [] : await keptBy(d.db, account)
    const waits = account === undefined ? [] : await waitingOf(d.db, d.answers, account)
    if (kept.length + waits.length > 0) return location.assign("/offline?leave=1")
    await lock(d.db, Date.now())
    form.dataset["left"] = ""
    form.requestSubmit()
  })()
}

/** armLesson lets a lesson be marked without a line, where its course is kept here. */
async function armLesson(d: Desk): Promise<void> {
  const form = document.querySelector<HTMLFormElement>("form[data-lesson-done], form[action^='/courses/'][action$='/done']")
  const account = isCopy() ? document.documentElement.dataset["account"] : await atWork(d.db, Date.now())
  if (isCopy()) await showMarks(d, account)
  if (!form) return
  form.addEventListener("submit", (event) => {
    const copy = form.dataset["lessonDone"] !== undefined
    const [slug, stem] = copy ? [form.dataset["slug"], form.dataset["stem"]] : (form.getAttribute("action") ?? "").split("/").slice(2, 4)
    if (!copy && navigator.onLine) return
    event.preventDefault()
    void (async () => {
      const owner = await atWork(d.db, Date.now())
      if (owner === undefined || owner !== account) return show("locked", 0) // somebody else has signed in meanwhile
      const kept = (await keptBy(d.db, owner)).find((k) => k.slug === slug)
      if (!kept || !stem) return
      const title = form.dataset["title"] ?? document.querySelector("h1")?.textContent ?? stem
      await mark(d, { account: owner, slug: kept.slug, stem, title, version: kept.version, enrolment: kept.enrolment })
      await work()
      location.assign(form.dataset["next"] ?? document.querySelector<HTMLAnchorElement>("a[rel=next]")?.href ?? "/courses/" + kept.slug)
    })()
  })
}

/** showMarks shows on a copy what was marked since it was taken. */
async function showMarks(d: Desk, account: string | undefined): Promise<void> {
  const [, , slug, stem] = location.pathname.split("/")
  const kept = account === undefined ? undefined : (await keptBy(d.db, account)).find((k) => k.slug === slug)
  if (!kept) return
  const waits = (await d.db.all("reads")).filter((r) => r.account === account && r.enrolment === kept.enrolment).map((r) => r.stem)
  for (const part of document.querySelectorAll<HTMLElement>("[data-part]")) {
    const name = part.dataset["part"] ?? ""
    if (waits.includes(name) || kept.done.includes(name)) markPart(part, waits.includes(name))
  }
  if (!stem || !(waits.includes(stem) || kept.done.includes(stem))) return
  document.querySelector("form[data-lesson-done]")?.remove()
  const done = document.querySelector<HTMLElement>("[data-lesson-is-done]")
  if (!done) return
  done.hidden = false
  const badge = done.querySelector(".badge")
  if (waits.includes(stem) && badge) badge.textContent = sentence("marked")
}

function markPart(part: HTMLElement, waits: boolean): void {
  part.classList.add("done")
  const state = part.querySelector<HTMLElement>("[data-part-state]")
  if (state) state.textContent = waits ? sentence("marked") : sentence("markedDone")
}
