package staff

import (
	"strings"

	"liem/internal/ledger"
	"liem/records"
	"liem/web/page"
)

// Verify recomputes the ledger, compares every completion with it, and shows what it looked at, what it found, and what
// it cannot see.
func (h *Handlers) Verify(c *page.Ctx) error {
	defer c.Release()
	f, err := c.ReadForm("head")
	if err != nil {
		return err
	}
	p := &AuditPage{Form: f}
	found, err := records.VerifyNoted(c.Context(), h.db, c.Actor, h.keys.Verifier(), records.Kept{Head: keptHead(f.Get("head"))}, h.people.System.Now())
	if err != nil {
		return err
	}
	p.Found = &found
	return h.showAudit(c, p, 200)
}

// keptHead is a head as it was signed: a form sends line breaks of its own kind, and the last one was trimmed.
func keptHead(typed string) string {
	if typed == "" {
		return ""
	}
	return strings.ReplaceAll(typed, "\r\n", "\n") + "\n"
}

// ProblemText is what a problem says, in the reader's language.
func (p *AuditPage) ProblemText(problem ledger.Problem) string {
	return p.T(problem.Key, problem.Args...)
}

// AllProblems are the ledger's problems, the records' and the trail's.
func (p *AuditPage) AllProblems() []ledger.Problem { return p.Found.All() }
