// Time left, by the server's clock: the page carries the server's time and the deadline, and only the time since then is
// measured here, so a device's wrong clock changes nothing.

/** Countdown counts down to a deadline. Times are milliseconds. */
export class Countdown {
  private announced = new Set<number>()

  constructor(
    private deadline: number,
    private serverNow: number,
    private loadedAt: number,
  ) {}

  /** left is the time left at a moment of the page's own clock; never below zero. */
  left(pageNow: number): number {
    return Math.max(0, this.deadline - (this.serverNow + (pageNow - this.loadedAt)))
  }

  /** announce is the number of minutes to announce now, each once; undefined for none. */
  announce(left: number): number | undefined {
    for (const minutes of [1, 5, 10]) {
      if (left > 0 && left <= minutes * 60_000 && !this.announced.has(minutes)) {
        for (const m of [1, 5, 10]) if (m >= minutes) this.announced.add(m)
        return minutes
      }
    }
    return undefined
  }
}

/** clockText writes time left as 1:05:09 or 5:09. */
export function clockText(left: number): string {
  const total = Math.ceil(left / 1000)
  const two = (n: number) => String(n).padStart(2, "0")
  const hours = Math.floor(total / 3600)
  const minutes = Math.floor((total % 3600) / 60)
  return hours > 0 ? `${hours}:${two(minutes)}:${two(total % 60)}` : `${minutes}:${two(total % 60)}`
}
