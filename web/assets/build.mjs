// Builds the pages' scripts, styles, fonts and icons into web/dist: names carry their content's digest, so browsers may
// keep them for ever, and each text has compressed copies beside it. The output depends on the sources alone.
//
//   node build.mjs           build
//   node build.mjs --tests   bundle the unit tests for `node --test`

import { createHash } from "node:crypto"
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises"
import path from "node:path"
import { brotliCompressSync, constants, gzipSync } from "node:zlib"
import esbuild from "esbuild"
import { PurgeCSS } from "purgecss"
import { initWasm, Resvg } from "@resvg/resvg-wasm"

const here = import.meta.dirname
const web = path.dirname(here)
const root = path.dirname(web)
const dist = path.join(web, "dist")
const manifest = {}

async function walk(dir, endings) {
  const found = []
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    if (["node_modules", "dist", "testdata", ".git"].includes(entry.name)) continue
    const full = path.join(dir, entry.name)
    if (entry.isDirectory()) found.push(...(await walk(full, endings)))
    else if (endings.some((e) => entry.name.endsWith(e))) found.push(full)
  }
  return found.sort()
}

async function emit(name, content, options = {}) {
  const body = typeof content === "string" ? Buffer.from(content) : Buffer.from(content)
  const digest = createHash("sha256").update(body).digest("hex").slice(0, 12)
  const ext = path.extname(name)
  const file = options.plain ? name : `${name.slice(0, -ext.length)}-${digest}${ext}`
  await mkdir(path.dirname(path.join(dist, file)), { recursive: true })
  await writeFile(path.join(dist, file), body)
  if ([".js", ".css", ".svg"].includes(ext)) {
    await writeFile(path.join(dist, file + ".gz"), gzipSync(body, { level: 9 }))
    await writeFile(path.join(dist, file + ".br"), brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }))
  }
  if (!options.plain) manifest[name] = { file, integrity: "sha384-" + createHash("sha384").update(body).digest("base64") }
  return file
}

async function scripts() {
  for (const name of ["app", "attempt", "editor", "lesson", "maths", "offline", "sw"]) {
    const out = await esbuild.build({
      entryPoints: [path.join(here, "src", name + ".ts")],
      bundle: true, minify: true, write: false, format: "iife", target: "es2022", legalComments: "none",
    })
    await emit(name + ".js", out.outputFiles[0].contents)
  }
}

// fonts returns the @font-face rules of Be Vietnam Pro, self-hosted; a browser fetches just the ranges that a page shows.
async function fonts() {
  const dir = path.join(here, "node_modules/@fontsource/be-vietnam-pro")
  const ranges = JSON.parse(await readFile(path.join(dir, "unicode.json"), "utf8"))
  let css = ""
  for (const weight of [400, 600, 700]) {
    for (const subset of ["vietnamese", "latin-ext", "latin"]) {
      const name = `be-vietnam-pro-${subset}-${weight}-normal.woff2`
      const file = await emit("fonts/" + name, await readFile(path.join(dir, "files", name)))
      css += `@font-face{font-family:"Be Vietnam Pro";font-style:normal;font-display:swap;font-weight:${weight};` +
        `src:url("${path.basename(file)}") format("woff2");unicode-range:${ranges[subset]}}\n`
    }
  }
  return css.replaceAll('url("', 'url("fonts/')
}

// maths is the stylesheet of formulas with its fonts, in the one format that every browser in use reads.
async function maths() {
  const dir = path.join(here, "node_modules/katex/dist")
  let css = await readFile(path.join(dir, "katex.min.css"), "utf8")
  for (const name of (await readdir(path.join(dir, "fonts"))).filter((f) => f.endsWith(".woff2")).sort()) {
    const file = await emit("fonts/" + name, await readFile(path.join(dir, "fonts", name)))
    const stem = name.replace(/\.woff2$/, "")
    css = css.replaceAll(new RegExp(`src:url\\(fonts/${stem}\\.woff2\\)[^;}]*`, "g"), `src:url(${file}) format("woff2")`)
  }
  if (/\.(?:ttf|woff)\b/.test(css)) throw new Error("a font of the formulas is not served from here")
  await emit("maths.css", css)
}

// tabler is Tabler's stylesheet with the rules that no page uses left out.
async function tabler() {
  const css = await readFile(path.join(here, "node_modules/@tabler/core/dist/css/tabler.min.css"), "utf8")
  const content = [...(await walk(web, [".html", ".ts", ".go"])), ...(await walk(path.join(root, "internal/markdown"), [".go"]))]
  const [purged] = await new PurgeCSS().purge({
    content, css: [{ raw: css }], variables: false, safelist: ["html", "body", "dialog", "[data-bs-theme]"],
  })
  return purged.css.replace(/@import[^;]+;/g, "")
}

async function styles() {
  let css = (await fonts()) + (await tabler())
  for (const file of (await readdir(path.join(here, "styles"))).sort()) css += await readFile(path.join(here, "styles", file), "utf8")
  const out = await esbuild.transform(css, { loader: "css", minify: true, legalComments: "none" })
  await emit("app.css", out.code)
}

// icons gathers the inner markup of the icons that templates and pages name.
async function icons() {
  const names = new Set()
  for (const file of await walk(web, [".html", ".go"])) {
    const text = await readFile(file, "utf8")
    for (const m of text.matchAll(/(?:\bicon "|\bicon:|Icon: "|icon\.SVG\("|iconName\("|, ")([a-z0-9]+(?:-[a-z0-9]+)*)"/g)) names.add(m[1])
  }
  const found = {}
  for (const name of [...names].sort()) {
    try {
      const svg = await readFile(path.join(here, "node_modules/@tabler/icons/icons/outline", name + ".svg"), "utf8")
      found[name] = svg.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>[\s\S]*$/, "").replace(/\s+/g, " ").trim()
    } catch {
      // not every word after a comma is an icon; a test in Go finds the icons that templates name and the build lacks
    }
  }
  await emit("icons.json", JSON.stringify(found), { plain: true })
}

// appIcons draws the icons of the installed app from the favicon; a maskable one keeps its drawing in the middle four fifths.
async function appIcons(svg) {
  await initWasm(await readFile(path.join(here, "node_modules/@resvg/resvg-wasm/index_bg.wasm")))
  const draw = (source, width) => new Resvg(source, { fitTo: { mode: "width", value: width }, font: { loadSystemFonts: false } }).render().asPng()
  for (const width of [180, 192, 512]) await emit(`icon-${width}.png`, draw(svg, width))
  const inner = svg.replace(/^[\s\S]*?<rect[^>]*\/>/, "").replace("</svg>", "")
  const masked = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" fill="#1d4f91"/><g transform="translate(3.2 3.2) scale(0.8)">${inner}</g></svg>`
  await emit("icon-maskable-512.png", draw(masked, 512))
}

async function buildTests() {
  const entries = (await readdir(path.join(here, "test"))).filter((f) => f.endsWith(".test.ts"))
  await rm(path.join(here, "test/built"), { recursive: true, force: true })
  await esbuild.build({
    entryPoints: entries.map((f) => path.join(here, "test", f)), outdir: path.join(here, "test/built"), outExtension: { ".js": ".test.mjs" },
    bundle: true, platform: "node", format: "esm", target: "node20",
  })
}

if (process.argv.includes("--tests")) {
  await buildTests()
} else {
  for (const entry of await readdir(dist).catch(() => [])) if (entry !== ".keep") await rm(path.join(dist, entry), { recursive: true, force: true })
  await scripts()
  await styles()
  await maths()
  await icons()
  const favicon = await readFile(path.join(here, "favicon.svg"), "utf8")
  await emit("favicon.svg", favicon)
  await appIcons(favicon)
  await emit("manifest.json", JSON.stringify(manifest, null, 1) + "\n", { plain: true })
}
