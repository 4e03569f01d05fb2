// Sets formulas. It is fetched by a page that has some, and puts each in the place of its TeX through the document's own
// methods, so that nothing inline is needed. What cannot be set stays readable as TeX, with what is wrong beside it.

import katex from "katex"

export const settings = (display: boolean): katex.KatexOptions => ({
  displayMode: display,
  trust: false,
  strict: "ignore",
  maxExpand: 500,
  maxSize: 20,
  throwOnError: true,
})

export function setFormulas(root: ParentNode): void {
  root.querySelectorAll<HTMLElement>(".math:not([data-set])").forEach((e) => {
    const tex = e.textContent ?? ""
    e.dataset["set"] = ""
    try {
      katex.render(tex, e, settings(e.classList.contains("math-display")))
    } catch {
      e.textContent = tex
      e.classList.add("math-wrong")
    }
  })
}

if (typeof document !== "undefined") setFormulas(document)
