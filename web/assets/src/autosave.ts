// When text is sent as one types. Pure: it knows neither the page nor the editor, so that it can be tested without them.

/** State is how things stand, as the person is told. */
export type State = "saved" | "saving" | "waiting" | "offline" | "conflict" | "refused" | "ended"

/** Answer is what sending led to. */
export type Answer = { kind: "saved"; revision: number } | { kind: "offline" | "conflict" | "refused" | "ended" }

export interface Options {
  revision: number
  text: () => string
  /** composing tells that an input method is in the middle of a word: what is on the screen is not what was meant. */
  composing: () => boolean
  send: (text: string, revision: number) => Promise<Answer>
  /** keep holds text on the device until the server has it; null drops it. */
  keep: (text: string | null, revision: number) => void
  told: (state: State) => void
  after: (run: () => void, ms: number) => unknown
  stop: (timer: unknown) => void
}

const pause = 1200 // since the last key
const again = 5000 // after the line was down

/** Autosave sends text one request after another, the newest text each time; what was not acknowledged stays on the device. */
export class Autosave {
  revision: number
  private timer: unknown
  private sending = false
  private dirty = false
  private stopped = false

  constructor(private o: Options) {
    this.revision = o.revision
  }

  /** changed is called at every change of the text. */
  changed(): void {
    this.dirty = true
    this.o.keep(this.o.text(), this.revision)
    if (this.stopped) return
    if (!this.sending) this.o.told("waiting")
    this.arm(pause)
  }

  /** now sends what is not sent, at once; a word in the middle of being composed still waits. */
  now(): Promise<void> {
    this.disarm()
    return this.send()
  }

  private arm(ms: number): void {
    this.disarm()
    this.timer = this.o.after(() => void this.send(), ms)
  }

  private disarm(): void {
    if (this.timer !== undefined) this.o.stop(this.timer)
    this.timer = undefined
  }

  private async send(): Promise<void> {
    if (this.sending || !this.dirty || this.stopped) return
    if (this.o.composing()) {
      this.arm(pause)
      return
    }
    this.sending = true
    this.dirty = false
    this.o.told("saving")
    const answer = await this.o.send(this.o.text(), this.revision).catch((): Answer => ({ kind: "offline" }))
    this.sending = false
    this.take(answer)
  }

  private take(answer: Answer): void {
    if (answer.kind === "saved") {
      this.revision = answer.revision
      if (this.dirty) {
        this.o.keep(this.o.text(), this.revision)
        this.arm(pause)
        return
      }
      this.o.keep(null, this.revision)
      this.o.told("saved")
      return
    }
    this.dirty = true
    this.o.told(answer.kind)
    if (answer.kind === "offline") this.arm(again)
    else this.stopped = true // nothing is sent until the person has looked
  }
}
