import assert from "node:assert/strict"
import test from "node:test"

import { keyAction, place, shouldSend } from "../src/reading"

const at = [{ id: "a", top: -500 }, { id: "b", top: 200 }, { id: "c", top: 700 }]

test("a place is the last heading above the upper third, and how much of the text is above the window's end", () => {
  assert.deepEqual(place(at, -500, 3000, 900), { anchor: "b", fraction: 467 })
  assert.deepEqual(place([], 100, 0, 900), { anchor: "", fraction: 0 })
  assert.equal(place(at, 100, 500, 900).fraction, 1000, "a short lesson is seen whole")
  assert.equal(place([{ id: "a", top: 400 }], 100, 5000, 900).anchor, "")
})

test("places are sent seldom, and once more on leaving", () => {
  const a = { anchor: "a", fraction: 100 }
  const b = { anchor: "b", fraction: 300 }
  assert.equal(shouldSend(null, a, 0, false), true)
  assert.equal(shouldSend(a, b, 5000, false), false)
  assert.equal(shouldSend(a, b, 15000, false), true)
  assert.equal(shouldSend(a, b, 100, true), true)
  assert.equal(shouldSend(a, { anchor: "a", fraction: 105 }, 60000, true), false, "the same place is not sent twice")
})

test("single keys do nothing while somebody types or composes", () => {
  const key = (k: string, more = {}) => ({ key: k, ctrlKey: false, metaKey: false, altKey: false, isComposing: false, ...more })
  assert.equal(keyAction(key("n"), false), "next")
  assert.equal(keyAction(key("?"), false), "help")
  assert.equal(keyAction(key("n"), true), undefined)
  assert.equal(keyAction(key("n", { isComposing: true }), false), undefined)
  assert.equal(keyAction(key("p", { ctrlKey: true }), false), undefined)
  assert.equal(keyAction(key("x"), false), undefined)
})
