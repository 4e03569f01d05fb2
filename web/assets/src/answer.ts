// What a question's inputs say, in the form that the server stores. Pure, so that it can be tested without a page.

/** An answer's value: an option's key, a list of keys, a number, or "" for an answer taken back. */
export type Value = string | string[] | number

/**
 * parseNumber reads a decimal number with a comma or a point; undefined for what is none, and for "1.000", which is a
 * thousand to one reader and one to another.
 */
export function parseNumber(text: string): number | undefined {
  const t = text.trim().replace(/\u2212/g, "-")
  if (!/^[+-]?(\d+([.,]\d+)?|[.,]\d+)$/.test(t)) return undefined
  if (/^[+-]?[1-9]\d{0,2}\.\d{3}$/.test(t)) return undefined
  const n = Number(t.replace(",", "."))
  return Number.isFinite(n) ? n : undefined
}

/** Input is the little of an input element that matters here. */
export interface Input {
  type: string
  value: string
  checked: boolean
}

/** valueOf is the value of a question by its kind; undefined when a number cannot be read. */
export function valueOf(kind: string, inputs: Input[]): Value | undefined {
  const chosen = inputs.filter((i) => i.checked).map((i) => i.value)
  switch (kind) {
    case "multiple":
      return chosen
    case "numeric": {
      const text = inputs[0]?.value ?? ""
      return text.trim() === "" ? "" : parseNumber(text)
    }
    default:
      return chosen[0] ?? ""
  }
}

/** isAnswered tells whether a value answers anything. */
export function isAnswered(value: Value | undefined): boolean {
  return value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0)
}

/** sameValue tells whether two answers say the same, whatever the order of their keys; what answers nothing is the same. */
export function sameValue(a: unknown, b: unknown): boolean {
  return normal(a) === normal(b)
}

function normal(v: unknown): string {
  if (v === null || v === undefined || v === "" || (Array.isArray(v) && v.length === 0)) return "null"
  return JSON.stringify(Array.isArray(v) ? [...v].sort() : v)
}
