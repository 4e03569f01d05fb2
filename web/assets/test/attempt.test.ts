import assert from "node:assert/strict"
import test from "node:test"
import { isAnswered, sameValue, parseNumber, valueOf } from "../src/answer"
import { clockText, Countdown } from "../src/countdown"
import { Queue, type Reply, type State, type Waiting } from "../src/queue"
import { Memory } from "../src/storage"

test("numbers are read with a comma or a point", () => {
  for (const [text, want] of [["20", 20], ["20,5", 20.5], [" 20.5 ", 20.5], ["-3", -3], [",5", 0.5], ["1000", 1000], ["0.125", 0.125], ["1,000", 1]] as const) assert.equal(parseNumber(text), want)
  for (const text of ["", "1.000", "-12.345", "hai mươi", "1.2.3", "1e9", "20 ngày", "Infinity"]) assert.equal(parseNumber(text), undefined)
})

test("values by kind", () => {
  const box = (value: string, checked: boolean) => ({ type: "checkbox", value, checked })
  assert.deepEqual(valueOf("multiple", [box("a", true), box("b", false), box("c", true)]), ["a", "c"])
  assert.equal(valueOf("single", [box("a", false), box("b", true)]), "b")
  assert.equal(valueOf("single", [box("a", false)]), "")
  assert.equal(valueOf("numeric", [{ type: "text", value: "20,5", checked: false }]), 20.5)
  assert.equal(valueOf("numeric", [{ type: "text", value: "x", checked: false }]), undefined)
  assert.equal(isAnswered([]), false)
  assert.equal(isAnswered(0), true)
})

test("time left follows the server's clock, not the device's", () => {
  const c = new Countdown(600_000 + 5_000_000, 5_000_000, 100)
  assert.equal(c.left(100), 600_000)
  assert.equal(c.left(60_100), 540_000)
  assert.equal(c.left(10_000_000), 0)
  assert.equal(c.announce(600_000), 10)
  assert.equal(c.announce(590_000), undefined)
  assert.equal(c.announce(300_000), 5)
  assert.equal(c.announce(30_000), 1)
  assert.equal(c.announce(20_000), undefined)
  assert.equal(clockText(3_909_000), "1:05:09")
  assert.equal(clockText(309_000), "5:09")
})

class Line {
  up = true
  got: Waiting[] = []
  reply: Reply | undefined
  send = async (w: Waiting): Promise<Reply> => {
    if (!this.up) return { kind: "later" }
    this.got.push(w)
    return this.reply ?? { kind: "saved", seq: w.seq, savedAt: "2026-11-24T07:05:09Z", value: w.value }
  }
}

function queueOn(line: Line, storage = new Memory()) {
  let state: State | undefined
  const timers: (() => void)[] = []
  const queue = new Queue("a1", storage, line.send, (s) => (state = s), (f) => (timers.push(f), 0 as unknown as ReturnType<typeof setTimeout>))
  return { queue, storage, timers, state: () => state! }
}

test("answers are sent in order with growing numbers", async () => {
  const line = new Line()
  const { queue, state } = queueOn(line)
  await queue.restore(new Map([[1, 4], [2, 0]]))
  await queue.add(1, "a", "t1")
  await queue.add(1, "b", "t2")
  await queue.add(2, ["c"], "t3")
  assert.equal(await queue.flush(), true)
  const seqs = line.got.filter((w) => w.n === 1).map((w) => w.seq)
  assert.equal(seqs.at(-1), 6)
  assert.deepEqual(line.got.at(-1)?.value, ["c"])
  assert.equal(state().waiting, 0)
})

test("without a line answers wait on the device, and are sent when it is back", async () => {
  const line = new Line()
  line.up = false
  const { queue, storage, timers, state } = queueOn(line)
  await queue.restore(new Map())
  await queue.add(1, "a", "t1")
  await queue.add(2, "b", "t2")
  await queue.add(1, "c", "t3")
  assert.equal(await queue.flush(), false)
  assert.equal(state().waiting, 2)
  assert.equal((await storage.all("a1")).length, 2)
  assert.ok(timers.length > 0)
  line.up = true
  assert.equal(await queue.flush(), true)
  assert.deepEqual(line.got.map((w) => [w.n, w.value]), [[2, "b"], [1, "c"]])
  assert.deepEqual(await storage.all("a1"), [])
})

test("what waited when the page was closed comes back, unless the server has it", async () => {
  const storage = new Memory()
  await storage.put({ attempt: "a1", n: 1, seq: 3, value: "a", at: "t1" })
  await storage.put({ attempt: "a1", n: 2, seq: 2, value: "b", at: "t2" })
  const line = new Line()
  const { queue } = queueOn(line, storage)
  const back = await queue.restore(new Map([[1, 2], [2, 2]]))
  assert.deepEqual(back.map((w) => w.n), [1])
  await queue.flush()
  assert.deepEqual(line.got.map((w) => w.n), [1])
})

test("a session that ended keeps the queue; a refusal ends it", async () => {
  const line = new Line()
  line.reply = { kind: "signed-out" }
  const { queue, state } = queueOn(line)
  await queue.restore(new Map())
  await queue.add(1, "a", "t1")
  assert.equal(await queue.flush(), false)
  assert.equal(state().signedOut, true)
  assert.equal(state().waiting, 1)
  line.reply = { kind: "refused", type: "urn:liem:quiz.answer.late", title: "Hết giờ" }
  assert.equal(await queue.flush(), true)
  assert.equal(state().problem?.title, "Hết giờ")
  assert.equal(state().waiting, 0)
})

test("where another page was first with the same number, what was given just now is sent again above it", async () => {
  const line = new Line()
  const stored = { seq: 5, value: "a" as unknown }
  line.send = async (w) => {
    line.got.push(w)
    if (w.seq > stored.seq) Object.assign(stored, { seq: w.seq, value: w.value })
    return { kind: "saved", seq: stored.seq, savedAt: "2026-11-24T07:05:09Z", value: stored.value }
  }
  const { queue } = queueOn(line)
  await queue.restore(new Map([[1, 2]]))
  await queue.add(1, "b", "t1")
  assert.equal(await queue.flush(), true)
  assert.deepEqual(line.got.map((w) => w.seq), [3, 6])
  assert.deepEqual(stored, { seq: 6, value: "b" })
})

test("what an earlier page left behind gives way to a newer answer", async () => {
  const storage = new Memory()
  await storage.put({ attempt: "a1", n: 1, seq: 3, value: "old", at: "t1" })
  const line = new Line()
  line.reply = { kind: "saved", seq: 8, savedAt: "2026-11-24T07:05:09Z", value: "new" }
  const { queue } = queueOn(line, storage)
  await queue.restore(new Map([[1, 2]]))
  assert.equal(await queue.flush(), true)
  assert.equal(line.got.length, 1)
})

test("values are the same whatever the order of keys", () => {
  assert.ok(sameValue(["b", "a"], ["a", "b"]))
  assert.ok(sameValue("", null))
  assert.ok(sameValue([], null))
  assert.ok(!sameValue("a", "b"))
  assert.ok(!sameValue(20, 20.5))
})
