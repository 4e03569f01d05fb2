import assert from "node:assert/strict"
import test from "node:test"

import { Autosave, type Answer, type State } from "../src/autosave"

/** A desk is an editor without a page: time goes by when it is told to. */
function desk(answers: (text: string, revision: number) => Answer | Promise<Answer>) {
  const d = { text: "a", composing: false, told: [] as State[], kept: null as string | null, sent: [] as [string, number][], timers: new Map<number, () => void>() }
  let timer = 0
  const save = new Autosave({
    revision: 1,
    text: () => d.text,
    composing: () => d.composing,
    send: async (text, revision) => {
      d.sent.push([text, revision])
      return answers(text, revision)
    },
    keep: (text) => (d.kept = text),
    told: (state) => d.told.push(state),
    after: (run) => {
      d.timers.set(++timer, run)
      return timer
    },
    stop: (t) => d.timers.delete(t as number),
  })
  const type = (text: string) => {
    d.text = text
    save.changed()
  }
  const pass = async () => {
    const due = [...d.timers.values()]
    d.timers.clear()
    for (const run of due) run()
    await new Promise((r) => setTimeout(r))
  }
  return { d, save, type, pass }
}

test("what is typed is sent once, a moment later, with the revision it began from", async () => {
  const { d, type, pass } = desk((_, revision) => ({ kind: "saved", revision: revision + 1 }))
  type("ab")
  type("abc")
  assert.equal(d.kept, "abc")
  await pass()
  assert.deepEqual(d.sent, [["abc", 1]])
  assert.equal(d.kept, null)
  assert.equal(d.told.at(-1), "saved")
  type("abcd")
  await pass()
  assert.deepEqual(d.sent.at(-1), ["abcd", 2])
})

test("a word that is being composed waits", async () => {
  const { d, type, pass } = desk((_, revision) => ({ kind: "saved", revision: revision + 1 }))
  d.composing = true
  type("tiê")
  await pass()
  assert.deepEqual(d.sent, [])
  d.composing = false
  d.text = "tiếng"
  await pass()
  assert.deepEqual(d.sent, [["tiếng", 1]])
})

test("what is typed while a request is out goes with the next one", async () => {
  let answer: (a: Answer) => void = () => {}
  const { d, type, pass } = desk(() => new Promise<Answer>((r) => (answer = r)))
  type("ab")
  await pass()
  type("abc")
  await pass()
  assert.equal(d.sent.length, 1)
  answer({ kind: "saved", revision: 2 })
  await new Promise((r) => setTimeout(r))
  assert.equal(d.kept, "abc", "what the server has not acknowledged stays on the device")
  await pass()
  assert.deepEqual(d.sent.at(-1), ["abc", 2])
})

test("a line that is down is tried again; the text stays on the device", async () => {
  let down = true
  const { d, type, pass } = desk((_, revision) => {
    if (down) throw new Error("no line")
    return { kind: "saved", revision: revision + 1 }
  })
  type("ab")
  await pass()
  assert.equal(d.told.at(-1), "offline")
  assert.equal(d.kept, "ab")
  down = false
  await pass()
  assert.equal(d.told.at(-1), "saved")
  assert.equal(d.kept, null)
})

test("after a conflict nothing is sent by itself, and nothing is lost", async () => {
  const { d, type, pass } = desk(() => ({ kind: "conflict" }))
  type("ab")
  await pass()
  assert.equal(d.told.at(-1), "conflict")
  type("abc")
  await pass()
  assert.equal(d.sent.length, 1)
  assert.equal(d.kept, "abc")
})
