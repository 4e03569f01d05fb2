// The editor of a course's file: CodeMirror over the form's textarea, saving as one types, the preview beside it. Without
// this script the form saves and previews by itself.

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands"
import { markdown } from "@codemirror/lang-markdown"
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language"
import { lintGutter, setDiagnostics, type Diagnostic } from "@codemirror/lint"
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search"
import { EditorState } from "@codemirror/state"
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view"
import { tags } from "@lezer/highlight"

import { Autosave, type Answer, type State } from "./autosave"

interface Mistake {
  line: number
  column: number
  text: string
  mend: string
  blocking: boolean
}

interface Saved {
  revision: number
  saved_at: string
  others: string[]
  problems: Mistake[]
}

function start(form: HTMLFormElement): void {
  const area = form.querySelector<HTMLTextAreaElement>("#body")!
  const revision = form.querySelector<HTMLInputElement>("input[name=revision]")!
  const token = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? ""
  const file = form.dataset["file"] ?? ""
  const base = form.dataset["base"] ?? location.pathname // the page may be the answer to a post
  const kept = `liem-edit ${form.dataset["who"]} ${base} ${file}`
  const words = form.dataset

  const call = (path: string, method: string, body: unknown): Promise<Response> =>
    fetch(base + path, {
      method, credentials: "same-origin", redirect: "manual",
      headers: { "Content-Type": "application/json", "X-CSRF-Token": token, Accept: "application/json" }, body: JSON.stringify(body),
    })

  let state: State = "saved"
  const save = new Autosave({
    revision: Number(revision.value),
    text: () => view.state.doc.toString(),
    composing: () => view.composing,
    send: async (text, from): Promise<Answer> => {
      const answer = await call("/file", "PUT", { file, body: text, revision: from })
      if (answer.ok) {
        const saved = (await answer.json()) as Saved
        mark(saved.problems)
        tell(saved.others)
        return { kind: "saved", revision: saved.revision }
      }
      if (answer.status === 409 || answer.status === 404) return { kind: "conflict" }
      if (answer.status === 401 || answer.type === "opaqueredirect") return { kind: "ended" }
      return answer.status >= 500 ? { kind: "offline" } : { kind: "refused" }
    },
    keep: (text, from) => {
      try {
        if (text === null) localStorage.removeItem(kept)
        else localStorage.setItem(kept, JSON.stringify({ text, revision: from }))
      } catch {
        // a device that keeps nothing still saves to the server
      }
    },
    told: show,
    after: (run, ms) => window.setTimeout(run, ms),
    stop: (timer) => window.clearTimeout(timer as number),
  })

  const view = makeView(area, words["label"] ?? "", () => {
    area.value = view.state.doc.toString()
    save.changed()
    look()
  }, () => void save.now())

  form.addEventListener("submit", () => {
    area.value = view.state.doc.toString()
    revision.value = String(save.revision)
  })
  offerKept()
  armTools()
  setInterval(() => {
    if (!document.hidden) void call("/presence", "POST", { file, body: "", revision: 0 }).then(async (a) => a.ok && tell(((await a.json()) as Saved).others)).catch(() => undefined)
  }, 20_000)
  addEventListener("beforeunload", (event) => {
    if (state === "waiting" || state === "saving") event.preventDefault()
  })

  function show(now: State): void {
    state = now
    const told = document.querySelector<HTMLElement>("#state")
    if (!told) return
    const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" })
    told.textContent = now === "saved" ? `${words["saved"]} ${time}` : words[now] ?? ""
    told.dataset["tone"] = now === "saved" || now === "saving" ? "" : "late"
  }

  function tell(others: string[]): void {
    const box = document.querySelector<HTMLElement>("#others")
    if (!box) return
    const now = [...box.querySelectorAll("p")].map((p) => p.textContent).join()
    if (now === others.join()) return
    box.replaceChildren(...others.map((text) => {
      const notice = document.createElement("div")
      notice.className = "notice soon"
      notice.append(Object.assign(document.createElement("p"), { textContent: text }))
      return notice
    }))
  }

  function mark(problems: Mistake[]): void {
    const doc = view.state.doc
    const diagnostics: Diagnostic[] = problems.map((p) => {
      const line = doc.line(Math.min(Math.max(1, p.line), doc.lines))
      const from = Math.min(line.from + Math.max(0, p.column - 1), line.to)
      return { from, to: Math.max(from, line.to), severity: p.blocking ? "error" : "warning", message: `${p.text} ${p.mend}` }
    })
    view.dispatch(setDiagnostics(view.state, diagnostics))
  }

  let looking: number | undefined
  function look(): void {
    window.clearTimeout(looking)
    looking = window.setTimeout(async () => {
      const seen = document.querySelector<HTMLElement>("#seen")
      if (!seen || view.composing) return look()
      const answer = await call("/preview", "POST", { file, body: view.state.doc.toString(), revision: 0 }).catch(() => undefined)
      if (!answer?.ok) return
      const page = new DOMParser().parseFromString(await answer.text(), "text/html")
      const at = seen.scrollTop
      seen.replaceChildren(...page.body.childNodes)
      seen.scrollTop = at
    }, 700)
  }

  view.scrollDOM.addEventListener("scroll", () => {
    const seen = document.querySelector<HTMLElement>("#seen")
    const room = view.scrollDOM.scrollHeight - view.scrollDOM.clientHeight
    if (seen && room > 0) seen.scrollTop = (view.scrollDOM.scrollTop / room) * (seen.scrollHeight - seen.clientHeight)
  })

  function insert(text: string): void {
    view.dispatch({ ...view.state.replaceSelection(text), scrollIntoView: true })
    view.focus()
  }

  /** Text that could not be sent is offered, not taken: the file may have moved on since. */
  function offerKept(): void {
    const box = document.querySelector<HTMLElement>("#kept")
    const left = readKept(kept)
    if (!box || !left || left.text === area.value) return
    box.hidden = false
    box.querySelector("[data-restore-kept]")?.addEventListener("click", () => {
      box.hidden = true
      save.revision = left.revision // of what it was written on: the server says whether that still stands
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: left.text } })
    })
    box.querySelector("[data-drop-kept]")?.addEventListener("click", () => {
      box.hidden = true
      localStorage.removeItem(kept)
    })
  }

  function armTools(): void {
    const tools = form.querySelector<HTMLElement>(".edit-tools")
    if (tools) tools.hidden = false
    form.querySelectorAll<HTMLButtonElement>("[data-insert]").forEach((b) => b.addEventListener("click", () => insert(b.dataset["insert"] ?? "")))
    form.querySelector<HTMLSelectElement>("[data-insert-link]")?.addEventListener("change", (event) => {
      const choice = event.target as HTMLSelectElement
      if (choice.value) insert(choice.value)
      choice.value = ""
    })
    const picture = form.querySelector<HTMLInputElement>("#picture")
    picture?.addEventListener("change", () => {
      for (const f of picture.files ?? []) void upload(f)
      picture.value = ""
    })
    view.dom.addEventListener("drop", (event) => take(event, event.dataTransfer?.files), true)
    view.dom.addEventListener("paste", (event) => take(event, event.clipboardData?.files), true)
  }

  function take(event: Event, files: FileList | undefined): void {
    if (!files?.length) return
    event.preventDefault()
    event.stopPropagation()
    for (const f of files) void upload(f)
  }

  async function upload(picture: File): Promise<void> {
    const told = document.querySelector<HTMLElement>("#state")
    if (told) told.textContent = words["uploading"] ?? ""
    const body = new FormData()
    body.append("file", picture, picture.name || "hinh.png")
    const answer = await fetch(`${base}/media?file=${encodeURIComponent(file)}`, {
      method: "POST", credentials: "same-origin", redirect: "manual", headers: { "X-CSRF-Token": token, Accept: "application/json" }, body,
    }).catch(() => undefined)
    if (answer?.ok) {
      const { path } = (await answer.json()) as { path: string }
      if (told) told.textContent = ""
      insert(`\n![](${path})\n`)
      return
    }
    const problem = (await answer?.json().catch(() => undefined)) as { detail?: string; title?: string } | undefined
    if (told) told.textContent = problem?.detail ?? problem?.title ?? words["offline"] ?? ""
  }
}

/** readKept is what the device holds of a file; null when it holds nothing that can be read. */
function readKept(key: string): { text: string; revision: number } | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null") as { text: string; revision: number } | null
  } catch {
    return null
  }
}

/** Colours come from the page's own properties, so that both themes have theirs. */
const colours = HighlightStyle.define([
  { tag: tags.heading, fontWeight: "700", color: "var(--primary)" },
  { tag: tags.strong, fontWeight: "700" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: [tags.link, tags.url], color: "var(--primary)" },
  { tag: [tags.quote, tags.processingInstruction, tags.contentSeparator, tags.meta, tags.comment], color: "var(--muted)" },
])

const theme = EditorView.theme({
  "&": { fontSize: "0.9375rem", color: "var(--ink)", backgroundColor: "var(--paper)", height: "100%" },
  "&.cm-focused": { outline: "3px solid var(--primary)", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: 'ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace', lineHeight: "1.6", overflow: "auto" },
  ".cm-gutters": { backgroundColor: "var(--paper)", color: "var(--muted)", border: "0" },
  ".cm-activeLine": { backgroundColor: "transparent" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-panels": { backgroundColor: "var(--paper)", color: "var(--ink)" },
  ".cm-tooltip": { backgroundColor: "var(--paper)", color: "var(--ink)", border: "1px solid var(--line)", padding: "0.25rem 0.5rem", maxWidth: "28rem" },
})

/** makeView puts the editor into a shadow root: there its styles are a sheet of its own, which the policy of the page allows. */
function makeView(area: HTMLTextAreaElement, label: string, changed: () => void, save: () => void): EditorView {
  const host = document.createElement("div")
  host.className = "editor-host"
  area.after(host)
  const root = host.attachShadow({ mode: "open" })
  const wrap = (mark: string) => (view: EditorView): boolean => {
    const { from, to } = view.state.selection.main
    view.dispatch({ changes: [{ from, insert: mark }, { from: to, insert: mark }], selection: { anchor: from + mark.length, head: to + mark.length } })
    return true
  }
  const view = new EditorView({
    parent: root, root,
    state: EditorState.create({
      doc: area.value, selection: { anchor: area.value.length },
      extensions: [
        lineNumbers(), history(), drawSelection(), highlightActiveLine(), markdown(), syntaxHighlighting(colours), search({ top: true }), highlightSelectionMatches(),
        lintGutter(), EditorView.lineWrapping, theme, EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", autocapitalize: "off", tabindex: "0" }),
        keymap.of([
          { key: "Mod-s", preventDefault: true, run: () => (save(), true) },
          { key: "Mod-b", run: wrap("**") },
          { key: "Mod-i", run: wrap("*") },
          { key: "Mod-Alt-p", run: () => (document.querySelector<HTMLElement>("#seen")?.focus(), true) },
          ...defaultKeymap, ...historyKeymap, ...searchKeymap,
        ]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) changed()
        }),
      ],
    }),
  })
  area.hidden = true
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() === "p" && event.altKey && (event.ctrlKey || event.metaKey) && document.activeElement?.id === "seen") view.focus()
  })
  return view
}

const form = document.querySelector<HTMLFormElement>("form[data-editor]")
if (form) start(form)
