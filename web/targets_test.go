package web_test

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/stretchr/testify/require"

	"liem/courses"
	"liem/courses/working"
	"liem/internal/db"
	"liem/people"
	"liem/quiz"
	"liem/training"
	"liem/training/trainingtest"
)

// inside is a request to a route that does something possible with a thing within everybody's scope.
func (w *world) inside(row permission, b *browser) request {
	officer := w.people["officer"]
	path := strings.NewReplacer(":slug", "khoa-1", "/:stem/attempts", "/kiem-tra/attempts", ":stem", "mot").Replace(row.path)
	switch {
	case row.path == "/login" && row.method == "POST":
		return w.form(row, b, path, field{"username", cmp.Or(b.user, "officer")}, field{"password", password})
	case row.path == "/people/:id/erase":
		id, number := w.leaver("TINH")
		return w.form(row, b, strings.Replace(path, ":id", id, 1), field{"number", number}, field{"reason", "Nghỉ hưu"})
	case row.path == "/account/corrections":
		return w.form(row, b, path, field{"subject", "contact"}, field{"wrong", "Điện thoại cũ"}, field{"wanted", "0912"})
	case strings.Contains(row.path, "corrections/:id"):
		return w.form(row, b, strings.Replace(path, ":id", w.ask("officer"), 1), field{"state", "done"}, field{"answer", "Đã sửa"})
	case row.path == "/account/notice":
		return w.form(row, b, path, field{"version", people.NoticeVersion})
	case row.path == "/account/password":
		return w.form(row, b, path, field{"old", "not the password"}, field{"password", "x"}, field{"again", "x"})
	case row.path == "/login/forgotten":
		return w.form(row, b, path, field{"who", "officer"})
	case row.path == "/account/prove":
		return w.form(row, b, path, field{"secret", password})
	case row.path == "/account/sessions/:id/end":
		return w.form(row, b, strings.Replace(path, ":id", w.otherSession(b), 1))
	case row.path == "/account/two-factor":
		return w.form(row, b, path, field{"code", "000000"}, field{"sealed", w.People.OfferFactor(w.people[b.user]).Sealed})
	case row.path == "/people/slips":
		return w.form(row, b, path, field{"days", "7"}, field{"officer", w.people["officer"].OfficerID})
	case row.path == "/account/tokens":
		return w.form(row, b, path, field{"id", db.NewID()}, field{"name", "thử"}, field{"days", "1"}, field{"scopes", "people.read"})
	case row.path == "/account/tokens/:id/revoke":
		return w.form(row, b, strings.Replace(path, ":id", w.token(b).id, 1))
	case row.path == "/attempts/:id/result":
		return w.form(row, b, "/attempts/"+w.Pass(w.t, officer, "khoa-1", "kiem-tra")+"/result")
	case row.method == http.MethodPut && strings.HasSuffix(row.path, "/done"):
		return w.readOffline(row, b, path, officer)
	case strings.HasPrefix(row.path, "/notes/:id"):
		return w.form(row, b, strings.Replace(path, ":id", w.note("officer"), 1), field{"body", "Sửa lại"})
	case row.path == "/courses/:slug/:stem/notes":
		w.note("officer") // who has begun the course
		return w.form(row, b, path, field{"body", "Ghi lại"})
	case strings.HasPrefix(row.path, "/attempts/"):
		id := w.Start(w.t, officer, "khoa-1", "kiem-tra")
		return w.form(row, b, strings.NewReplacer(":id", id, ":n", "1").Replace(row.path))
	case strings.HasSuffix(row.path, "/:stem/questions"):
		w.earlier()
		return w.form(row, b, path, field{"question", "Thời hạn tính từ ngày nào?"})
	case strings.HasPrefix(row.path, "/questions/:id"):
		return w.form(row, b, strings.Replace(path, ":id", w.inquiry("officer", "khoa-1", strings.HasSuffix(path, "/seen")), 1))
	case strings.HasPrefix(row.path, "/manage/courses/questions/:question"):
		id := w.inquiry("officer", "khoa-1", strings.HasSuffix(path, "/hide"))
		return w.form(row, b, strings.Replace(path, ":question", id, 1), field{"act", "answer"}, field{"answer", "Từ ngày nhận."})
	case strings.HasPrefix(row.path, "/media/"):
		return w.form(row, b, w.picture)
	case strings.HasPrefix(row.path, "/roles/:id"):
		return w.form(row, b, strings.Replace(path, ":id", w.grantTo("holder", "TINH"), 1), field{"reason", "Thôi giao"})
	case row.path == "/roles/new" || row.path == "/delegations/new":
		return w.form(row, b, path, w.authority(b.user)...)
	case row.method == "POST" && row.path == "/manage/courses/upload":
		return w.form(row, b, path, field{"file", "@good.zip"})
	case strings.HasPrefix(row.path, "/watch"):
		w.watch(w.newDraft("TINH"))
		return w.form(row, b, strings.Replace(path, ":stem", "mot", 1))
	case strings.HasPrefix(row.path, "/manage/courses/adapt/"):
		return w.form(row, b, strings.Replace(path, ":id", w.waiting(b), 1), w.answers()...)
	case row.path == "/manage/courses/:id/adaptation":
		return w.form(row, b, strings.Replace(path, ":id", w.adapted("TINH"), 1))
	case strings.Contains(row.path, ":version"):
		course, version, _ := strings.Cut(strings.TrimPrefix(w.newDraft("TINH"), "/manage/courses/"), "/versions/")
		return w.form(row, b, strings.NewReplacer(":id", course, ":version", version, ":comment", w.review(row.path, version)).Replace(path),
			field{"no_secrets", "1"}, field{"comment", "Sửa bài một"}, field{"file", "01-mot.md"}, field{"line", "1"}, field{"body", "Vì sao?"})
	case row.path == "/manage/courses/new" && row.method == "POST":
		return w.form(row, b, path, field{"title", "Khóa " + db.NewID()}, field{"unit", w.Unit("TINH")})
	case strings.HasPrefix(row.path, "/manage/courses/:id/edit"):
		return w.edit(row, b)
	case strings.HasPrefix(row.path, "/manage/courses/:id"):
		return w.form(row, b, strings.Replace(path, "/manage/courses/:id", w.own, 1))
	case strings.HasPrefix(row.path, "/units/changes/:change"):
		return w.form(row, b, strings.Replace(path, ":change", w.renamed("TINH"), 1))
	case strings.HasPrefix(row.path, "/units/:id"):
		return w.form(row, b, strings.NewReplacer(":id", w.Unit("P1"), ":kind", "rename").Replace(path),
			field{"name", "Phòng Một"}, field{"unit_kind", "department"}, field{"on", "01/01/2027"})
	case strings.HasPrefix(row.path, "/people/groups/:group"):
		id := w.group("P1", officer.OfficerID)
		return w.form(row, b, strings.NewReplacer(":group", id, ":officer", officer.OfficerID).Replace(path),
			field{"name", "Nhóm"}, field{"unit", w.Unit("P1")}, field{"numbers", "VKS-001"}, field{"officer", officer.OfficerID})
	case row.method == "POST" && (row.path == "/people/import" || row.path == "/api/v1/imports/officers"):
		return w.form(row, b, path, field{"file", "@roster.csv"})
	case strings.HasPrefix(row.path, "/people/import/:id"):
		return w.form(row, b, strings.Replace(path, ":id", w.rosterOf(row, b), 1), mappedRoster...)
	case strings.HasPrefix(row.path, "/people/"):
		return w.form(row, b, strings.NewReplacer(":field", "ethnic_group", ":id", officer.OfficerID, ":posting", w.posting(officer.OfficerID)).Replace(path))
	}
	return w.form(row, b, path)
}

// note has an officer write one on the first lesson, and returns its id.
func (w *world) note(of string) string {
	ctx, a := context.Background(), w.people[of]
	_, err := w.Training.Lesson(ctx, a, "khoa-1", "mot")
	require.NoError(w.t, err)
	require.NoError(w.t, w.Training.AddNote(ctx, a, "khoa-1", "mot", "", "Của riêng tôi"))
	groups, err := w.Training.Notes(ctx, a, "")
	require.NoError(w.t, err)
	return groups[0].Notes[0].ID
}

// review brings a draft to where a route of its review has something to do, and returns a comment's id.
func (w *world) review(path, version string) string {
	ctx := context.Background()
	switch path[strings.LastIndexByte(path, '/'):] {
	case "/return", "/approve":
		require.NoError(w.t, w.Courses.Submit(ctx, trainingtest.Root, version, ""))
	case "/:comment":
		require.NoError(w.t, w.Courses.Comment(ctx, trainingtest.Root, version, "01-mot.md", 1, "Vì sao?"))
		v, err := courses.NewStore(w.DB.Reader()).Version(ctx, version)
		require.NoError(w.t, err)
		sources, err := w.Courses.Sources(ctx, trainingtest.Root, v)
		require.NoError(w.t, err)
		for _, s := range sources {
			for _, c := range s.All {
				return c.ID
			}
		}
	}
	return ""
}

// edit is something to do with a working copy.
func (w *world) edit(row permission, b *browser) request {
	ctx := context.Background()
	desk := working.Service{Service: w.Courses}
	id := strings.TrimPrefix(w.own, "/manage/courses/")
	_, err := desk.Open(ctx, trainingtest.Root, id)
	require.NoError(w.t, err)
	files, err := desk.Files(ctx, trainingtest.Root, id)
	require.NoError(w.t, err)
	fields := []field{{"file", "01-mot.md"}, {"body", "Chữ " + db.NewID()}, {"do", "save"}}
	for _, f := range files {
		if f.Path == "01-mot.md" {
			fields = append(fields, field{"revision", fmt.Sprint(f.Revision)})
		}
	}
	switch row.path {
	case "/manage/courses/:id/edit/parts":
		fields = []field{{"do", "lesson"}, {"title", "Bài " + db.NewID()}}
	case "/manage/courses/:id/edit/media":
		fields = []field{{"file", "@so-do.svg"}}
	case "/manage/courses/:id/edit/quiz":
		if row.method == "GET" {
			return w.form(row, b, strings.Replace(row.path, ":id", id, 1)+"?file=03-kiem-tra.quiz.md")
		}
		fields = []field{{"do", "settings"}, {"file", "03-kiem-tra.quiz.md"}, {"title", "Kiểm tra " + db.NewID()[24:]}, {"pass", "70"}, {"revision", w.revision(files, "03-kiem-tra.quiz.md")}}
	case "/manage/courses/:id/edit/restore":
		fields = []field{{"step", w.step(desk, id)}}
	case "/manage/courses/:id/edit/draft":
		require.NoError(w.t, desk.Discard(ctx, trainingtest.Root, id)) // what stands there may have been written badly
		_, err := desk.Open(ctx, trainingtest.Root, id)
		require.NoError(w.t, err)
		fields = append(fields, field{"over", "1"})
	}
	return w.form(row, b, strings.Replace(row.path, ":id", id, 1), fields...)
}

func (w *world) revision(files []working.File, path string) string {
	for _, f := range files {
		if f.Path == path {
			return fmt.Sprint(f.Revision)
		}
	}
	return ""
}

// step saves a file twice and returns what it was before.
func (w *world) step(desk working.Service, id string) string {
	ctx := context.Background()
	files, err := desk.Files(ctx, trainingtest.Root, id)
	require.NoError(w.t, err)
	_, err = desk.Save(ctx, trainingtest.Root, id, files[0].Path, files[0].Body+"\n", files[0].Revision)
	require.NoError(w.t, err)
	steps, err := desk.History(ctx, trainingtest.Root, id, files[0].Path)
	require.NoError(w.t, err)
	return steps[0].ID
}

// grantTo gives an account a role for a month that is to come, and returns the grant's id.
func (w *world) grantTo(account, unit string) string {
	g := people.Grant{ID: db.NewID(), AccountID: w.people[account].AccountID, Role: people.RoleAuthor, UnitID: w.Unit(unit), ValidFrom: "2027-01-01",
		ValidTo: "2027-01-31", Reason: "Thử", CreatedAt: w.Clock.Now()}
	err := w.DB.InTx(context.Background(), func(ctx context.Context, tx db.Tx) error {
		return people.NewStore(tx).InsertGrants(ctx, []people.Grant{g})
	})
	require.NoError(w.t, err)
	return g.ID
}

// authority fills in the forms that give a role, or one's own, to the officer of department 1.
func (w *world) authority(giver string) []field {
	fields := []field{{"username", "officer"}, {"role", "author"}, {"unit", w.Unit("P1")}, {"from", "24/11/2026"}, {"to", "30/11/2026"}, {"reason", "Thử"}}
	if giver == "" {
		return fields
	}
	own, err := w.People.Delegable(context.Background(), w.actor(giver))
	require.NoError(w.t, err)
	if len(own) > 0 {
		fields = append(fields, field{"grant", own[0].ID})
	}
	return fields
}

// visit is a request for something of department 2, with what somebody gets who may use the route but not for this.
type visit struct {
	path   string
	fields []field
	want   int
}

// asEver stands for a route that shows lists: the table's status, and a list without department 2.
const asEver = -1

// outside is what somebody of department 1 could ask a route about department 2.
func (w *world) outside(row permission) []visit {
	gone := func(paths ...string) []visit {
		visits := make([]visit, len(paths))
		for i, path := range paths {
			visits[i] = visit{path, []field{{"no_secrets", "1"}}, http.StatusNotFound}
		}
		return visits
	}
	p2 := "?unit=" + w.Unit("P2")
	switch {
	case row.path == "/login" && row.method == "POST":
		return nil // signing in knows no scope
	case row.path == "/attempts/:id/result":
		return gone("/attempts/"+w.result+"/result", "/attempts/"+w.attempt+"/result")
	case strings.HasPrefix(row.path, "/attempts/"):
		path := strings.Replace(row.path, ":n", "1", 1)
		return gone(strings.Replace(path, ":id", w.attempt, 1), strings.Replace(path, ":id", w.result, 1))
	case row.path == "/offline/contact": // nothing is said of a course that one may not read
		return []visit{{row.path + "?course=" + w.draftSlug, nil, asEver}}
	case strings.HasPrefix(row.path, "/notes/:id"): // another's note
		return []visit{{strings.Replace(row.path, ":id", w.note("vu-thi-xa"), 1), []field{{"body", "Sửa lại"}}, http.StatusNotFound}}
	case strings.HasPrefix(row.path, "/questions/:id"): // another's question
		return gone(strings.Replace(row.path, ":id", w.inquiry("vu-thi-xa", "khoa-2", true), 1))
	case strings.HasPrefix(row.path, "/manage/courses/questions/:question"):
		return []visit{{strings.Replace(row.path, ":question", w.inquiry("vu-thi-xa", "khoa-1", true), 1), []field{{"act", "answer"}, {"answer", "Từ ngày nhận."}}, http.StatusNotFound}}
	case row.path == "/manage/courses/questions" || row.path == "/questions":
		w.inquiry("vu-thi-xa", "khoa-1", false)
		return []visit{{row.path, nil, asEver}, {row.path + "?state=open", nil, asEver}}
	case strings.HasPrefix(row.path, "/courses/:slug"):
		return gone(strings.NewReplacer(":slug", w.draftSlug, "/:stem/attempts", "/kiem-tra/attempts", ":stem", "mot").Replace(row.path))
	case strings.HasPrefix(row.path, "/media/"):
		return gone(w.draftPicture)
	case strings.Contains(row.path, ":version"):
		end := strings.Replace(strings.TrimPrefix(row.path, "/manage/courses/:id/versions/:version"), ":stem", "mot", 1)
		_, version, _ := strings.Cut(w.draft, "/versions/")
		return gone(w.draft+end, w.own+"/versions/"+version+end) // also by way of a course that one may see
	case row.path == "/watch/-/changes":
		return nil // it tells that something was saved, and nothing else
	case strings.HasPrefix(row.path, "/watch"):
		w.watch(w.draft)
		return gone(strings.Replace(row.path, ":stem", "mot", 1))
	case strings.HasPrefix(row.path, "/manage/courses/adapt/"): // another's upload
		return gone("/manage/courses/adapt/" + w.waiting(w.at("nguoi-soan-2")))
	case strings.HasPrefix(row.path, "/manage/courses/:id"):
		return gone(w.draftCourse + strings.TrimPrefix(row.path, "/manage/courses/:id"))
	case row.method == "POST" && row.path == "/manage/courses/new":
		return []visit{{row.path, []field{{"title", "Khóa của phòng khác"}, {"unit", w.Unit("P2")}}, http.StatusUnprocessableEntity}}
	case row.method == "POST" && row.path == "/manage/courses/upload":
		return []visit{{row.path, []field{{"file", "@other.zip"}}, http.StatusUnprocessableEntity}}
	case row.path == "/login/forgotten" && row.method == "POST", row.path == "/account/prove" && row.method == "POST",
		row.path == "/account/two-factor" && row.method == "POST":
		return nil // they are about oneself
	case row.path == "/account/sessions/:id/end": // another's session
		return gone("/account/sessions/" + w.otherSession(w.at("nguoi-soan-2")) + "/end")
	case row.path == "/people/slips" && row.method == "POST":
		return []visit{{row.path, []field{{"days", "7"}, {"officer", w.people["vu-thi-xa"].OfficerID}}, http.StatusUnprocessableEntity}}
	case row.path == "/people/slips":
		return []visit{{row.path + p2, nil, asEver}, {row.path, nil, asEver}, {row.path + "?q=vu+thi", nil, asEver}}
	case row.path == "/account/tokens/:id/revoke": // another's token
		return gone("/account/tokens/" + w.token(w.at("nguoi-soan-2")).id + "/revoke")
	case row.path == "/account/tokens" && row.method == "POST":
		return []visit{{row.path, []field{{"name", "thiếu"}}, http.StatusUnprocessableEntity}}
	case strings.HasPrefix(row.path, "/reports/"):
		return []visit{{row.path + p2, nil, http.StatusUnprocessableEntity}, {row.path, nil, asEver}, {row.path + "?q=vu+thi", nil, asEver}}
	case row.method == "POST" && row.path == "/people":
		return []visit{{row.path, []field{{"unit", w.Unit("P2")}, {"number", "9"}, {"full_name", "Lê Văn Ba"}, {"staff_type", "contract"}, {"from", "01/01/2026"}}, http.StatusUnprocessableEntity}}
	case row.method == "POST" && (row.path == "/people/import" || row.path == "/api/v1/imports/officers"):
		return []visit{{row.path, []field{{"file", "@roster.csv"}}, asEver}} // a row of department 2 is refused, and names nobody
	case strings.HasPrefix(row.path, "/people/import/:id"): // another's import
		return gone(strings.Replace(row.path, ":id", w.rosterBy("to-chuc-2"), 1))
	case row.path == "/people":
		return []visit{{row.path + p2, nil, asEver}, {row.path, nil, asEver}, {row.path + "?q=vu+thi", nil, asEver}}
	case row.path == "/audit.csv": // the trail tells of every unit: nobody of one department reads it
		return []visit{{row.path, nil, http.StatusForbidden}}
	case strings.HasPrefix(row.path, "/units/changes/:change"):
		return gone(strings.Replace(row.path, ":change", w.renamed("P2"), 1))
	case strings.HasPrefix(row.path, "/units/:id"):
		return gone(strings.NewReplacer(":id", w.Unit("P2"), ":kind", "rename").Replace(row.path))
	case row.method == "POST" && row.path == "/units":
		return []visit{{row.path, []field{{"code", "X"}, {"name", "X"}, {"kind", "department"}, {"parent", w.Unit("P2")}, {"from", "01/01/2026"}}, http.StatusUnprocessableEntity}}
	case row.path == "/units" || row.path == "/units/changes":
		w.renamed("P2")
		return []visit{{row.path, nil, asEver}, {row.path + "?on=2026-01-01", nil, asEver}, {row.path + "?view=list", nil, asEver}}
	case strings.HasPrefix(row.path, "/people/groups/:group"):
		xa := w.people["vu-thi-xa"].OfficerID
		path := strings.NewReplacer(":group", w.group("P2", xa), ":officer", xa).Replace(row.path)
		if strings.HasSuffix(row.path, ":officer") { // nor somebody elsewhere by way of a group that one may see
			return append(gone(path), gone("/people/groups/"+w.group("P1", w.people["officer"].OfficerID)+"/why/"+xa)...)
		}
		return gone(path)
	case row.method == "POST" && row.path == "/people/groups":
		return []visit{{row.path, []field{{"name", "Nhóm"}, {"unit", w.Unit("P2")}, {"f_staff_type", "civil_servant"}}, http.StatusUnprocessableEntity},
			{row.path, []field{{"name", "Nhóm"}, {"unit", w.Unit("P1")}, {"f_unit", w.Unit("P2")}}, http.StatusUnprocessableEntity}}
	case row.path == "/people/groups":
		w.group("P2", w.people["vu-thi-xa"].OfficerID)
		return []visit{{row.path, nil, asEver}}
	case row.path == "/people/fields/:field":
		return gone("/people/fields/ethnic_group", "/people/fields/new") // a field concerns everybody
	case strings.HasPrefix(row.path, "/people/:id"):
		xa := w.people["vu-thi-xa"].OfficerID
		return gone(strings.NewReplacer(":id", xa, ":posting", w.posting(xa)).Replace(row.path))
	case row.path == "/audit":
		return []visit{{row.path + "?action=course.upload", nil, asEver}, {row.path, nil, asEver}}
	case strings.HasPrefix(row.path, "/roles/:id"):
		return gone(strings.Replace(row.path, ":id", w.grantTo("nguoi-soan-2", "P2"), 1))
	case row.path == "/roles":
		return []visit{{row.path + p2, nil, asEver}, {row.path + "?state=all", nil, asEver}, {row.path + "?q=nguoi&state=all", nil, asEver}}
	case row.method == "POST" && (row.path == "/roles/new" || row.path == "/delegations/new"):
		return []visit{{row.path, []field{{"username", "officer"}, {"role", "author"}, {"unit", w.Unit("P2")}, {"from", "24/11/2026"}, {"to", "30/11/2026"},
			{"reason", "Thử"}}, http.StatusUnprocessableEntity}}
	case row.path == "/people/:id/erase":
		id, number := w.leaver("P2")
		return []visit{{strings.Replace(row.path, ":id", id, 1), []field{{"number", number}, {"reason", "Nghỉ hưu"}}, http.StatusNotFound}}
	case row.path == "/account/corrections":
		return []visit{{row.path, []field{{"subject", "contact"}, {"wrong", "x"}, {"wanted", "y"}}, asEver}}
	case strings.Contains(row.path, "corrections/:id"):
		return []visit{{strings.Replace(row.path, ":id", w.ask("vu-thi-xa"), 1), []field{{"state", "done"}, {"answer", "Đã sửa"}}, http.StatusNotFound}}
	case row.path == "/account/notice":
		return []visit{{row.path, []field{{"version", people.NoticeVersion}}, asEver}}
	case row.path == "/account/password":
		return []visit{{row.path, []field{{"old", "not the password"}}, asEver}}
	}
	return []visit{{row.path, nil, asEver}}
}

// leaver adds an officer who has left, and returns id and number.
func (w *world) leaver(unit string) (id, number string) {
	a := w.Officer(w.t, "Lý Văn Cựu", unit)
	_, err := w.DB.Writer().ExecContext(context.Background(), "UPDATE postings SET valid_to = '2020-12-31' WHERE officer_id = ?", a.OfficerID)
	require.NoError(w.t, err)
	o, err := people.NewStore(w.DB.Reader()).Officer(context.Background(), a.OfficerID)
	require.NoError(w.t, err)
	return o.ID, o.Number
}

// ask files a request for correction of an officer, and returns its id; those from before are closed.
func (w *world) ask(account string) string {
	_, err := w.DB.Writer().ExecContext(context.Background(), "UPDATE corrections SET state = 'withdrawn' WHERE state = 'open'")
	require.NoError(w.t, err)
	q, err := w.People.AskCorrection(context.Background(), w.people[account], "contact", "Điện thoại cũ", "0912")
	require.NoError(w.t, err)
	return q.ID
}

// untouched makes sure that nothing of department 2 was changed by anybody.
func (w *world) untouched() {
	ctx := context.Background()
	_, id, _ := strings.Cut(w.draft, "/versions/")
	v, err := courses.NewStore(w.DB.Reader()).Version(ctx, id)
	require.NoError(w.t, err)
	require.Equal(w.t, courses.StateDraft, v.State)
	at, err := quiz.NewStore(w.DB.Reader()).Attempt(ctx, w.attempt)
	require.NoError(w.t, err)
	require.Nil(w.t, at.SubmittedAt)
	answers, err := quiz.NewStore(w.DB.Reader()).Answers(ctx, w.attempt)
	require.NoError(w.t, err)
	require.Empty(w.t, answers)
}

// posting is an officer's newest posting.
func (w *world) posting(officerID string) string {
	list, err := people.NewStore(w.DB.Reader()).Postings(context.Background(), officerID)
	require.NoError(w.t, err)
	return list[0].ID
}

// renamed is a change of a unit that keeps its name: the order among its siblings. Each is made on a day of its own.
func (w *world) renamed(code string) string {
	ctx := context.Background()
	w.changes++
	f, err := w.People.UnitFile(ctx, trainingtest.Root, w.Unit(code), w.People.Today())
	require.NoError(w.t, err)
	r := people.UnitRequest{Kind: people.RenameUnit, UnitID: f.ID, Name: f.Name, ShortName: f.ShortName, UnitKind: f.Kind, Position: 100 + w.changes,
		On: w.People.Today().Add(w.changes)}
	plan, err := w.People.PlanUnitChange(ctx, trainingtest.Root, r)
	require.NoError(w.t, err)
	c, _, err := w.People.ApplyUnitChange(ctx, trainingtest.Root, r, plan.Digest)
	require.NoError(w.t, err)
	return c.ID
}

// group is a group by hand of a unit with one member.
func (w *world) group(code, officerID string) string {
	ctx := context.Background()
	g, err := w.People.SaveGroup(ctx, trainingtest.Root, people.NewGroup{Name: "Nhóm của Đơn vị " + code, UnitID: w.Unit(code), Kind: people.ByHand})
	require.NoError(w.t, err)
	o, err := people.NewStore(w.DB.Reader()).Officer(ctx, officerID)
	require.NoError(w.t, err)
	require.NoError(w.t, w.People.AddToGroup(ctx, trainingtest.Root, g.ID, []string{o.Number}, ""))
	return g.ID
}

// earlier moves what was asked about lessons out of the day that bounds how much one may ask.
func (w *world) earlier() {
	_, err := w.DB.Writer().ExecContext(context.Background(), "UPDATE lesson_questions SET asked_at = ?", w.Clock.Now().AddDate(0, 0, -2))
	require.NoError(w.t, err)
}

// inquiry lets an officer ask about a lesson, and returns the question's id; shown answers it for everybody.
func (w *world) inquiry(account, slug string, shown bool) string {
	w.earlier()
	ctx := context.Background()
	q, err := w.Training.Ask(ctx, w.people[account], slug, "mot", training.Asking{Body: "Thời hạn tính từ ngày nào?"})
	require.NoError(w.t, err)
	if shown {
		require.NoError(w.t, w.Training.Answer(ctx, trainingtest.Root, q.ID, training.Answering{Act: training.ActPublish, Text: "Từ ngày nhận."}))
	}
	return q.ID
}
