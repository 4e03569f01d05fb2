// Fetches what sets formulas, where a page has any: most pages have none, and it weighs more than all else together.

export function armMaths(root: Document): void {
  const page = root.querySelector<HTMLScriptElement>("script[data-maths]")
  if (!page || !root.querySelector(".math")) return
  const style = root.createElement("link")
  style.rel = "stylesheet"
  style.href = page.dataset["mathsCss"] ?? ""
  const script = root.createElement("script")
  script.src = page.dataset["maths"] ?? ""
  // The style first, so that a formula is never seen in pieces.
  style.onload = style.onerror = () => root.head.append(script)
  root.head.append(style)
}
