// What reading a lesson follows, as pure rules.

export interface Heading { id: string; top: number }
export interface Place { anchor: string; fraction: number }

// place says where a reader is: headings with their distance from the window's top, the text's top and height, the window's.
export function place(headings: Heading[], top: number, height: number, view: number): Place {
  let anchor = ""
  for (const h of headings) if (h.top <= view / 3) anchor = h.id
  const read = height <= 0 ? 0 : (view - top) / height
  return { anchor, fraction: Math.round(Math.min(1, Math.max(0, read)) * 1000) }
}

// shouldSend keeps writes few: one in fifteen seconds while reading, and one as the reader leaves, each for a new place.
export function shouldSend(last: Place | null, now: Place, since: number, leaving: boolean): boolean {
  if (last && last.anchor === now.anchor && Math.abs(last.fraction - now.fraction) < 10) return false
  return leaving || last === null || since >= 15000
}

const actions: Record<string, string> = { n: "next", p: "previous", d: "done", g: "note", b: "bookmark", "?": "help" }

export interface Key { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean; isComposing: boolean; repeat?: boolean }

// keyAction is what a single key does; nothing while somebody types, composes a letter or holds another key.
export function keyAction(event: Key, typing: boolean): string | undefined {
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return undefined
  return actions[event.key]
}
