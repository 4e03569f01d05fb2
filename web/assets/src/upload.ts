// Uploads: a box to drop a file into, a bar that shows how far it is, and the answer in place. Without this script the
// same form posts as usual.

/** armUploads makes the boxes and forms of a page work; it is called again for a page that came as an answer. */
export function armUploads(root: ParentNode): void {
  root.querySelectorAll<HTMLElement>(".drop").forEach(armBox)
  root.querySelectorAll<HTMLFormElement>("form[data-upload]").forEach((form) => {
    form.querySelector<HTMLInputElement>("input[type=file]")?.addEventListener("change", (e) => checkSize(e.target as HTMLInputElement))
    form.addEventListener("submit", (event) => {
      const bar = form.querySelector<HTMLProgressElement>("progress")
      if (!bar) return
      event.preventDefault()
      send(form, bar)
    })
  })
}

/** Dropping a file into the box is choosing it. */
function armBox(box: HTMLElement): void {
  const input = box.querySelector<HTMLInputElement>("input[type=file]")
  for (const name of ["dragover", "dragenter"]) box.addEventListener(name, (e) => (e.preventDefault(), box.classList.add("over")))
  for (const name of ["dragleave", "drop"]) box.addEventListener(name, () => box.classList.remove("over"))
  box.addEventListener("drop", (event) => {
    event.preventDefault()
    if (!input || !event.dataTransfer?.files.length) return
    input.files = event.dataTransfer.files
    input.dispatchEvent(new Event("change", { bubbles: true }))
  })
}

/** A file that the server would refuse for its size is refused before it travels. */
function checkSize(input: HTMLInputElement): void {
  const file = input.files?.[0]
  const tooLarge = file !== undefined && file.size > Number(input.dataset["max"] ?? Infinity)
  input.setCustomValidity(tooLarge ? input.dataset["tooLarge"] ?? "" : "")
  if (tooLarge) input.reportValidity()
}

function send(form: HTMLFormElement, bar: HTMLProgressElement): void {
  const request = new XMLHttpRequest()
  request.open("POST", form.action)
  bar.hidden = false
  request.upload.onprogress = (e) => {
    bar.max = e.total
    bar.value = e.loaded
  }
  request.onload = () => show(request.responseText, request.responseURL || form.action)
  request.onerror = () => {
    bar.hidden = true
    HTMLFormElement.prototype.submit.call(form)
  }
  request.send(new FormData(form))
}

/**
 * show puts the answer in the page's place, under the address that it came from: asking for that address again would
 * lose what the answer says just once.
 */
function show(html: string, address: string): void {
  const answer = new DOMParser().parseFromString(html, "text/html")
  history.replaceState(null, "", address)
  document.title = answer.title
  document.body.replaceWith(answer.body)
  armUploads(document)
  const told = document.querySelector<HTMLElement>("[data-focus]") ?? document.querySelector<HTMLElement>("main")
  scrollTo(0, 0)
  told?.focus()
}
