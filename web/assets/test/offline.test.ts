import assert from "node:assert/strict"
import test from "node:test"
import { hear, slugsOf, type News } from "../src/contact"
import { atWork, keptBy, lock, lockedAfter, MemoryDb, removedAfter } from "../src/device"
import { assetsIn, keep, keepAttempt, sweep, shell, type Box, type Caches, type Plan, type Tools } from "../src/keep"
import { sendAll, waitingOf, type Heard, type Item } from "../src/outbox"
import { Memory } from "../src/storage"
import { kept, piece, sooner } from "../src/sw_answer"

class FakeCaches implements Caches {
  boxes = new Map<string, Map<string, Response>>()

  async open(name: string): Promise<Box> {
    const box = this.boxes.get(name) ?? new Map<string, Response>()
    this.boxes.set(name, box)
    return {
      match: async (href) => box.get(href)?.clone(),
      put: async (href, response) => void box.set(href, response),
      delete: async (href) => box.delete(href),
    }
  }

  delete = async (name: string) => this.boxes.delete(name)
  keys = async () => [...this.boxes.keys()]
}

/** Server answers by address; what is not there fails like a line that is cut. */
class Server {
  pages = new Map<string, string>([
    ["/courses/k?copy=1", `<link href="/assets/app-1.css"><script src="/assets/app-1.js">`],
    ["/courses/k/mot?copy=1", `<img src="/media/aa/so-do.svg">`],
    ["/offline?copy=1", "trên máy này"],
    ["/assets/app-1.css", `@font-face{src:url(fonts/be-1.woff2)}`], ["/assets/app-1.js", "js"], ["/assets/fonts/be-1.woff2", "font"],
    ["/media/aa/so-do.svg", "<svg>"],
    ["/attempts/t1?copy=1", "bài làm"],
  ])
  asked: string[] = []

  fetch = async (href: string): Promise<Response> => {
    this.asked.push(href)
    const found = this.pages.get(href)
    if (found === undefined) throw new TypeError("no line")
    return new Response(found)
  }
}

function device() {
  const server = new Server(), fakes = new FakeCaches(), db = new MemoryDb()
  let clock = 1_000_000_000_000
  const tools: Tools = { db, caches: fakes, fetch: server.fetch, now: () => clock }
  return { server, fakes, db, tools, answers: new Memory(), pass: (ms: number) => (clock += ms), now: () => clock }
}

const plan: Plan = { account: "A", slug: "k", title: "Khóa", version: "v1", number: 1, enrolment: "e1", pages: ["/courses/k", "/courses/k/mot"],
  attempts: [], files: [{ href: "/media/aa/so-do.svg", size: 5 }], size: 100, now: "2026-11-27T00:00:00.000Z" }

const news = (change: Partial<News> = {}): News => ({ account: "A", token: "t", now: "2026-11-27T00:00:00.000Z", attempts: [],
  courses: [{ slug: "k", version: "v1", number: 1, enrolment: "e1" }], ...change })

const said = (n: News) => ({ kind: "news", news: n }) as const

test("a course is kept with all that its pages are drawn with", async () => {
  const d = device()
  let told = 0
  const k = await keep(d.tools, plan, (bytes) => (told = bytes))
  assert.deepEqual([...d.fakes.boxes.get(k.cache)!.keys()].sort(), ["/assets/app-1.css", "/assets/app-1.js", "/assets/fonts/be-1.woff2",
    "/courses/k", "/courses/k/mot", "/media/aa/so-do.svg"])
  assert.deepEqual([...d.fakes.boxes.get(shell)!.keys()], ["/offline"])
  assert.equal(told, k.size)
  assert.deepEqual(assetsIn(`<a href="/courses/x"><img src="/assets/a.svg"><img src="/assets/a.svg">`, "/x"), ["/assets/a.svg"])
})

test("what sets formulas is kept for pages that have some", () => {
  const head = `<script src="/assets/app-1.js" data-maths="/assets/maths-1.js" data-maths-css="/assets/maths-1.css"></script>`
  assert.deepEqual(assetsIn(head + "<p>", "/x"), ["/assets/app-1.js"])
  assert.deepEqual(assetsIn(head + `<span class="math">x</span>`, "/x"), ["/assets/app-1.js", "/assets/maths-1.js", "/assets/maths-1.css"])
})

for (const [what, break_] of [
  ["a page is missing", (s: Server) => s.pages.delete("/courses/k/mot?copy=1")],
  ["a file is missing", (s: Server) => s.pages.delete("/media/aa/so-do.svg")],
  ["a file is cut short", (s: Server) => s.pages.set("/media/aa/so-do.svg", "<s")],
  ["a style is missing", (s: Server) => s.pages.delete("/assets/app-1.css")],
] as const) {
  test(`nothing is left half when ${what}`, async () => {
    const d = device()
    break_(d.server)
    await assert.rejects(keep(d.tools, plan, () => {}))
    assert.deepEqual(await d.db.all("kept"), [])
    assert.deepEqual(await d.fakes.keys(), [])
  })
}

test("the older copy stays when an update fails, and is taken over when it succeeds", async () => {
  const d = device()
  const old = await keep(d.tools, plan, () => {})
  d.pass(1000)
  const next = { ...plan, version: "v2" }
  const lesson = d.server.pages.get("/courses/k/mot?copy=1")!
  d.server.pages.delete("/courses/k/mot?copy=1")
  await assert.rejects(keep(d.tools, next, () => {}))
  assert.equal((await keptBy(d.db, "A"))[0]!.cache, old.cache)
  d.server.pages.set("/courses/k/mot?copy=1", lesson)
  d.server.asked = []
  const k = await keep(d.tools, next, () => {})
  assert.ok(!d.server.asked.includes("/media/aa/so-do.svg"), "a file that is here is not fetched again")
  assert.deepEqual((await d.fakes.keys()).sort(), [k.cache, shell].sort())
})

test("stopping leaves nothing", async () => {
  const d = device()
  const stop = new AbortController()
  await assert.rejects(keep(d.tools, plan, () => stop.abort(), stop.signal))
  assert.deepEqual(await d.fakes.keys(), [])
})

test("copies are shown to who is at work, and to nobody else", async () => {
  const d = device()
  await keep(d.tools, plan, () => {})
  const shown = () => kept(d.db, d.fakes, "/courses/k/mot", d.now())
  assert.equal(await shown(), undefined, "nobody has signed in")
  assert.equal(await hear(d.tools, d.answers, said(news()), ["k"]), "A")
  assert.ok(await shown())
  assert.equal(await kept(d.db, d.fakes, "/courses/other", d.now()), undefined)

  await hear(d.tools, d.answers, said(news({ account: "B", courses: [] })), ["k"])
  assert.equal(await shown(), undefined, "another person signed in")
  assert.equal((await keptBy(d.db, "A")).length, 1, "and removes nothing of the first")
  await hear(d.tools, d.answers, said(news()), ["k"])
  assert.ok(await shown())

  await hear(d.tools, d.answers, { kind: "signed-out" }, ["k"])
  assert.equal(await shown(), undefined, "the session ended")
  await hear(d.tools, d.answers, said(news()), ["k"])
  await lock(d.db, d.now())
  assert.equal(await shown(), undefined, "signed out")
  await hear(d.tools, d.answers, said(news({ account: "" })), ["k"])
  assert.equal(await shown(), undefined, "somebody looks through another's eyes")

  await hear(d.tools, d.answers, said(news()), ["k"])
  assert.equal(await hear(d.tools, d.answers, { kind: "no-line" }, ["k"]), "A")
  d.pass(lockedAfter + 1)
  assert.equal(await shown(), undefined, "too long without a word from the server")
  d.pass(-lockedAfter * 3)
  assert.equal(await atWork(d.db, d.now()), undefined, "a clock that was put back opens nothing")
})

test("what may no longer be read goes, what has changed says so", async () => {
  const d = device()
  await keep(d.tools, plan, () => {})
  assert.deepEqual(await slugsOf(d.db), ["k"])
  await hear(d.tools, d.answers, said(news({ courses: [{ slug: "k", version: "v2", number: 2, enrolment: "e1" }] })), ["k"])
  assert.equal((await keptBy(d.db, "A"))[0]!.newer, true)
  await hear(d.tools, d.answers, said(news({ courses: [] })), [])
  assert.equal((await keptBy(d.db, "A")).length, 1, "nothing was asked, so nothing was said")
  await hear(d.tools, d.answers, said(news({ courses: [] })), ["k"])
  assert.deepEqual(await d.fakes.keys(), [shell])
})

test("a copy goes after a month without a word, and what a closed page left behind", async () => {
  const d = device()
  const k = await keep(d.tools, plan, () => {})
  await d.fakes.open("liem A k v9 1")
  await d.fakes.open("of another program")
  await sweep(d.tools)
  assert.deepEqual((await d.fakes.keys()).sort(), [k.cache, shell, "of another program"].sort())
  d.pass(removedAfter + 1)
  await sweep(d.tools)
  assert.deepEqual((await d.fakes.keys()).sort(), [shell, "of another program"].sort())
})

test("an attempt that begins is kept with its course, and goes when it is over", async () => {
  const d = device()
  const k = await keep(d.tools, plan, () => {})
  const page = () => kept(d.db, d.fakes, "/attempts/t1", d.now())
  await hear(d.tools, d.answers, said(news({ attempts: [{ id: "t1", slug: "k" }, { id: "t2", slug: "other" }] })), ["k"])
  assert.ok(await page())
  await keepAttempt(d.tools, k, "t9", d.now()) // handed in meanwhile: it is no failure
  await d.answers.put({ attempt: "t1", n: 1, seq: 1, value: "a", at: "2026-01-01" })
  await hear(d.tools, d.answers, said(news()), ["k"])
  assert.ok(await page(), "an answer still waits")
  await d.answers.remove("t1", 1, 1)
  await hear(d.tools, d.answers, said(news()), ["k"])
  assert.equal(await page(), undefined)
})

async function busy() {
  const d = device()
  await keep(d.tools, { ...plan, attempts: ["t1"] }, () => {})
  const read = { key: "", account: "A", slug: "k", title: "Bài", version: "v1", enrolment: "e1" }
  await d.db.put("reads", { ...read, key: "A e1 hai", stem: "hai", at: "2026-11-27T00:00:03Z" })
  await d.db.put("reads", { ...read, key: "A e1 mot", stem: "mot", at: "2026-11-27T00:00:01Z" })
  await d.db.put("reads", { ...read, key: "B e2 mot", account: "B", stem: "mot", at: "2026-11-27T00:00:00Z" })
  await d.answers.put({ attempt: "t1", n: 2, seq: 5, value: "b", at: "2026-11-27T00:00:02Z" })
  return d
}

const name = (item: Item) => (item.kind === "read" ? item.read.stem : "answer " + item.answer.n)

test("what waits is sent in its order, once, and only for its owner", async () => {
  const d = await busy()
  const got: string[] = []
  const post = async (item: Item): Promise<Heard> => (got.push(name(item)), { kind: "taken", seq: 6, value: "c" })
  assert.deepEqual(await sendAll(d.db, d.answers, "A", post), { sent: 3, refused: 0, left: 0, signedOut: false })
  assert.deepEqual(got, ["mot", "answer 2", "hai"])
  assert.deepEqual(await sendAll(d.db, d.answers, "A", post), { sent: 0, refused: 0, left: 0, signedOut: false })
  assert.equal((await waitingOf(d.db, d.answers, "B")).length, 1)
  assert.deepEqual((await keptBy(d.db, "A"))[0]!.done, ["mot", "hai"])
  assert.deepEqual((await d.db.all("known")).map((k) => [k.n, k.seq, k.value]), [[2, 6, "c"]], "the copy will show what stands")
})

test("what follows waits until the line, or its owner, is back", async () => {
  const d = await busy()
  for (const [kind, signedOut] of [["later", false], ["signed-out", true]] as const) {
    const post = async (item: Item): Promise<Heard> => (name(item) === "mot" ? { kind: "taken" } : { kind })
    const round = await sendAll(d.db, d.answers, "A", post)
    assert.equal(round.left, 2)
    assert.equal(round.signedOut, signedOut)
  }
  assert.deepEqual((await waitingOf(d.db, d.answers, "A")).map(name), ["answer 2", "hai"])
})

test("what is refused is told and stops nothing", async () => {
  const d = await busy()
  const post = async (item: Item): Promise<Heard> => (name(item) === "mot" ? { kind: "refused", reason: "Bài đã đổi" } : { kind: "taken" })
  assert.deepEqual(await sendAll(d.db, d.answers, "A", post), { sent: 2, refused: 1, left: 0, signedOut: false })
  assert.deepEqual((await d.db.all("refused")).map((r) => [r.account, r.reason]), [["A", "Bài đã đổi"]])
})

test("the copy is shown when the line is slow, cut, or behind a proxy that finds no server", async () => {
  const copy = new Response("bản lưu")
  const never = new Promise<Response>(() => {})
  const slow = () => Promise.resolve(), patient = () => new Promise<void>(() => {})
  const text = async (r: Promise<Response>) => (await r).clone().text()
  assert.equal(await text(sooner(never, copy, slow)), "bản lưu")
  assert.equal(await text(sooner(Promise.reject(new TypeError()), copy, patient)), "bản lưu")
  assert.equal(await text(sooner(Promise.resolve(new Response("", { status: 502 })), copy, patient)), "bản lưu")
  assert.equal(await text(sooner(Promise.resolve(new Response("mới")), copy, patient)), "mới")
  assert.equal(await text(sooner(Promise.resolve(new Response("không có", { status: 404 })), copy, patient)), "không có")
  await assert.rejects(sooner(Promise.reject(new TypeError()), undefined, slow))
})

test("a player gets the range that it asks for", async () => {
  const whole = () => new Response("0123456789", { headers: { "Content-Type": "video/mp4" } })
  for (const [range, want, status, told] of [
    ["bytes=2-4", "234", 206, "bytes 2-4/10"], ["bytes=7-", "789", 206, "bytes 7-9/10"], ["bytes=-3", "789", 206, "bytes 7-9/10"],
    ["bytes=8-99", "89", 206, "bytes 8-9/10"], ["bytes=10-", "", 416, "bytes */10"], [null, "0123456789", 200, null], ["bytes=1-2,4-5", "0123456789", 200, null],
  ] as const) {
    const r = await piece(whole(), range)
    assert.equal(r.status, status, String(range))
    assert.equal(await r.text(), want)
    assert.equal(r.headers.get("Content-Range"), told)
  }
})
