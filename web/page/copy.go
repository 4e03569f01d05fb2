package page

import "time"

// accountPurpose keeps tags of accounts apart from other tokens of the same key.
const accountPurpose = "device"

// AccountTag names the account to the browser's own storage, so that what a device keeps for one person is not shown to
// another. It is the same on every device and says nothing by itself; empty when nobody is signed in.
func (c *Ctx) AccountTag() string {
	if !c.Actor.SignedIn() || c.Actor.Viewer != nil {
		return ""
	}
	return c.Site.Keys.MAC(accountPurpose, c.Actor.AccountID)[:22]
}

// MakeCopy turns the page into one that a device keeps: without the token of a session and without navigation.
func (b *Base) MakeCopy(c *Ctx, back ...Link) {
	at := c.Site.Business.Now()
	b.Account = c.AccountTag()
	b.CopyAt, b.CSRF, b.Notice, b.Action, b.Crumbs = &at, "", nil, nil, back
}

// IsCopy tells whether a device keeps the page.
func (b *Base) IsCopy() bool { return b.CopyAt != nil }

// Narrow tells whether the page has no navigation beside it.
func (b *Base) Narrow() bool { return b.Bare || b.IsCopy() || !b.SignedIn() }

// Stamp writes a moment for scripts.
func (b *Base) Stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }
