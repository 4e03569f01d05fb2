// Waiting answers in IndexedDB; in memory where the browser refuses to store.

import type { Storage, Waiting } from "./queue"

const name = "liem"
const store = "answers"

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1)
    request.onupgradeneeded = () => {
      request.result.createObjectStore(store, { keyPath: ["attempt", "n"] }).createIndex("attempt", "attempt")
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

class Device implements Storage {
  constructor(private db: IDBDatabase) {}

  private at(mode: IDBTransactionMode): IDBObjectStore {
    return this.db.transaction(store, mode).objectStore(store)
  }

  all(attempt: string): Promise<Waiting[]> {
    return result(this.at("readonly").index("attempt").getAll(attempt) as IDBRequest<Waiting[]>)
  }

  async put(w: Waiting): Promise<void> {
    await result(this.at("readwrite").put(w))
  }

  async remove(attempt: string, n: number, seq: number): Promise<void> {
    const objects = this.at("readwrite")
    const kept = (await result(objects.get([attempt, n]))) as Waiting | undefined
    if (kept && kept.seq <= seq) await result(objects.delete([attempt, n]))
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
    return { storage: new Device(await open()), durable: true }
  } catch {
    return { storage: new Memory(), durable: false }
  }
}
