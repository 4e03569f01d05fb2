// IndexedDB by promises.

/** finished is a request's result. */
export function finished<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

/** patience is how long a database may take to open, in milliseconds; pages then go on without it. */
const patience = 8000

/**
 * openDb opens a database in its first version and makes it where there is none. A lock is held meanwhile: a page that is
 * left in the middle would otherwise be put aside by the browser with its half-made database, and every page after it
 * would wait for that.
 */
export function openDb(name: string, make: (db: IDBDatabase) => void): Promise<IDBDatabase> {
  const open = (): Promise<IDBDatabase> => {
    const request = indexedDB.open(name, 1)
    request.onupgradeneeded = () => make(request.result)
    return finished(request)
  }
  const opened = "locks" in navigator ? (navigator.locks.request("open " + name, open) as Promise<IDBDatabase>) : open()
  const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error(name + " does not open")), patience))
  return Promise.race([opened, late])
}
