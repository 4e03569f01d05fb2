// Keeping a course: every page, picture and file of it goes into a cache of its own. A copy is whole or it is not there.

import { keptBy, keyOf, removedAfter, type Db, type Kept } from "./device"

/** Plan is what the server says belongs to a course. */
export interface Plan {
  account: string
  slug: string
  title: string
  version: string
  number: number
  enrolment: string
  pages: string[]
  attempts: string[]
  files: { href: string; size: number }[]
  size: number
  now: string // by the server's clock
}

/** Caches are the browser's caches, as far as they are needed here. */
export interface Caches {
  open(name: string): Promise<Box>
  delete(name: string): Promise<boolean>
  keys(): Promise<string[]>
}

export interface Box {
  match(href: string): Promise<Response | undefined>
  put(href: string, response: Response): Promise<void>
  delete(href: string): Promise<boolean>
}

export interface Tools {
  db: Db
  caches: Caches
  fetch: (href: string, options: { signal?: AbortSignal; redirect?: RequestRedirect }) => Promise<Response>
  now: () => number
}

/** prefix begins the names of all caches of ours. */
export const prefix = "liem "

/** shell is the cache of the page that stands for what is not kept; it holds nothing of anybody. */
export const shell = prefix + "shell"

/** NotWhole tells that something could not be fetched. */
export class NotWhole extends Error {}

const asset = /\/assets\/[^"'\s?#)]+/g
const forFormulas = / data-maths[a-z-]*="[^"]*"/g // what sets formulas is heavy, and most pages have none
const inStyles = /url\(["']?(?!data:)([^"')]+)["']?\)/g

/** assetsIn lists the site's own scripts, styles and fonts that a page or a stylesheet names. */
export function assetsIn(text: string, href: string): string[] {
  const found = href.endsWith(".css")
    ? [...text.matchAll(inStyles)].map((m) => new URL(m[1] ?? "", "https://x" + href).pathname)
    : ((text.includes('class="math') ? text : text.replace(forFormulas, "")).match(asset) ?? [])
  return [...new Set(found)]
}

/** copyOf is the address of a page's copy. */
export const copyOf = (href: string) => href + "?copy=1"

/** Filler puts things into one cache and knows what is there. */
class Filler {
  private there = new Set<string>()
  bytes = 0

  constructor(private tools: Tools, private box: Box, private old: Box | undefined, private signal?: AbortSignal) {}

  private async get(href: string): Promise<Response> {
    let response: Response
    try {
      response = await this.tools.fetch(href, { signal: this.signal, redirect: "follow" })
    } catch (error) {
      if (this.signal?.aborted) throw error
      throw new NotWhole(href)
    }
    if (!response.ok || response.redirected) throw new NotWhole(href)
    return response
  }

  /** page keeps a page's copy under its own address, and all that it is drawn with. */
  async page(href: string): Promise<void> {
    const response = await this.get(copyOf(href))
    const text = await response.text()
    await this.put(href, new Response(text, { headers: response.headers }), text.length)
    for (const needed of assetsIn(text, href)) await this.asset(needed)
  }

  private async asset(href: string): Promise<void> {
    if (this.there.has(href)) return
    this.there.add(href)
    const response = await this.get(href)
    const body = await response.arrayBuffer()
    await this.put(href, new Response(body, { headers: response.headers }), body.byteLength)
    if (!href.endsWith(".css")) return
    for (const needed of assetsIn(new TextDecoder().decode(body), href)) await this.asset(needed)
  }

  /** file keeps a file; one that an older copy holds is taken from there, for its address names its content. */
  async file(href: string, size: number): Promise<void> {
    const old = await this.old?.match(href)
    const response = old ?? (await this.get(href))
    const body = await response.arrayBuffer()
    if (size > 0 && body.byteLength !== size) throw new NotWhole(href)
    await this.put(href, new Response(body, { headers: response.headers }), body.byteLength)
  }

  private async put(href: string, response: Response, size: number): Promise<void> {
    await this.box.put(href, response)
    this.bytes += size
  }
}

/** keep fetches a course and then puts it in the place of an older copy; when anything fails, nothing has changed. */
export async function keep(tools: Tools, plan: Plan, told: (bytes: number) => void, signal?: AbortSignal): Promise<Kept> {
  const now = tools.now()
  const before = (await keptBy(tools.db, plan.account)).find((k) => k.slug === plan.slug)
  const cache = prefix + keyOf(plan.account, plan.slug, plan.version, now)
  try {
    const filler = new Filler(tools, await tools.caches.open(cache), before && (await tools.caches.open(before.cache)), signal)
    for (const href of plan.pages) {
      await filler.page(href)
      told(filler.bytes)
    }
    for (const id of plan.attempts) await filler.page("/attempts/" + id).catch(handedIn)
    for (const f of plan.files) {
      await filler.file(f.href, f.size)
      told(filler.bytes)
    }
    signal?.throwIfAborted()
    await keepShell(tools)
    const { account, slug, title, version, number, enrolment } = plan
    const kept: Kept = { key: keyOf(account, slug), account, slug, title, version, number, enrolment, cache, size: filler.bytes, keptAt: now, seenAt: now, done: [] }
    await tools.db.put("kept", kept)
    for (const id of plan.attempts) await meet(tools, kept, id, Date.parse(plan.now))
    if (before && before.cache !== cache) await tools.caches.delete(before.cache)
    return kept
  } catch (error) {
    await tools.caches.delete(cache)
    throw error
  }
}

/** handedIn lets an attempt go that was handed in meanwhile: its page leads elsewhere. */
function handedIn(error: unknown): void {
  if (!(error instanceof NotWhole)) throw error
}

/** keepShell keeps the page that is shown for what is not kept. */
export async function keepShell(tools: Tools): Promise<void> {
  await new Filler(tools, await tools.caches.open(shell), undefined).page("/offline")
}

/** meet notes an attempt of a kept course, unless its page was opened here before. */
async function meet(tools: Tools, kept: Kept, id: string, serverNow: number): Promise<void> {
  if ((await tools.db.all("attempts")).some((a) => a.key === id)) return
  await tools.db.put("attempts", { key: id, account: kept.account, slug: kept.slug, title: kept.title, ahead: serverNow - tools.now() })
}

/** keepAttempt adds an attempt that has begun to the copy of its course. */
export async function keepAttempt(tools: Tools, kept: Kept, id: string, serverNow: number): Promise<void> {
  await meet(tools, kept, id, serverNow)
  const box = await tools.caches.open(kept.cache)
  if (await box.match("/attempts/" + id)) return
  await new Filler(tools, box, undefined).page("/attempts/" + id).catch(handedIn)
}

/** drop removes a course from the device. */
export async function drop(tools: Tools, kept: Kept): Promise<void> {
  await tools.db.remove("kept", kept.key)
  await tools.caches.delete(kept.cache)
}

/** sweep removes what nobody may read any more, and caches that a page left behind when it was closed half-way. */
export async function sweep(tools: Tools): Promise<void> {
  const all = await tools.db.all("kept")
  for (const kept of all) if (tools.now() - kept.seenAt > removedAfter) await drop(tools, kept)
  const known = new Set((await tools.db.all("kept")).map((k) => k.cache))
  for (const name of await tools.caches.keys()) {
    if (name.startsWith(prefix) && name !== shell && !known.has(name)) await tools.caches.delete(name)
  }
}
