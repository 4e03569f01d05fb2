// What a device hears from the server when it has a line: who is signed in, and what stands of the courses it keeps.

import { atWork, keptBy, lock, type Db } from "./device"
import { drop, keepAttempt, type Tools } from "./keep"
import type { Storage } from "./queue"

/** News is the server's answer. */
export interface News {
  account: string
  token: string
  now: string
  courses: { slug: string; version: string; number: number; enrolment: string }[]
  attempts: { id: string; slug: string }[]
}

/** Contact is what came back: news, that nobody is signed in, that first something else must be done, or nothing. */
export type Contact = { kind: "news"; news: News } | { kind: "signed-out" } | { kind: "not-now" } | { kind: "no-line" }

/** ask asks the server about the courses that are kept for whoever is at work. */
export async function ask(slugs: string[], fetcher: typeof fetch = fetch): Promise<Contact> {
  const query = new URLSearchParams(slugs.map((slug) => ["course", slug]))
  try {
    const response = await fetcher("/offline/contact?" + query.toString(), {
      headers: { Accept: "application/json" }, credentials: "same-origin", signal: AbortSignal.timeout(15_000),
    })
    if (response.ok) return { kind: "news", news: (await response.json()) as News }
    if (response.status === 401) return { kind: "signed-out" }
    return { kind: response.status < 500 ? "not-now" : "no-line" }
  } catch {
    return { kind: "no-line" }
  }
}

/** hear does what the answer to a question about some courses asks for. It returns the account that is at work. */
export async function hear(tools: Tools, answers: Storage, contact: Contact, asked: string[]): Promise<string | undefined> {
  const { db } = tools
  switch (contact.kind) {
    case "no-line":
    case "not-now":
      return atWork(db, tools.now())
    case "signed-out":
      await lock(db, tools.now())
      return undefined
  }
  const { news } = contact
  if (news.account === "") { // somebody looks through another's eyes: nothing of the device is theirs
    await lock(db, tools.now())
    return undefined
  }
  await db.put("now", { key: "now", account: news.account, seenAt: tools.now() })
  await confirm(tools, news, asked)
  await keepOpen(tools, answers, news)
  return news.account
}

/** confirm removes the courses that their owner may no longer read, and marks those that have changed. */
async function confirm(tools: Tools, news: News, asked: string[]): Promise<void> {
  for (const kept of await keptBy(tools.db, news.account)) {
    if (!asked.includes(kept.slug)) continue
    const stands = news.courses.find((c) => c.slug === kept.slug)
    if (!stands) {
      await drop(tools, kept)
      continue
    }
    const newer = stands.version !== kept.version || stands.enrolment !== kept.enrolment
    await tools.db.put("kept", { ...kept, seenAt: tools.now(), newer })
  }
}

/** keepOpen keeps the attempts of kept courses that are under way, and lets go of those that are over. */
async function keepOpen(tools: Tools, answers: Storage, news: News): Promise<void> {
  const kept = await keptBy(tools.db, news.account)
  for (const open of news.attempts) {
    const course = kept.find((k) => k.slug === open.slug)
    if (course) await keepAttempt(tools, course, open.id, Date.parse(news.now))
  }
  for (const known of await tools.db.all("attempts")) {
    if (known.account !== news.account || news.attempts.some((a) => a.id === known.key)) continue
    if ((await answers.all(known.key)).length > 0) continue // the server says first what it makes of them
    await forget(tools, known.key, kept.find((k) => k.slug === known.slug)?.cache)
  }
}

async function forget(tools: Tools, attempt: string, cache: string | undefined): Promise<void> {
  if (cache) await (await tools.caches.open(cache)).delete("/attempts/" + attempt)
  for (const k of await tools.db.all("known")) if (k.attempt === attempt) await tools.db.remove("known", k.key)
  await tools.db.remove("attempts", attempt)
}

/** most is how many courses the server answers for at once. */
const most = 50

/** slugsOf are the courses that are kept here, whoever kept them: who is at work, the answer says. */
export async function slugsOf(db: Db): Promise<string[]> {
  return [...new Set((await db.all("kept")).map((k) => k.slug))].slice(0, most)
}
