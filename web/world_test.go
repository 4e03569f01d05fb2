package web_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/courses"
	"liem/internal/db"
	"liem/people"
	"liem/training/trainingtest"
)

// world is a site with everybody in it whom the table of permissions names, all with their roles over one unit, and with
// a department 2 that has an officer, a completion and a draft of its own.
type world struct {
	*site
	browsers map[string]*browser
	courses  int // made so far
	changes  int // of units, made so far

	picture      string // address of a picture in a published course
	draft        string // address of department 2's draft
	draftCourse  string // address of its course
	draftSlug    string
	draftPicture string
	attempt      string // of the officer of department 2, under way
	result       string // one handed in
	own          string // address of a course of the unit whose people the table names
}

func newWorld(t *testing.T, d *db.DB, unit string) *world {
	t.Helper()
	w := &world{site: newSite(t, d), browsers: map[string]*browser{}, courses: 20}
	w.People.Factors, w.People.Mail = people.FactorsOptional, &people.Mailer{} // what they offer can be asked for
	w.officer("officer", "Nguyễn Thị Hoa", "P1")
	w.officer("vu-thi-xa", "Vũ Thị Xa", "P2")
	w.staff("none", "none", unit)
	w.staff("holder", "holder", unit) // is given roles
	for _, role := range people.Roles {
		if role != people.RoleOfficer {
			w.staff(string(role), string(role), unit, role)
		}
	}
	w.staff("nguoi-soan-2", "nguoi-soan-2", "P2", people.RoleAuthor)
	w.staff("to-chuc-2", "to-chuc-2", "P2", people.RoleHR)
	open := trainingtest.Course(1).Edit(t, "03-kiem-tra.quiz.md", "attempts: 3\n", "") // as often as one likes
	w.Publish(t, open)
	w.picture = w.pictureOf(w.Publish(t, folder(t, "picture")).ID)
	w.own = "/manage/courses/" + w.Publish(t, w.folder("unit: "+unit)).CourseID
	w.secondDepartment()
	return w
}

// secondDepartment fills department 2: its officer has completed a course and takes a quiz, its author keeps a draft.
func (w *world) secondDepartment() {
	xa := w.people["vu-thi-xa"]
	w.Complete(w.t, xa, "khoa-1")
	w.result = w.Pass(w.t, xa, "khoa-2", "kiem-tra")
	w.attempt = w.Start(w.t, xa, "khoa-2", "kiem-tra")
	f := w.folder("unit: P2")
	f = f.Edit(w.t, "course.md", "title: ", "title: Khóa học riêng ").
		With("01-mot.md", trainingtest.Lesson("Bài một", "Nội dung riêng. ![Phác thảo riêng](media/a.svg)")).
		With("media/a.svg", strings.Replace(picture, "Sơ đồ", "Phác thảo riêng", 1))
	b := w.at("nguoi-soan-2") // who stands in the trail with it
	require.NoError(w.t, b.send(request{method: "GET", path: "/account"}))
	d, err := w.Courses.Upload(context.Background(), w.actor("nguoi-soan-2"), f.Open(w.t))
	require.NoError(w.t, err)
	require.False(w.t, d.Blocked(), "%v", d.Problems)
	w.draftCourse = "/manage/courses/" + d.Version.CourseID
	w.draft = w.draftCourse + "/versions/" + d.Version.ID
	w.draftSlug = f.Slug
	w.draftPicture = w.pictureOf(d.Version.ID)
}

// actor is who holds the session of an account's browser.
func (w *world) actor(account string) people.Actor {
	a, err := w.People.Actor(context.Background(), w.at(account).cookies["liem_session"])
	require.NoError(w.t, err)
	return a
}

// folder is another course, with a line more in its front matter.
func (w *world) folder(line string) trainingtest.Folder {
	w.courses++
	return trainingtest.Course(w.courses).Edit(w.t, "course.md", "hours: 8", "hours: 8\n"+line)
}

// newDraft uploads another course of a unit and returns the address of its draft.
func (w *world) newDraft(unit string) string {
	v := w.Upload(w.t, w.folder("unit: "+unit)).Version
	return fmt.Sprintf("/manage/courses/%s/versions/%s", v.CourseID, v.ID)
}

func (w *world) pictureOf(versionID string) string {
	files, err := courses.NewStore(w.DB.Reader()).Files(context.Background(), versionID)
	require.NoError(w.t, err)
	for _, f := range files {
		if f.MediaType == "image/svg+xml" {
			return "/media/" + f.Digest + "/so-do.svg"
		}
	}
	w.t.Fatal("the course has no picture")
	return ""
}

// at is a person's browser with a page open, signed in if the person can be: whoever was signed out signs in again.
func (w *world) at(person string) *browser {
	w.t.Helper()
	if person == "nobody" {
		b := newBrowser(w.site)
		require.NoError(w.t, b.send(request{method: "GET", path: "/login"}))
		return b
	}
	b := w.browsers[person]
	if b == nil || b.cookies["liem_session"] == "" {
		b = newBrowser(w.site)
		require.NoError(w.t, b.signIn(person))
		w.browsers[person] = b
	}
	if b.csrfOf != b.cookies["liem_session"] { // signed in anew
		require.NoError(w.t, b.send(request{method: "GET", path: "/account"}))
	}
	return b
}

// form is a request from a browser, with a form's fields where the route takes them.
func (w *world) form(row permission, b *browser, path string, fields ...field) request {
	fields = append([]field{{"csrf", b.csrf}}, fields...)
	r := request{method: row.method, path: path}
	switch {
	case strings.HasPrefix(row.path, "/api/"):
		if row.method == http.MethodPost {
			var err error
			r.contentType, r.body, err = b.parts(fields[1:])
			require.NoError(w.t, err)
		}
		if b.user != "" {
			r.header = http.Header{"Authorization": {"Bearer " + w.token(b).secret}}
		}
	case strings.HasSuffix(row.path, "/edit/file") && row.method == http.MethodPut, strings.HasSuffix(row.path, "/edit/preview"), strings.HasSuffix(row.path, "/edit/presence"):
		r.contentType, r.body = "application/json", []byte(`{"file":"01-mot.md","body":"Chữ","revision":1}`)
		r.header = http.Header{"X-Csrf-Token": {b.csrf}}
	case row.method == http.MethodPut:
		r.contentType, r.body = "application/json", []byte(`{"seq":1,"value":null}`)
		r.header = http.Header{"X-Csrf-Token": {b.csrf}}
	case (strings.HasSuffix(row.path, "/upload") || strings.HasSuffix(row.path, "/edit/media") || row.path == "/people/import") && row.method == http.MethodPost:
		var err error
		r.contentType, r.body, err = b.parts(fields)
		require.NoError(w.t, err)
	case row.method == http.MethodPost:
		r.contentType, r.body = formType, []byte(encode(fields))
	}
	return r
}

// madeToken is an API token of a browser's person.
type madeToken struct{ id, secret string }

// token makes a token with every scope for a browser's person; nobody's is none.
func (w *world) token(b *browser) madeToken {
	if b.user == "" {
		return madeToken{id: db.NewID()}
	}
	a := people.Actor{AccountID: w.people[b.user].AccountID}
	n := people.NewToken{ID: db.NewID(), Name: "thử", Days: 1}
	for _, scope := range people.TokenScopes {
		n.Scopes = append(n.Scopes, string(scope))
	}
	for _, old := range w.tokens(a) {
		require.NoError(w.t, w.People.RevokeToken(context.Background(), a, old.ID))
	}
	secret, _, err := w.People.CreateToken(context.Background(), a, n)
	require.NoError(w.t, err)
	return madeToken{n.ID, secret}
}

func (w *world) tokens(a people.Actor) []people.Token {
	list, err := w.People.Tokens(context.Background(), a)
	require.NoError(w.t, err)
	return list
}

// otherSession is the id of a session of a browser's person, begun elsewhere; nobody's is none.
func (w *world) otherSession(b *browser) string {
	if b.user == "" {
		return "none"
	}
	s, err := w.People.SignIn(context.Background(), people.SignIn{Username: b.user, Password: password, IP: "10.0.0.9"})
	require.NoError(w.t, err)
	return s.Actor.SessionID
}
