// An attempt on the device: what its page needs beside the queue, so that a copy of the page, taken before, goes on where
// the officer is.

import type { OnDevice } from "./device"
import { isCopy } from "./device_bar"
import { contact, desk, type Desk } from "./device_page"
import { use } from "./device_use"
import { knows } from "./outbox"
import type { Value } from "./answer"
import type { Page } from "./attempt_page"

/** AttemptOnDevice is the attempt that is open, with the device's records where the browser keeps any. */
export class AttemptOnDevice {
  private constructor(private id: string, private form: HTMLFormElement, private d: Desk | undefined, private ahead: number) {}

  /** open notes the attempt on the device, so that what waits is sent from other pages too. */
  static async open(form: HTMLFormElement): Promise<AttemptOnDevice> {
    const id = form.dataset["attempt"] ?? ""
    const d = await desk()
    const found = (await d?.db.all("attempts"))?.find((a) => a.key === id)
    const ahead = isCopy() ? (found?.ahead ?? 0) : Date.parse(form.dataset["now"] ?? "") - Date.now()
    const note: OnDevice = { key: id, account: form.dataset["account"] ?? "", slug: form.dataset["course"] ?? "", title: form.dataset["title"] ?? "", ahead }
    if (note.account !== "") await d?.db.put("attempts", note)
    return new AttemptOnDevice(id, form, d, ahead)
  }

  /** catchUp fills in what the server is known to have beyond what the page shows, except where something newer was given. */
  async catchUp(page: Page, newer: (n: number) => boolean): Promise<Map<number, number>> {
    const seqs = page.seqs()
    for (const k of (await this.d?.db.all("known")) ?? []) {
      if (k.attempt !== this.id || k.seq <= (seqs.get(k.n) ?? 0)) continue
      seqs.set(k.n, k.seq)
      if (!newer(k.n)) page.fill(k.n, k.value as Value)
    }
    return seqs
  }

  /** saved notes what the server has. */
  async saved(n: number, seq: number, value: unknown): Promise<void> {
    if (this.d) await knows(this.d.db, this.id, n, seq, value)
  }

  /** waits makes other pages of this device look for what waits here. */
  waits(): void {
    if (this.d) use(true)
  }

  /** now is the server's time as the page opens; a copy was taken some time ago. */
  now(): number {
    return isCopy() ? Date.now() + this.ahead : Date.parse(this.form.dataset["now"] ?? "")
  }

  /** renew fetches a token for this page: a copy has none, and another sign-in ends the old one. False: not for this person. */
  async renew(): Promise<boolean> {
    if (!this.d) return false
    const { account, token } = await contact(this.d)
    const field = this.form.querySelector<HTMLInputElement>("input[name=csrf]")
    if (!field || token === undefined || account === undefined || account !== this.form.dataset["account"]) return false
    field.value = token
    return true
  }
}

