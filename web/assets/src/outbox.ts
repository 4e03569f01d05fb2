// What was done without a line, in the order in which it was done. Each thing is sent until the server has said what it
// made of it, and the server takes a thing that is sent twice as one.

import { keyOf, type Db, type Read } from "./device"
import type { Storage, Waiting } from "./queue"

export type Item = { kind: "read"; at: string; title: string; read: Read } | { kind: "answer"; at: string; title: string; answer: Waiting }

/** Heard is what the server made of an item. */
export type Heard =
  | { kind: "taken"; seq?: number; value?: unknown } // for an answer: what now stands
  | { kind: "refused"; reason: string }
  | { kind: "signed-out" }
  | { kind: "later" }

/** waitingOf lists what waits for an account, the oldest first. */
export async function waitingOf(db: Db, answers: Storage, account: string): Promise<Item[]> {
  const items: Item[] = []
  for (const read of await db.all("reads")) {
    if (read.account === account) items.push({ kind: "read", at: read.at, title: read.title, read })
  }
  for (const attempt of await db.all("attempts")) {
    if (attempt.account !== account) continue
    for (const answer of await answers.all(attempt.key)) items.push({ kind: "answer", at: answer.at, title: attempt.title, answer })
  }
  return items.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

/** Sent tells how a round went. */
export interface Sent {
  sent: number
  refused: number
  left: number
  signedOut: boolean
}

/** sendAll sends what waits for an account, one after the other, and stops at the first thing that must wait. */
export async function sendAll(db: Db, answers: Storage, account: string, post: (item: Item) => Promise<Heard>): Promise<Sent> {
  const round: Sent = { sent: 0, refused: 0, left: 0, signedOut: false }
  const items = await waitingOf(db, answers, account)
  for (const [i, item] of items.entries()) {
    const heard = await post(item)
    if (heard.kind === "signed-out" || heard.kind === "later") {
      return { ...round, left: items.length - i, signedOut: heard.kind === "signed-out" }
    }
    await settle(db, answers, account, item, heard)
    if (heard.kind === "taken") round.sent++
    else round.refused++
  }
  return round
}

async function settle(db: Db, answers: Storage, account: string, item: Item, heard: Heard): Promise<void> {
  if (heard.kind === "refused") await db.put("refused", { key: keyOf(account, item.at, item.title), account, title: item.title, reason: heard.reason })
  if (item.kind === "answer") {
    const { attempt, n, seq } = item.answer
    if (heard.kind === "taken") await knows(db, attempt, n, heard.seq ?? seq, heard.value)
    return answers.remove(attempt, n, seq)
  }
  if (heard.kind === "taken") {
    const kept = (await db.all("kept")).find((k) => k.account === account && k.slug === item.read.slug)
    if (kept && !kept.done.includes(item.read.stem)) await db.put("kept", { ...kept, done: [...kept.done, item.read.stem] })
  }
  await db.remove("reads", item.read.key)
}

/** knows notes an answer that the server has, so that a copy taken before shows it. */
export async function knows(db: Db, attempt: string, n: number, seq: number, value: unknown): Promise<void> {
  await db.put("known", { key: keyOf(attempt, n), attempt, n, seq, value })
}
