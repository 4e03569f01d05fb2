// Answers that wait for the line. The newest value of each question waits, in the order in which it was given; it is kept
// on the device until the server has said that it is stored, also over a reload or a closed browser.

import { sameValue, type Value } from "./answer"

/** Waiting is an answer on its way. */
export interface Waiting {
  attempt: string
  n: number
  seq: number
  value: Value
  at: string // when it was given, by this device's clock
}

/** Storage keeps waiting answers on the device. */
export interface Storage {
  all(attempt: string): Promise<Waiting[]>
  put(w: Waiting): Promise<void>
  remove(attempt: string, n: number, seq: number): Promise<void>
}

/** Reply says what the server made of an answer. */
export type Reply =
  | { kind: "saved"; seq: number; savedAt: string; value: unknown } // what now stands on the server
  | { kind: "refused"; type: string; title: string } // it will never be taken; problem+json says why
  | { kind: "signed-out" }
  | { kind: "later" } // no line, or the server is busy

export type Sender = (w: Waiting) => Promise<Reply>

/** State is what the page shows. */
export interface State {
  waiting: number
  sending: boolean
  savedAt?: string
  problem?: { type: string; title: string }
  signedOut: boolean
}

/** delays between tries while the line is away, in milliseconds. */
export const delays = [1000, 2000, 5000, 10000, 15000]

/** Queue sends waiting answers one after the other. */
export class Queue {
  private waiting = new Map<number, Waiting>()
  private seqs = new Map<number, number>()
  private restored = new Set<Waiting>() // what an earlier page left behind
  private running: Promise<void> | undefined
  private tries = 0
  private timer: ReturnType<typeof setTimeout> | undefined
  private state: State = { waiting: 0, sending: false, signedOut: false }

  constructor(
    private attempt: string,
    private storage: Storage,
    private send: Sender,
    private show: (s: State) => void,
    private schedule: (f: () => void, ms: number) => ReturnType<typeof setTimeout> = (f, ms) => setTimeout(f, ms),
  ) {}

  /** restore takes back what waited when the page was left; seqs are the server's. It returns what waits. */
  async restore(seqs: Map<number, number>): Promise<Waiting[]> {
    this.seqs = new Map(seqs)
    const kept = (await this.storage.all(this.attempt)).sort((a, b) => (a.at < b.at ? -1 : 1))
    for (const w of kept) {
      if (w.seq <= (this.seqs.get(w.n) ?? 0)) {
        await this.storage.remove(w.attempt, w.n, w.seq) // the server had it before the answer came back
        continue
      }
      this.waiting.set(w.n, w)
      this.seqs.set(w.n, w.seq)
      this.restored.add(w)
    }
    this.update({})
    return [...this.waiting.values()]
  }

  /** add keeps an answer on the device and begins to send. */
  async add(n: number, value: Value, at: string): Promise<void> {
    const seq = (this.seqs.get(n) ?? 0) + 1
    this.seqs.set(n, seq)
    const w = { attempt: this.attempt, n, seq, value, at }
    this.waiting.delete(n) // the newest goes to the end
    this.waiting.set(n, w)
    this.update({ problem: undefined })
    await this.storage.put(w)
    void this.flush()
  }

  /** flush sends what waits; it resolves to true when nothing waits any more. */
  async flush(): Promise<boolean> {
    if (this.timer !== undefined) clearTimeout(this.timer)
    this.timer = undefined
    while (this.running) await this.running
    this.running = this.run().finally(() => (this.running = undefined)) // run may end before it returns
    await this.running
    return this.waiting.size === 0
  }

  private async run(): Promise<void> {
    this.update({ sending: true })
    try {
      for (let w = this.first(); w; w = this.first()) {
        if (!(await this.one(w))) return
      }
      this.tries = 0
    } finally {
      this.update({ sending: false })
    }
  }

  private first(): Waiting | undefined {
    return this.waiting.values().next().value
  }

  private async one(w: Waiting): Promise<boolean> {
    const reply = await this.send(w)
    switch (reply.kind) {
      case "saved":
        await this.done(w)
        this.update({ savedAt: reply.savedAt, signedOut: false })
        await this.insist(w, reply.seq, reply.value)
        return true
      case "refused":
        await this.done(w)
        this.update({ problem: { type: reply.type, title: reply.title } })
        return true
      case "signed-out":
        this.update({ signedOut: true })
        this.again()
        return false
      default:
        this.again()
        return false
    }
  }

  /**
   * insist gives an answer a number above the one that stands, where another page of this person was first with the same
   * one. What was given just now is the newest; what an earlier page left behind gives way.
   */
  private async insist(w: Waiting, seq: number, value: unknown): Promise<void> {
    this.seqs.set(w.n, Math.max(seq, this.seqs.get(w.n) ?? 0))
    if (sameValue(value, w.value) || this.restored.has(w) || this.waiting.has(w.n)) return
    const again = { ...w, seq: (this.seqs.get(w.n) ?? 0) + 1 }
    this.seqs.set(w.n, again.seq)
    this.waiting.set(w.n, again)
    await this.storage.put(again)
  }

  private async done(w: Waiting): Promise<void> {
    await this.storage.remove(w.attempt, w.n, w.seq)
    if (this.waiting.get(w.n)?.seq === w.seq) this.waiting.delete(w.n)
  }

  private again(): void {
    const delay = delays[Math.min(this.tries, delays.length - 1)] ?? 15000
    this.tries++
    this.timer = this.schedule(() => void this.flush(), delay)
  }

  private update(change: Partial<State>): void {
    this.state = { ...this.state, ...change, waiting: this.waiting.size }
    this.show(this.state)
  }
}
