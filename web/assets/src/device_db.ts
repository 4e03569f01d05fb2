// The device's records in IndexedDB, for pages and for the worker.

import { storeNames, type Db, type Stores } from "./device"
import { finished, openDb } from "./idb"

const name = "liem-device"

class Device implements Db {
  constructor(private db: IDBDatabase) {}

  private at(store: keyof Stores, mode: IDBTransactionMode): IDBObjectStore {
    return this.db.transaction(store, mode).objectStore(store)
  }

  all<S extends keyof Stores>(store: S): Promise<Stores[S][]> {
    return finished(this.at(store, "readonly").getAll() as IDBRequest<Stores[S][]>)
  }

  async put<S extends keyof Stores>(store: S, value: Stores[S]): Promise<void> {
    await finished(this.at(store, "readwrite").put(value))
  }

  async remove<S extends keyof Stores>(store: S, key: string): Promise<void> {
    await finished(this.at(store, "readwrite").delete(key))
  }
}

/** openDevice opens the records; undefined where the browser stores nothing. */
export async function openDevice(): Promise<Db | undefined> {
  try {
    return new Device(await openDb(name, (db) => storeNames.forEach((store) => db.createObjectStore(store, { keyPath: "key" }))))
  } catch {
    return undefined
  }
}
