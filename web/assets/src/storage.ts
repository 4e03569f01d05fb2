// Waiting answers in IndexedDB; in memory where the browser refuses to store.

import { finished, openDb } from "./idb"
import type { Storage, Waiting } from "./queue"

const name = "liem"
const store = "answers"

const make = (db: IDBDatabase) => void db.createObjectStore(store, { keyPath: ["attempt", "n"] }).createIndex("attempt", "attempt")

class Device implements Storage {
  constructor(private db: IDBDatabase) {}

  private at(mode: IDBTransactionMode): IDBObjectStore {
    return this.db.transaction(store, mode).objectStore(store)
  }

  all(attempt: string): Promise<Waiting[]> {
    return finished(this.at("readonly").index("attempt").getAll(attempt) as IDBRequest<Waiting[]>)
  }

  async put(w: Waiting): Promise<void> {
    await finished(this.at("readwrite").put(w))
  }

  async remove(attempt: string, n: number, seq: number): Promise<void> {
    const objects = this.at("readwrite")
    const kept = (await finished(objects.get([attempt, n]))) as Waiting | undefined
    if (kept && kept.seq <= seq) await finished(objects.delete([attempt, n]))
  }
}

/** Memory keeps answers as long as the page is open. */
export class Memory implements Storage {
  private kept = new Map<string, Waiting>()

  async all(attempt: string): Promise<Waiting[]> {
    return [...this.kept.values()].filter((w) => w.attempt === attempt)
  }

  async put(w: Waiting): Promise<void> {
    this.kept.set(`${w.attempt} ${w.n}`, w)
  }

  async remove(attempt: string, n: number, seq: number): Promise<void> {
    const key = `${attempt} ${n}`
    const kept = this.kept.get(key)
    if (kept && kept.seq <= seq) this.kept.delete(key)
  }
}

/** openStorage opens the device's storage; durable is false where answers live only as long as the page. */
export async function openStorage(): Promise<{ storage: Storage; durable: boolean }> {
  try {
    return { storage: new Device(await openDb(name, make)), durable: true }
  } catch {
    return { storage: new Memory(), durable: false }
  }
}
