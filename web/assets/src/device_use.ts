// Whether this device keeps anything: pages of other devices ask for nothing.

const flag = "liem-device"

export function inUse(): boolean {
  try {
    return localStorage.getItem(flag) !== null
  } catch {
    return false
  }
}

/** use notes that the device keeps something, or nothing any more. */
export function use(keeps: boolean): void {
  try {
    if (keeps) localStorage.setItem(flag, "1")
    else localStorage.removeItem(flag)
  } catch {
    // pages will not look by themselves; the page of the device still does
  }
}
