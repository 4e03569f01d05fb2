// The worker: without a line it answers with what somebody kept on this device. It keeps nothing by itself, and with a
// line it lets everything pass.

import { openDevice } from "./device_db"
import { away, fromShell, kept, piece, sooner } from "./sw_answer"
import type { Caches } from "./keep"

interface WorkerScope extends EventTarget {
  caches: CacheStorage
  clients: { claim(): Promise<void> }
  registration: { navigationPreload?: { enable(): Promise<void> } }
  skipWaiting(): Promise<void>
}

interface Fetched extends Event {
  request: Request
  preloadResponse?: Promise<Response | undefined>
  respondWith(response: Promise<Response>): void
}

interface Extendable extends Event {
  waitUntil(p: Promise<unknown>): void
}

const scope = self as unknown as WorkerScope
const boxes = caches as unknown as Caches
const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

scope.addEventListener("install", () => void scope.skipWaiting())
scope.addEventListener("activate", (event) => {
  const ready = async () => {
    await scope.registration.navigationPreload?.enable()
    await scope.clients.claim()
  }
  ;(event as Extendable).waitUntil(ready())
})

scope.addEventListener("fetch", (event) => {
  const e = event as Fetched
  const url = new URL(e.request.url)
  if (url.origin !== location.origin) return
  const upload = e.request.headers.get("Content-Type")?.startsWith("multipart/") ?? false
  if (e.request.mode === "navigate" && !upload) e.respondWith(page(e, url))
  else if (e.request.method === "GET" && /^\/(media|assets)\//.test(url.pathname)) e.respondWith(file(e.request, url))
})

/** page answers a navigation: from the network, else the copy, else the page that says what is kept. */
async function page(e: Fetched, url: URL): Promise<Response> {
  const reads = e.request.method === "GET"
  const network = throughPreload(e)
  network.catch(() => undefined) // it is looked at below
  try {
    const copy = reads && url.search === "" ? await kept(await openDevice(), boxes, url.pathname, Date.now()) : undefined
    return await sooner(network, copy, wait)
  } catch (error) {
    const instead = await fromShell(boxes, "/offline")
    if (!instead) throw error
    return new Response(instead.body, { status: url.pathname === "/offline" ? 200 : 503, headers: instead.headers })
  }
}

async function throughPreload(e: Fetched): Promise<Response> {
  return (await e.preloadResponse) ?? fetch(e.request)
}

/** file answers for what a page is drawn with. */
async function file(request: Request, url: URL): Promise<Response> {
  try {
    const response = await fetch(request)
    if (!away(response.status)) return response
    return (await fromCopies(request, url)) ?? response
  } catch (error) {
    const found = await fromCopies(request, url)
    if (!found) throw error
    return found
  }
}

async function fromCopies(request: Request, url: URL): Promise<Response | undefined> {
  const whole = (await kept(await openDevice(), boxes, url.pathname, Date.now())) ?? (await fromShell(boxes, url.pathname))
  return whole && piece(whole, request.headers.get("Range"))
}
