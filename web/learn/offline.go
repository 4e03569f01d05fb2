package learn

import "liem/web/page"

// OfflinePage shows what this device keeps and what waits to be sent; its script fills it from the device. It is also
// the page that a device shows for what it does not keep, so it is open to everybody and holds nothing of anybody.
type OfflinePage struct {
	page.Base
}

var offlinePage = page.Parse[OfflinePage](files, "offline.html")

// Offline shows the page.
func (h *Handlers) Offline(c *page.Ctx) error {
	p := OfflinePage{Base: c.Base("", "offline.title")}
	p.Script, p.Lead = "offline.js", c.P.T("offline.lead")
	if asCopy(c) {
		p.MakeCopy(c)
		p.Account = "" // of nobody
	}
	return offlinePage.Render(c, &p)
}
