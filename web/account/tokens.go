package account

import (
	"strconv"

	"liem/internal/db"
	"liem/people"
	"liem/web/page"
)

// TokensPage lists the account's API tokens and makes new ones; Made is a new token, shown this once.
type TokensPage struct {
	page.Base
	page.Form
	Tokens []people.Token
	ID     string // of the token that the form makes
	Made   string
	Chosen map[string]bool // scopes that are ticked
}

var tokensPage = page.Parse[TokensPage](files, "tokens.html")

// Tokens shows the list.
func (h *Handlers) Tokens(c *page.Ctx) error {
	return h.showTokens(c, &TokensPage{Form: page.Form{Values: map[string]string{"days": "90"}}}, 200)
}

// CreateToken makes a token and shows it on the answer itself, for it is stored nowhere.
func (h *Handlers) CreateToken(c *page.Ctx) error {
	f, err := c.ReadForm("id", "name", "days")
	if err != nil {
		return err
	}
	p := TokensPage{Form: f, Chosen: map[string]bool{}}
	n := people.NewToken{ID: f.Get("id"), Name: f.Get("name")}
	for _, scope := range c.SentAll("scopes") {
		n.Scopes, p.Chosen[scope] = append(n.Scopes, scope), true
	}
	n.Days, _ = strconv.Atoi(f.Get("days")) // 0 is refused by the service
	p.Made, _, err = h.people.CreateToken(c.Context(), c.Actor, n)
	switch {
	case err == nil:
		p.Form, p.Chosen = page.Form{Values: map[string]string{"days": "90"}}, nil
		return h.showTokens(c, &p, 201)
	case !p.Form.Refuse(c, err):
		return err
	}
	return h.showTokens(c, &p, 422)
}

func (h *Handlers) showTokens(c *page.Ctx, p *TokensPage, status int) (err error) {
	p.Base, p.ID = c.Base(page.SectionAccount, "tokens.title"), db.NewID()
	p.Crumbs, p.Lead = []page.Link{{Text: c.P.T("account.title"), Href: "/account"}}, c.P.T("tokens.lead")
	if p.Tokens, err = h.people.Tokens(c.Context(), c.Actor); err != nil {
		return err
	}
	return tokensPage.RenderStatus(c, status, p)
}

// RevokeToken ends a token.
func (h *Handlers) RevokeToken(c *page.Ctx) error {
	if err := h.people.RevokeToken(c.Context(), c.Actor, c.Params("id")); err != nil {
		return err
	}
	return c.Done("/account/tokens", "notice.token_revoked")
}

// Scopes are what a token may be for.
func (p *TokensPage) Scopes() []people.TokenScope { return people.TokenScopes }

// Lives are the days that a token may live.
func (p *TokensPage) Lives() []string {
	lives := make([]string, len(people.TokenDays))
	for i, days := range people.TokenDays {
		lives[i] = strconv.Itoa(days)
	}
	return lives
}
