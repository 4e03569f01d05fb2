// Numbers and times as people write them here.

/** bytes writes a size: 12,3 MB. */
export function bytes(n: number, lang = document.documentElement.lang): string {
  const [value, unit] = n < 1e6 ? [n / 1e3, "KB"] : n < 1e9 ? [n / 1e6, "MB"] : [n / 1e9, "GB"]
  return new Intl.NumberFormat(lang, { maximumFractionDigits: value < 100 ? 1 : 0 }).format(value) + " " + unit
}

/** moment writes a time with its day: 15/12/2026 14:05. */
export function moment(at: number | string): string {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Ho_Chi_Minh", day: "2-digit", month: "2-digit", year: "numeric", hour: "2-digit", minute: "2-digit", hour12: false })
    .formatToParts(new Date(at))
  const of = (type: string) => parts.find((p) => p.type === type)?.value ?? ""
  return `${of("day")}/${of("month")}/${of("year")} ${of("hour")}:${of("minute")}`
}

/** fill puts values into a sentence. */
export function fill(text: string, values: Record<string, string | number>): string {
  return Object.entries(values).reduce((s, [name, value]) => s.replaceAll(`{${name}}`, String(value)), text)
}

/** room is how many bytes the browser still grants; undefined where it does not say. */
export async function room(): Promise<{ used: number; free: number } | undefined> {
  const estimate = await navigator.storage?.estimate?.()
  if (estimate?.quota === undefined || estimate.usage === undefined) return undefined
  return { used: estimate.usage, free: estimate.quota - estimate.usage }
}
