// A page of a folder that the demonstration watches: it asks what was saved last, and is loaded again when that is another
// than what it shows. Without this script one loads it by hand.

const pause = 1000

/** armWatch makes a page that shows a watched folder follow it. */
export function armWatch(root: ParentNode): void {
  const shown = root.querySelector<HTMLElement>("[data-watch]")
  if (shown) void follow(shown.dataset["watch"] ?? "", shown.dataset["watchAt"] ?? "")
}

async function follow(mark: string, at: string): Promise<void> {
  for (;;) {
    try {
      const answer = await fetch(`${at}?mark=${encodeURIComponent(mark)}`, { headers: { Accept: "application/json" } })
      if (!answer.ok) throw new Error(String(answer.status))
      const now = ((await answer.json()) as { mark: string }).mark
      if (now !== mark) return location.reload()
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pause)) // the program is being started anew, or the session has ended
    }
  }
}
