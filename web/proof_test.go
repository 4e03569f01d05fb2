package web_test

import (
	"bytes"
	"flag"
	"fmt"
	"html"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/valyala/fasthttp"
	xhtml "golang.org/x/net/html"
	"pgregory.net/rapid"

	"liem/courses"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/training/trainingtest"
	"liem/web"
)

// proof is a site that is asked in process, without a listener, over one organisation after another.
type proof struct {
	*site
	handler   fasthttp.RequestHandler
	published []courses.Version
	drafts    []courses.Version
	changed   courses.Version // a draft that would follow the first published one
}

func newProof(t *testing.T, d *db.DB) *proof {
	t.Helper()
	p := &proof{site: newSite(t, d)}
	p.handler = p.app.Handler()
	for i := range 3 {
		p.published = append(p.published, p.Publish(t, trainingtest.Course(i+1)))
	}
	for i := range 2 {
		p.drafts = append(p.drafts, p.Upload(t, trainingtest.Course(i+11)).Version)
	}
	p.changed = p.Upload(t, trainingtest.Course(1).Edit(t, "02-hai.md", "Nội dung", "Chữ")).Version
	return p
}

// Cases of the proof: the same on both engines, fewer on PostgreSQL, and many where LIEM_SOAK is set.
const (
	proofCases    = 300
	proofPostgres = 40
	proofSoak     = 10_000
	proofRace     = 20
)

// TestNobodySeesMoreThanTheirScope asks every route of the site as somebody with random roles over a random organisation
// and compares rows, totals and suggestions with what the oracle says. Whoever must not be seen stands nowhere in any
// answer, and nobody is missing who may be seen.
func TestNobodySeesMoreThanTheirScope(t *testing.T) {
	checks := flag.Lookup("rapid.checks")
	dbtestInTurn(t, func(t *testing.T, d *db.DB, cases int) {
		require.NoError(t, checks.Value.Set(fmt.Sprint(cases)))
		p := newProof(t, d)
		rapid.Check(t, func(r *rapid.T) {
			o := invent(r, slices.Concat(p.published, p.drafts))
			o.token = db.RandomToken()
			p.keep(o)
			p.complete(r, o)
			for _, route := range sortedRoutes() {
				if ask := questions[route]; ask != nil {
					ask(&inquiry{T: r, proof: p, organisation: o, route: route})
				}
			}
		})
	})
}

// dbtestInTurn runs a test on one engine after the other, for the number of cases is one for the whole program.
func dbtestInTurn(t *testing.T, test func(t *testing.T, d *db.DB, cases int)) {
	cases := map[string]int{"sqlite": proofCases, "postgres": proofPostgres}
	if os.Getenv("LIEM_SOAK") != "" {
		cases = map[string]int{"sqlite": proofSoak, "postgres": proofSoak / 10}
	}
	if underRace {
		cases = map[string]int{"sqlite": proofRace, "postgres": proofRace}
	}
	t.Run("sqlite", func(t *testing.T) { test(t, dbtest.SQLite(t), cases["sqlite"]) })
	t.Run("postgres", func(t *testing.T) { test(t, dbtest.Postgres(t), cases["postgres"]) })
}

// TestTheProofNamesEveryRoute fails for a route that the proof does not name: whoever adds one says what it may show to
// whom, or why it shows nobody's data.
func TestTheProofNamesEveryRoute(t *testing.T) {
	named := map[string]bool{}
	for _, route := range sortedRoutes() {
		require.False(t, named[route], "%s stands twice", route)
		named[route] = true
	}
	for _, r := range web.Routes(newSite(t, dbtest.SQLite(t)).options) {
		route := r.Method + " " + r.Path
		if !named[route] {
			t.Errorf("%s is new: name it in proof_routes_test.go, with what the proof asks there or why it shows nobody", route)
		}
		delete(named, route)
	}
	require.Empty(t, named, "routes that are no more")
}

func sortedRoutes() []string {
	list := make([]string, 0, len(questions)+len(elsewhere))
	for route := range questions {
		list = append(list, route)
	}
	for route := range elsewhere {
		list = append(list, route)
	}
	slices.Sort(list)
	return list
}

// inquiry is one route in one case.
type inquiry struct {
	*rapid.T
	*proof
	*organisation
	route string

	path   string
	status int
	body   []byte
	page   *xhtml.Node
}

// get asks an address as the asker and keeps the answer.
func (q *inquiry) get(path string, args ...any) {
	q.path = fmt.Sprintf(path, args...)
	var req fasthttp.Request
	req.Header.SetMethod(http.MethodGet)
	req.Header.SetHost("localhost")
	req.SetRequestURI(q.path)
	req.Header.SetCookie("liem_session", q.token)
	var ctx fasthttp.RequestCtx
	ctx.Init(&req, nil, nil)
	q.handler(&ctx)
	var body bytes.Buffer
	if err := ctx.Response.BodyWriteTo(&body); err != nil {
		q.Fatalf("%s broke off: %v", q.path, err)
	}
	_ = ctx.Response.CloseBodyStream()
	q.status, q.body, q.page = ctx.Response.StatusCode(), body.Bytes(), nil
	if strings.HasPrefix(string(ctx.Response.Header.ContentType()), "text/html") {
		var err error
		if q.page, err = xhtml.Parse(bytes.NewReader(q.body)); err != nil {
			q.Fatalf("%s: %v", q.path, err)
		}
	}
}

// must requires a status.
func (q *inquiry) must(want int) {
	q.Helper()
	if q.status != want {
		q.Fatalf("%s answered %d instead of %d to %s\n%s", q.path, q.status, want, q.who(), visible(q.page))
	}
}

// allowed requires 200 where the asker may, and otherwise the refusal, after which nobody is shown; it tells which.
func (q *inquiry) allowed(may bool, refusal int) bool {
	q.Helper()
	if may {
		q.must(http.StatusOK)
		return true
	}
	q.must(refusal)
	q.shows()
	return false
}

// same compares what was found with what is wanted, in any order.
func (q *inquiry) same(what string, want, got []string) {
	q.Helper()
	want, got = slices.Clone(want), slices.Clone(got)
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(want, got) {
		q.Fatalf("%s, %s, as %s:\nwant %q\ngot  %q", q.path, what, q.who(), want, got)
	}
}

// shows requires that the answer names no officer but those given, the asker, and those who lent the asker a role or
// borrowed one, for a bar names the former on every page.
func (q *inquiry) shows(others ...*officer) {
	q.Helper()
	others = append(slices.Clone(others), q.lenders()...)
	text := html.UnescapeString(string(q.body))
	for _, who := range q.officers {
		if slices.Contains(others, who) || who.login == q.asker || !strings.Contains(text, who.FullName) && !strings.Contains(text, who.Number) {
			continue
		}
		q.Fatalf("%s shows %s to %s", q.path, who.FullName, q.who())
	}
}

// who is the asker with what they hold, for a case that fails.
func (q *inquiry) who() string {
	var b strings.Builder
	for _, g := range q.grants {
		if g.AccountID == q.asker.ID {
			fmt.Fprintf(&b, "%s over %s %s–%s; ", g.Role, q.names[g.UnitID], g.ValidFrom, g.ValidTo)
		}
	}
	return q.asker.name() + " (" + b.String() + ")"
}
