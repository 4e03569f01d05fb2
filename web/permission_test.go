package web_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/web"
)

// permissions says of every route who may. A person is nobody (not signed in), none (an account without a role), an
// officer, or an account with one role over the province that is no officer's. "+" is let in and gets the status of the
// second column; "-" is refused; a number is another answer for one of them.
const permissions = `
route                                                       want nobody none officer author manager hr  head inspector admin
GET  /healthz                                                200 +      +    +       +      +       +   +    +         +
GET  /readyz                                                 200 +      +    +       +      +       +   +    +         +

GET  /login                                                  303 200    +    +       +      +       +   +    +         +
POST /login                                                  303 +      +    +       +      +       +   +    +         +
GET  /login/code                                             303 +      +    +       +      +       +   +    +         +
POST /login/code                                             401 +      +    +       +      +       +   +    +         +
GET  /login/oidc                                             404 +      +    +       +      +       +   +    +         +
GET  /login/oidc/callback                                    404 +      +    +       +      +       +   +    +         +
GET  /login/start                                            200 +      +    +       +      +       +   +    +         +
POST /login/start                                            422 +      +    +       +      +       +   +    +         +
POST /login/start/password                                   422 +      +    +       +      +       +   +    +         +
GET  /login/forgotten                                        200 +      +    +       +      +       +   +    +         +
POST /login/forgotten                                        200 +      +    +       +      +       +   +    +         +
POST /logout                                                 303 -      +    +       +      +       +   +    +         +
GET  /account                                                200 -      +    +       +      +       +   +    +         +
POST /account/password                                       422 -      +    +       +      +       +   +    +         +
POST /account/preferences                                    303 -      +    +       +      +       +   +    +         +
POST /account/sign-out-everywhere                            303 -      +    +       +      +       +   +    +         +
POST /account/sessions/:id/end                               303 -      +    +       +      +       +   +    +         +
POST /account/devices/mine                                   303 -      +    +       +      +       +   +    +         +
POST /account/devices/not-mine                               303 -      +    +       +      +       +   +    +         +
GET  /account/two-factor                                     200 -      +    +       +      +       +   +    +         +
POST /account/two-factor                                     422 -      +    +       +      +       +   +    +         +
POST /account/two-factor/codes                               404 -      +    +       +      +       +   +    +         +
POST /account/two-factor/remove                              303 -      +    +       +      +       +   +    +         +
GET  /account/prove                                          303 -      +    +       +      +       +   +    +         +
POST /account/prove                                          303 -      +    +       +      +       +   +    +         +
GET  /account/notice                                         200 -      +    +       +      +       +   +    +         +
POST /account/notice                                         303 -      +    +       +      +       +   +    +         +
GET  /account/export                                         200 -      -    +       -      -       -   -    -         -
GET  /account/corrections                                    200 -      -    +       -      -       -   -    -         -
POST /account/corrections                                    303 -      -    +       -      -       -   -    -         -
POST /account/corrections/:id/withdraw                       303 -      -    +       -      -       -   -    -         -
GET  /account/disclosures                                    200 -      -    +       -      -       -   -    -         -
GET  /account/tokens                                         200 -      +    +       +      +       +   +    +         +
POST /account/tokens                                         201 -      +    +       +      +       +   +    +         +
POST /account/tokens/:id/revoke                              303 -      +    +       +      +       +   +    +         +

GET  /                                                       303 -      +    200     +      +       +   +    +         +
GET  /courses                                                200 -      -    +       -      -       -   -    -         -
GET  /search                                                 200 -      -    +       -      -       -   -    -         -
GET  /notes                                                  200 -      -    +       -      -       -   -    -         -
GET  /notes/export.md                                        200 -      -    +       -      -       -   -    -         -
POST /notes/:id                                              303 -      -    +       -      -       -   -    -         -
POST /notes/:id/delete                                       303 -      -    +       -      -       -   -    -         -
GET  /courses/:slug/print                                    200 -      -    +       -      -       -   -    -         -
PUT  /courses/:slug/:stem/place                              204 -      -    +       -      -       -   -    -         -
GET  /courses/:slug/:stem/notes                              200 -      -    +       -      -       -   -    -         -
POST /courses/:slug/:stem/notes                              303 -      -    +       -      -       -   -    -         -
GET  /courses/:slug                                          200 -      -    +       -      -       -   -    -         -
POST /courses/:slug/begin                                    303 -      -    +       -      -       -   -    -         -
GET  /courses/:slug/:stem                                    200 -      -    +       -      -       -   -    -         -
POST /courses/:slug/:stem/done                               303 -      -    +       -      -       -   -    -         -
PUT  /courses/:slug/:stem/done                               200 -      -    +       -      -       -   -    -         -
GET  /courses/:slug/offline.json                             200 -      -    +       -      -       -   -    -         -
GET  /offline                                                200 +      +    +       +      +       +   +    +         +
GET  /offline/contact                                        200 -      +    +       +      +       +   +    +         +
POST /courses/:slug/:stem/attempts                           303 -      -    +       -      -       -   -    -         -
GET  /courses/:slug/:stem/questions                          200 -      -    +       -      -       -   -    -         -
POST /courses/:slug/:stem/questions                          303 -      -    +       -      -       -   -    -         -
GET  /questions                                              200 -      -    +       -      -       -   -    -         -
POST /questions/:id/seen                                     303 -      -    +       -      -       -   -    -         -
POST /questions/:id/withdraw                                 303 -      -    +       -      -       -   -    -         -
GET  /attempts/:id                                           200 -      -    +       -      -       -   -    -         -
POST /attempts/:id                                           303 -      -    +       -      -       -   -    -         -
PUT  /attempts/:id/answers/:n                                200 -      -    +       -      -       -   -    -         -
POST /attempts/:id/submit                                    303 -      -    +       -      -       -   -    -         -
GET  /attempts/:id/result                                    200 -      -    +       -      -       -   -    -         -
GET  /record                                                 200 -      -    +       -      -       -   -    -         -
GET  /media/:digest/:name                                    200 -      404  +       +      +       404 404  +         404

GET  /manage/courses                                         200 -      -    -       +      +       -   -    +         -
GET  /manage/courses/new                                     200 -      -    -       +      +       -   -    -         -
POST /manage/courses/new                                     303 -      -    -       +      +       -   -    -         -
POST /manage/courses/:id/edit                                303 -      -    -       +      +       -   -    -         -
GET  /manage/courses/:id/edit                                200 -      -    -       +      +       -   -    -         -
PUT  /manage/courses/:id/edit/file                           200 -      -    -       +      +       -   -    -         -
POST /manage/courses/:id/edit/file                           303 -      -    -       +      +       -   -    -         -
POST /manage/courses/:id/edit/preview                        200 -      -    -       +      +       -   -    -         -
POST /manage/courses/:id/edit/presence                       200 -      -    -       +      +       -   -    -         -
POST /manage/courses/:id/edit/parts                          303 -      -    -       +      +       -   -    -         -
POST /manage/courses/:id/edit/media                          303 -      -    -       +      +       -   -    -         -
GET  /manage/courses/:id/edit/quiz                           200 -      -    -       +      +       -   -    -         -
POST /manage/courses/:id/edit/quiz                           303 -      -    -       +      +       -   -    -         -
GET  /manage/courses/:id/edit/history                        200 -      -    -       +      +       -   -    -         -
POST /manage/courses/:id/edit/restore                        303 -      -    -       +      +       -   -    -         -
POST /manage/courses/:id/edit/draft                          303 -      -    -       +      +       -   -    -         -
POST /manage/courses/:id/edit/discard                        303 -      -    -       +      +       -   -    -         -
GET  /manage/courses/upload                                  200 -      -    -       +      +       -   -    -         -
POST /manage/courses/upload                                  303 -      -    -       +      +       -   -    -         -
GET  /watch                                                  200 -      -    -       +      +       -   -    +         -
GET  /watch/-/changes                                        200 -      -    -       +      +       -   -    +         -
GET  /watch/:stem                                            200 -      -    -       +      +       -   -    +         -
GET  /manage/courses/adapt/:id                               200 -      -    -       +      +       -   -    -         -
POST /manage/courses/adapt/:id                               303 -      -    -       +      +       -   -    -         -
GET  /manage/courses/:id/adaptation                          200 -      -    -       +      +       -   -    +         -
GET  /manage/courses/citations                               200 -      -    -       +      +       -   -    +         -
GET  /manage/courses/citations/passages                      200 -      -    -       +      +       -   -    +         -
GET  /manage/courses/citations/passages.csv                  200 -      -    -       +      +       -   -    +         -
GET  /manage/courses/questions                               200 -      -    -       -      +       -   -    -         -
GET  /manage/courses/questions/:question                     200 -      -    -       -      +       -   -    -         -
POST /manage/courses/questions/:question                     303 -      -    -       -      +       -   -    -         -
POST /manage/courses/questions/:question/hide                303 -      -    -       -      +       -   -    -         -
GET  /manage/courses/:id                                     200 -      -    -       +      +       -   -    +         -
GET  /manage/courses/:id/versions/:version                   200 -      -    -       +      +       -   -    +         -
GET  /manage/courses/:id/versions/:version/preview/:stem     200 -      -    -       +      +       -   -    +         -
GET  /manage/courses/:id/versions/:version/files.zip         200 -      -    -       +      +       -   -    +         -
GET  /manage/courses/:id/versions/:version/concerned         200 -      -    -       -      +       404 404  +         -
GET  /manage/courses/:id/versions/:version/review            200 -      -    -       +      +       -   -    +         -
POST /manage/courses/:id/versions/:version/submit            303 -      -    -       +      +       -   -    -         -
POST /manage/courses/:id/versions/:version/return            303 -      -    -       -      +       -   -    -         -
POST /manage/courses/:id/versions/:version/approve           303 -      -    -       -      +       -   -    -         -
POST /manage/courses/:id/versions/:version/comments          303 -      -    -       +      +       -   -    -         -
POST /manage/courses/:id/versions/:version/comments/:comment 303 -      -    -       +      +       -   -    -         -
POST /manage/courses/:id/versions/:version/again             303 -      -    -       +      +       -   -    -         -
POST /manage/courses/:id/versions/:version/publish           303 -      -    -       -      +       -   -    -         -
POST /manage/courses/:id/versions/:version/discard           303 -      -    -       +      +       -   -    -         -
POST /manage/courses/:id/withdraw                            303 -      -    -       -      +       -   -    -         -
POST /manage/courses/:id/restore                             303 -      -    -       -      +       -   -    -         -

GET  /reports                                                200 -      -    -       -      +       +   +    +         -
GET  /reports/completions                                    200 -      -    -       -      +       +   +    +         -
GET  /reports/yearly                                         200 -      -    -       -      +       +   +    +         -
GET  /reports/completions.csv                                200 -      -    -       -      +       +   -    +         -
GET  /reports/completions.xlsx                               200 -      -    -       -      +       +   -    +         -
GET  /reports/yearly.csv                                     200 -      -    -       -      +       +   -    +         -
GET  /reports/yearly.xlsx                                    200 -      -    -       -      +       +   -    +         -

GET  /people                                                 200 -      -    -       -      +       +   +    +         +
GET  /people/slips                                           200 -      -    -       -      -       +   -    -         +
POST /people/slips                                           201 -      -    -       -      -       +   -    -         +
POST /people                                                  422 -      -    -       -      -       +   -    -         -
GET  /people/new                                              200 -      -    -       -      -       +   -    -         -
GET  /people/fields                                           200 -      -    -       -      -       +   -    -         -
GET  /people/fields/:field                                    200 -      -    -       -      -       +   -    -         -
POST /people/fields/:field                                    422 -      -    -       -      -       +   -    -         -
GET  /people/groups                                           200 -      -    -       -      +       +   +    +         +
POST /people/groups                                           422 -      -    -       -      -       +   -    -         -
GET  /people/groups/new                                       200 -      -    -       -      -       +   -    -         -
GET  /people/groups/:group                                    200 -      -    -       -      +       +   +    +         +
POST /people/groups/:group                                    303 -      -    -       -      -       +   -    -         -
GET  /people/groups/:group/edit                               200 -      -    -       -      -       +   -    -         -
GET  /people/groups/:group/why/:officer                       200 -      -    -       -      +       +   +    +         +
POST /people/groups/:group/members                            303 -      -    -       -      -       +   -    -         -
POST /people/groups/:group/members/remove                     303 -      -    -       -      -       +   -    -         -
POST /people/groups/:group/close                              303 -      -    -       -      -       +   -    -         -
GET  /people/import                                          200 -      -    -       -      -       +   -    -         -
POST /people/import                                          303 -      -    -       -      -       +   -    -         -
GET  /people/import/template.xlsx                            200 -      -    -       -      -       +   -    -         -
GET  /people/import/:id                                      200 -      -    -       -      -       +   -    -         -
POST /people/import/:id/compare                              303 -      -    -       -      -       +   -    -         -
POST /people/import/:id/choose                               303 -      -    -       -      -       +   -    -         -
POST /people/import/:id/undo                                 303 -      -    -       -      -       +   -    -         -
POST /people/import/:id/discard                              303 -      -    -       -      -       +   -    -         -
GET  /people/:id                                              200 -      -    -       -      +       +   +    +         +
POST /people/:id                                              422 -      -    -       -      -       +   -    -         -
GET  /people/:id/edit                                         200 -      -    -       -      -       +   -    -         -
GET  /people/:id/appoint                                      200 -      -    -       -      -       +   -    -         -
POST /people/:id/appoint                                      422 -      -    -       -      -       +   -    -         -
GET  /people/:id/transfer                                     200 -      -    -       -      -       +   -    -         -
POST /people/:id/transfer                                     422 -      -    -       -      -       +   -    -         -
GET  /people/:id/leave                                        200 -      -    -       -      -       +   -    -         -
POST /people/:id/leave                                        422 -      -    -       -      -       +   -    -         -
GET  /people/:id/postings/:posting                            200 -      -    -       -      -       +   -    -         -
POST /people/:id/postings/:posting                            303 -      -    -       -      -       +   -    -         -

GET  /roles                                                  200 -      -    -       -      -       +   -    +         +
GET  /roles/new                                              200 -      -    -       -      -       +   -    -         +
POST /roles/new                                              200 -      -    -       -      -       +   -    -         +
GET  /roles/:id                                              200 -      404  404     404    404     +   404  +         +
POST /roles/:id/revoke                                       303 -      404  404     404    404     +   404  403       +
GET  /delegations                                            200 -      +    +       +      +       +   +    +         +
GET  /delegations/new                                        200 -      -    -       -      +       -   +    -         -
POST /delegations/new                                        200 -      -    -       -      +       -   +    -         -
GET  /see-as                                                 200 -      -    -       -      -       -   -    +         +
POST /see-as                                                 422 -      -    -       -      -       -   -    +         +
POST /see-as/end                                             303 -      +    +       +      +       +   +    +         +

GET  /units                                                   200 -      -    -       -      +       +   +    +         +
POST /units                                                   422 -      -    -       -      -       +   -    -         -
GET  /units/new                                               200 -      -    -       -      -       +   -    -         -
GET  /units/changes                                           200 -      -    -       -      +       +   +    +         +
GET  /units/changes/:change                                   200 -      -    -       -      +       +   +    +         +
POST /units/changes/:change/undo                              303 -      -    -       -      -       +   -    -         -
GET  /units/:id                                               200 -      -    -       -      +       +   +    +         +
GET  /units/:id/change/:kind                                  200 -      -    -       -      -       +   -    -         -
POST /units/:id/change/:kind                                  200 -      -    -       -      -       +   -    -         -

GET  /people/:id/erase                                       200 -      -    -       -      -       +   -    -         -
POST /people/:id/erase                                       303 -      -    -       -      -       +   -    -         -
GET  /corrections                                            200 -      -    -       -      -       +   -    -         -
POST /corrections/:id                                        303 -      -    -       -      -       +   -    -         -
GET  /audit                                                  200 -      -    -       -      -       -   -    +         +
GET  /audit.csv                                              200 -      -    -       -      -       -   -    +         +
POST /audit/verify                                           200 -      -    -       -      -       -   -    +         -

GET  /api/v1/openapi.json                                    200 +      +    +       +      +       +   +    +         +
GET  /api/v1/me                                              200 -      +    +       +      +       +   +    +         +
POST /api/v1/imports/officers                                200 -      -    -       -      -       +   -    -         -
`

// permission is a route with the status that each person gets; refused stands for what a refusal is to that person.
type permission struct {
	method, path string
	statuses     map[string]int
}

const refused = 0

// readPermissions reads the table: the persons in the order of its columns, and its rows.
func readPermissions(t *testing.T) (persons []string, rows []permission) {
	t.Helper()
	for _, line := range strings.Split(permissions, "\n") {
		cells := strings.Fields(line)
		switch {
		case len(cells) == 0:
			continue
		case cells[0] == "route":
			persons = cells[2:]
			continue
		}
		require.Len(t, cells, 3+len(persons), line)
		row := permission{cells[0], cells[1], map[string]int{}}
		for i, person := range persons {
			switch cell := cells[3+i]; cell {
			case "-":
				row.statuses[person] = refused
			case "+":
				row.statuses[person] = number(t, cells[2])
			default:
				row.statuses[person] = number(t, cell)
			}
		}
		rows = append(rows, row)
	}
	return persons, rows
}

func number(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	require.NoError(t, err)
	return n
}

// TestPermissionsNameEveryRoute fails for a route that the table does not name, and for a row without its route.
func TestPermissionsNameEveryRoute(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		_, rows := readPermissions(t)
		var named, served []string
		for _, row := range rows {
			named = append(named, row.method+" "+row.path)
		}
		for _, route := range web.Routes(newSite(t, d).options) {
			served = append(served, route.Method+" "+route.Path)
		}
		require.ElementsMatch(t, served, named)
	})
}

// TestPermissions sends every person to every route, with things that lie within everybody's scope.
func TestPermissions(t *testing.T) {
	persons, rows := readPermissions(t)
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, "TINH")
		for _, row := range rows {
			for _, person := range persons {
				b := w.at(person)
				sent := w.inside(row, b)
				require.NoError(t, b.send(sent), "%s as %s", sent.path, person)
				row.check(t, b, person)
				if row.method == http.MethodGet {
					sent.method = http.MethodHead
					require.NoError(t, b.send(sent))
					row.check(t, b, person)
				}
			}
		}
	})
}

// check compares an answer with what the table says. Who is not signed in is led to signing in, or told so.
func (p permission) check(t *testing.T, b *browser, person string) {
	t.Helper()
	want := p.statuses[person]
	switch {
	case want != refused:
	case person != "nobody":
		want = http.StatusForbidden
	case strings.HasPrefix(p.path, "/api/"):
		require.Contains(t, b.header.Get("WWW-Authenticate"), "Bearer")
		want = http.StatusUnauthorized
	case p.method == http.MethodGet:
		require.True(t, strings.HasPrefix(b.header.Get("Location"), "/login"), "%s as nobody: %v", p.path, b)
		want = http.StatusSeeOther
	default:
		want = http.StatusUnauthorized
	}
	require.Equal(t, want, b.status, "%s %s as %s: %v", p.method, p.path, person, b)
}
