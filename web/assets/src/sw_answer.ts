// What the worker answers from copies, and how.

import { atWork, keptBy, type Db } from "./device"
import { shell, type Caches } from "./keep"

/** patience is how long a page that is kept waits for a slow line before the copy is shown, in milliseconds. */
export const patience = 8000

/** kept finds the copy of an address among what whoever is at work keeps; nobody else's is ever looked at. */
export async function kept(db: Db | undefined, caches: Caches, path: string, now: number): Promise<Response | undefined> {
  if (!db) return undefined
  const account = await atWork(db, now)
  if (account === undefined) return undefined
  for (const course of await keptBy(db, account)) {
    const found = await (await caches.open(course.cache)).match(path)
    if (found) return found
  }
  return undefined
}

/** fromShell finds the page that stands for what is not kept, or what it is drawn with. */
export async function fromShell(caches: Caches, path: string): Promise<Response | undefined> {
  return (await caches.open(shell)).match(path)
}

/** away tells that a proxy answered because it does not reach the server. */
export function away(status: number): boolean {
  return status === 502 || status === 503 || status === 504
}

/** piece cuts the range out of a whole file that a player asks for (RFC 9110, section 14); other ranges get the whole. */
export async function piece(whole: Response, range: string | null): Promise<Response> {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(range ?? "")
  if (!asked || (asked[1] === "" && asked[2] === "")) return whole
  const body = await whole.blob()
  const size = body.size
  const first = asked[1] === "" ? Math.max(0, size - Number(asked[2])) : Number(asked[1])
  const last = asked[1] === "" || asked[2] === "" ? size - 1 : Math.min(size - 1, Number(asked[2]))
  const headers = new Headers(whole.headers)
  if (first > last) {
    headers.set("Content-Range", `bytes */${size}`)
    return new Response(null, { status: 416, headers })
  }
  headers.set("Content-Range", `bytes ${first}-${last}/${size}`)
  headers.set("Content-Length", String(last - first + 1))
  return new Response(body.slice(first, last + 1, body.type), { status: 206, headers })
}

/** sooner is the network's answer, or the copy when the line is slow. Without a copy the network has all the time. */
export async function sooner(network: Promise<Response>, copy: Response | undefined, wait: (ms: number) => Promise<void>): Promise<Response> {
  if (!copy) return network
  const slow = wait(patience).then(() => copy)
  const answer = await Promise.race([network, slow]).catch(() => copy)
  return away(answer.status) ? copy : answer
}
