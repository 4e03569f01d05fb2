// What a device keeps for those who read without a line: records beside the browser's caches. Everything belongs to one
// account, named by a tag; what belongs to another account than the one at work is never shown and never sent.

/** Now says who is at work on this device; no account: the copies are locked. */
export interface Now {
  key: "now"
  account?: string
  seenAt: number // when the server last said so, by this device's clock
}

/** Kept is a course on this device. */
export interface Kept {
  key: string // keyOf(account, slug)
  account: string
  slug: string
  title: string
  version: string
  number: number
  enrolment: string
  cache: string // the name of its cache
  size: number // bytes
  keptAt: number
  seenAt: number // when the server last confirmed that its owner may read it
  newer?: boolean // the server has another version, or another run, for its owner
  done: string[] // stems marked here and sent since the copy was taken
}

/** OnDevice is an attempt that was opened on this device. */
export interface OnDevice {
  key: string // the attempt's id
  account: string
  slug: string
  title: string
  ahead: number // how much the server's clock is ahead of this device's, in milliseconds
}

/** Known is an answer that the server is known to have, for a copy that was taken before. */
export interface Known {
  key: string // keyOf(attempt, n)
  attempt: string
  n: number
  seq: number
  value: unknown
}

/** Read is a lesson that was marked without a line and waits to be sent. */
export interface Read {
  key: string // keyOf(account, enrolment, stem): marking it twice is marking it once
  account: string
  slug: string
  stem: string
  title: string
  version: string
  enrolment: string
  at: string // by this device's clock; it orders what waits, and the server never sees it
}

/** Refused is something that the server will never take. */
export interface Refused {
  key: string
  account: string
  title: string
  reason: string
}

export interface Stores {
  now: Now
  kept: Kept
  attempts: OnDevice
  known: Known
  reads: Read
  refused: Refused
}

export const storeNames = ["now", "kept", "attempts", "known", "reads", "refused"] as const

/** Db keeps records by store and key. */
export interface Db {
  all<S extends keyof Stores>(store: S): Promise<Stores[S][]>
  put<S extends keyof Stores>(store: S, value: Stores[S]): Promise<void>
  remove<S extends keyof Stores>(store: S, key: string): Promise<void>
}

/** day is a day in milliseconds. */
const day = 24 * 60 * 60 * 1000

/** lockedAfter and removedAfter bound how long copies may be read, and lie here, without a word from the server. */
export const lockedAfter = 7 * day
export const removedAfter = 30 * day

export function keyOf(...parts: (string | number)[]): string {
  return parts.join(" ")
}

/** atWork is the account whose copies may be shown now; undefined while they are locked. */
export async function atWork(db: Db, now: number): Promise<string | undefined> {
  const [state] = await db.all("now")
  if (!state?.account || now - state.seenAt > lockedAfter || now < state.seenAt - day) return undefined
  return state.account
}

/** lock keeps the copies from being shown until the server says who is at work. */
export async function lock(db: Db, now: number): Promise<void> {
  await db.put("now", { key: "now", seenAt: now })
}

export async function keptBy(db: Db, account: string): Promise<Kept[]> {
  return (await db.all("kept")).filter((k) => k.account === account).sort((a, b) => a.title.localeCompare(b.title, "vi"))
}

/** Memory is a Db as long as the page is open. */
export class MemoryDb implements Db {
  private stores = new Map<string, Map<string, unknown>>()

  private store(name: string): Map<string, unknown> {
    const found = this.stores.get(name) ?? new Map<string, unknown>()
    this.stores.set(name, found)
    return found
  }

  async all<S extends keyof Stores>(store: S): Promise<Stores[S][]> {
    return structuredClone([...this.store(store).values()]) as Stores[S][]
  }

  async put<S extends keyof Stores>(store: S, value: Stores[S]): Promise<void> {
    this.store(store).set(value.key, structuredClone(value))
  }

  async remove<S extends keyof Stores>(store: S, key: string): Promise<void> {
    this.store(store).delete(key)
  }
}
