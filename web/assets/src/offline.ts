// The panel of a course that keeps it on this device, and the page that shows what the device keeps.

import { startPage } from "./offline_page"
import { startPanel } from "./offline_panel"

const panel = document.querySelector<HTMLElement>("[data-keep]")
const page = document.querySelector<HTMLElement>("[data-offline-page]")
if (panel) void startPanel(panel)
if (page) void startPage(page)
