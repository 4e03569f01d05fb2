package web

import (
	"liem/people"
	"liem/web/account"
	"liem/web/api"
	"liem/web/authority"
	"liem/web/imports"
	"liem/web/learn"
	"liem/web/manage"
	"liem/web/organisation"
	"liem/web/page"
	"liem/web/report"
	"liem/web/staff"
)

const (
	get  = "GET"
	post = "POST"
	put  = "PUT"
)

// routeTable is every address of the site with what it asks of the person.
func (w *Web) routeTable() []page.Route {
	who := account.New(w.People, w.Reports, w.System)
	w.carry = who.ProveForForm
	study := learn.New(w.Training, w.Courses, w.Cache, w.Blobs)
	edit := manage.New(w.Courses, w.Cache, w.People, w.Training)
	edit.Watch = w.Watch
	figures := report.New(w.Reports, w.People, w.Courses)
	power := authority.New(w.People)
	chart := organisation.New(w.People)
	rosters := imports.New(w.Roster, w.People)
	calls := api.New(w.People, w.Roster)
	office := staff.New(w.DB, w.People, w.Training, w.Keys)

	learner := page.To(people.ActLearn)
	preview := page.To(people.ActPreviewCourse)
	author := page.To(people.ActEditCourse)
	publisher := page.To(people.ActPublishCourse)
	reader := page.To(people.ActReportCompletions)
	exporter := page.To(people.ActExportCompletions)
	seer := page.To(people.ActSeePeople)
	personnel := page.To(people.ActManagePeople)

	routes := []page.Route{
		{Method: get, Path: "/healthz", Need: page.Public, Do: w.healthz},
		{Method: get, Path: "/readyz", Need: page.Public, Do: w.readyz},

		// Signing in and one's own account
		{Method: get, Path: "/login", Need: page.Public, Do: who.LoginForm},
		{Method: post, Path: "/login", Need: page.Public, Do: who.Login},
		{Method: get, Path: "/login/code", Need: page.Public, Do: who.CodeForm},
		{Method: post, Path: "/login/code", Need: page.Public, Do: who.Code},
		{Method: get, Path: "/login/oidc", Need: page.Public, Do: who.BeginOIDC},
		{Method: get, Path: "/login/oidc/callback", Need: page.Public, Do: who.FinishOIDC},
		{Method: get, Path: "/login/start", Need: page.Public, Do: who.StartForm},
		{Method: post, Path: "/login/start", Need: page.Public, Do: who.Start},
		{Method: post, Path: "/login/start/password", Need: page.Public, Do: who.StartPassword},
		{Method: get, Path: "/login/forgotten", Need: page.Public, Do: who.ForgottenForm},
		{Method: post, Path: "/login/forgotten", Need: page.Public, Do: who.Forgotten},
		{Method: post, Path: "/logout", Need: page.SignedIn, Do: who.Logout, Early: true, SeeAs: true},
		{Method: get, Path: "/account", Need: page.SignedIn, Do: who.Account, Early: true},
		{Method: post, Path: "/account/password", Need: page.SignedIn, Do: who.ChangePassword, Early: true},
		{Method: post, Path: "/account/preferences", Need: page.SignedIn, Do: who.Preferences, Early: true},
		{Method: post, Path: "/account/sign-out-everywhere", Need: page.SignedIn, Do: who.SignOutEverywhere, Early: true},
		{Method: post, Path: "/account/sessions/:id/end", Need: page.SignedIn, Do: who.EndSession, Early: true},
		{Method: post, Path: "/account/devices/mine", Need: page.SignedIn, Do: who.Vouch},
		{Method: post, Path: "/account/devices/not-mine", Need: page.SignedIn, Do: who.Disown, Early: true},
		{Method: get, Path: "/account/two-factor", Need: page.SignedIn, Do: who.Factor, Early: true},
		{Method: post, Path: "/account/two-factor", Need: page.SignedIn, Do: who.SetFactor, Early: true, StepUp: true},
		{Method: post, Path: "/account/two-factor/codes", Need: page.SignedIn, Do: who.RecoveryCodes, StepUp: true},
		{Method: post, Path: "/account/two-factor/remove", Need: page.SignedIn, Do: who.RemoveFactor, StepUp: true},
		{Method: get, Path: "/account/prove", Need: page.SignedIn, Do: who.ProveForm, Early: true},
		{Method: post, Path: "/account/prove", Need: page.SignedIn, Do: who.Prove, Early: true},
		{Method: get, Path: "/account/notice", Need: page.SignedIn, Do: who.Notice, Early: true},
		{Method: post, Path: "/account/notice", Need: page.SignedIn, Do: who.AcknowledgeNotice, Early: true},
		{Method: get, Path: "/account/export", Need: learner, Do: who.Export, Long: true, StepUp: true},
		{Method: get, Path: "/account/corrections", Need: learner, Do: who.Corrections},
		{Method: post, Path: "/account/corrections", Need: learner, Do: who.AskCorrection},
		{Method: post, Path: "/account/corrections/:id/withdraw", Need: learner, Do: who.WithdrawCorrection},
		{Method: get, Path: "/account/disclosures", Need: learner, Do: who.Disclosures},
		{Method: get, Path: "/account/tokens", Need: page.SignedIn, Do: who.Tokens},
		{Method: post, Path: "/account/tokens", Need: page.SignedIn, Do: who.CreateToken, StepUp: true},
		{Method: post, Path: "/account/tokens/:id/revoke", Need: page.SignedIn, Do: who.RevokeToken},

		// Learning
		{Method: get, Path: "/", Need: page.SignedIn, Do: study.Home, SeeAs: true},
		{Method: get, Path: "/courses", Need: learner, Do: study.Catalogue},
		{Method: get, Path: "/search", Need: learner, Do: study.Search},
		{Method: get, Path: "/notes", Need: learner, Do: study.Notes, Private: true},
		{Method: get, Path: "/notes/export.md", Need: learner, Do: study.NotesFile, Private: true},
		{Method: post, Path: "/notes/:id", Need: learner, Do: study.NoteChange, Private: true},
		{Method: post, Path: "/notes/:id/delete", Need: learner, Do: study.NoteDelete, Private: true},
		{Method: get, Path: "/courses/:slug", Need: learner, Do: study.Course},
		{Method: get, Path: "/courses/:slug/offline.json", Need: learner, Do: study.OfflineCourse}, // before the stems of parts
		{Method: get, Path: "/courses/:slug/print", Need: learner, Do: study.Print},                // no part may be called so
		{Method: post, Path: "/courses/:slug/begin", Need: learner, Do: study.Begin},
		{Method: get, Path: "/courses/:slug/:stem", Need: learner, Do: study.Part},
		{Method: post, Path: "/courses/:slug/:stem/done", Need: learner, Do: study.LessonDone},
		{Method: put, Path: "/courses/:slug/:stem/done", Need: learner, Do: study.LessonRead},
		{Method: put, Path: "/courses/:slug/:stem/place", Need: learner, Do: study.PlacePut},
		{Method: get, Path: "/courses/:slug/:stem/notes", Need: learner, Do: study.LessonNotes, Private: true},
		{Method: post, Path: "/courses/:slug/:stem/notes", Need: learner, Do: study.NoteAdd, Private: true},
		{Method: post, Path: "/courses/:slug/:stem/attempts", Need: learner, Do: study.AttemptStart},
		{Method: get, Path: "/courses/:slug/:stem/questions", Need: learner, Do: study.Questions},
		{Method: post, Path: "/courses/:slug/:stem/questions", Need: learner, Do: study.Ask},
		{Method: get, Path: "/questions", Need: learner, Do: study.OwnQuestions},
		{Method: post, Path: "/questions/:id/seen", Need: learner, Do: study.QuestionSeen},
		{Method: post, Path: "/questions/:id/withdraw", Need: learner, Do: study.QuestionWithdraw},
		{Method: get, Path: "/attempts/:id", Need: learner, Do: study.Attempt},
		{Method: post, Path: "/attempts/:id", Need: learner, Do: study.AttemptSave},
		{Method: put, Path: "/attempts/:id/answers/:n", Need: learner, Do: study.AnswerPut},
		{Method: post, Path: "/attempts/:id/submit", Need: learner, Do: study.AttemptSubmit},
		{Method: get, Path: "/attempts/:id/result", Need: learner, Do: study.Result},
		{Method: get, Path: "/offline", Need: page.Public, Do: study.Offline},
		{Method: get, Path: "/offline/contact", Need: page.SignedIn, Do: study.Contact, SeeAs: true},
		{Method: get, Path: "/record", Need: learner, Do: study.Record},
		{Method: get, Path: "/media/:digest/:name", Need: page.SignedIn, Do: study.Media, Long: true, SeeAs: true},

		// Courses: upload, check, look, publish
		{Method: get, Path: "/manage/courses", Need: preview, Do: edit.Courses},
		{Method: get, Path: "/manage/courses/new", Need: author, Do: edit.EditNewForm},
		{Method: post, Path: "/manage/courses/new", Need: author, Do: edit.EditNew},
		{Method: get, Path: "/manage/courses/upload", Need: author, Do: edit.UploadForm},
		{Method: post, Path: "/manage/courses/upload", Need: author, Do: edit.Upload, Upload: true},
		{Method: get, Path: "/watch", Need: preview, Do: edit.WatchCourse},
		{Method: get, Path: "/watch/-/changes", Need: preview, Do: edit.WatchChanges},
		{Method: get, Path: "/watch/:stem", Need: preview, Do: edit.WatchPart},
		{Method: get, Path: "/manage/courses/adapt/:id", Need: author, Do: edit.Adapt},
		{Method: post, Path: "/manage/courses/adapt/:id", Need: author, Do: edit.AdaptApply, Long: true},
		{Method: get, Path: "/manage/courses/citations", Need: preview, Do: edit.Citations},
		{Method: get, Path: "/manage/courses/citations/passages", Need: preview, Do: edit.Passages},
		{Method: get, Path: "/manage/courses/citations/passages.csv", Need: preview, Do: edit.PassagesCSV, Long: true},
		{Method: get, Path: "/manage/courses/questions", Need: publisher, Do: edit.Questions},
		{Method: get, Path: "/manage/courses/questions/:question", Need: publisher, Do: edit.Question},
		{Method: post, Path: "/manage/courses/questions/:question", Need: publisher, Do: edit.Answer},
		{Method: post, Path: "/manage/courses/questions/:question/hide", Need: publisher, Do: edit.HideAnswer},
		{Method: get, Path: "/manage/courses/:id", Need: preview, Do: edit.Course},
		{Method: get, Path: "/manage/courses/:id/adaptation", Need: preview, Do: edit.Adaptation},
		{Method: post, Path: "/manage/courses/:id/edit", Need: author, Do: edit.EditOpen},
		{Method: get, Path: "/manage/courses/:id/edit", Need: author, Do: edit.Edit},
		{Method: put, Path: "/manage/courses/:id/edit/file", Need: author, Do: edit.EditPut},
		{Method: post, Path: "/manage/courses/:id/edit/file", Need: author, Do: edit.EditSave},
		{Method: post, Path: "/manage/courses/:id/edit/preview", Need: author, Do: edit.EditLook},
		{Method: post, Path: "/manage/courses/:id/edit/presence", Need: author, Do: edit.EditPresence},
		{Method: post, Path: "/manage/courses/:id/edit/parts", Need: author, Do: edit.EditParts},
		{Method: post, Path: "/manage/courses/:id/edit/media", Need: author, Do: edit.EditMedia, Upload: true},
		{Method: get, Path: "/manage/courses/:id/edit/quiz", Need: author, Do: edit.QuizForm},
		{Method: post, Path: "/manage/courses/:id/edit/quiz", Need: author, Do: edit.QuizFormSave},
		{Method: get, Path: "/manage/courses/:id/edit/history", Need: author, Do: edit.EditHistory},
		{Method: post, Path: "/manage/courses/:id/edit/restore", Need: author, Do: edit.EditRestore},
		{Method: post, Path: "/manage/courses/:id/edit/draft", Need: author, Do: edit.EditDraft},
		{Method: post, Path: "/manage/courses/:id/edit/discard", Need: author, Do: edit.EditDiscard},
		{Method: get, Path: "/manage/courses/:id/versions/:version", Need: preview, Do: edit.Version},
		{Method: get, Path: "/manage/courses/:id/versions/:version/preview/:stem", Need: preview, Do: edit.Preview},
		{Method: get, Path: "/manage/courses/:id/versions/:version/files.zip", Need: preview, Do: edit.Files, Long: true},
		{Method: post, Path: "/manage/courses/:id/versions/:version/again", Need: author, Do: edit.Again},
		{Method: post, Path: "/manage/courses/:id/versions/:version/publish", Need: publisher, Do: edit.Publish},
		{Method: get, Path: "/manage/courses/:id/versions/:version/concerned", Need: reader, Do: edit.Concerned},
		{Method: get, Path: "/manage/courses/:id/versions/:version/review", Need: preview, Do: edit.Review},
		{Method: post, Path: "/manage/courses/:id/versions/:version/submit", Need: author, Do: edit.Submit},
		{Method: post, Path: "/manage/courses/:id/versions/:version/return", Need: publisher, Do: edit.Return},
		{Method: post, Path: "/manage/courses/:id/versions/:version/approve", Need: publisher, Do: edit.Approve},
		{Method: post, Path: "/manage/courses/:id/versions/:version/comments", Need: page.ToEither(people.ActEditCourse, people.ActPublishCourse), Do: edit.Comment},
		{Method: post, Path: "/manage/courses/:id/versions/:version/comments/:comment", Need: page.ToEither(people.ActEditCourse, people.ActPublishCourse), Do: edit.Reply},
		{Method: post, Path: "/manage/courses/:id/versions/:version/discard", Need: author, Do: edit.Discard},
		{Method: post, Path: "/manage/courses/:id/withdraw", Need: publisher, Do: edit.Withdraw},
		{Method: post, Path: "/manage/courses/:id/restore", Need: publisher, Do: edit.Restore},

		// Reports
		{Method: get, Path: "/reports", Need: reader, Do: figures.Reports},
		{Method: get, Path: "/reports/completions", Need: reader, Do: figures.Completions},
		{Method: get, Path: "/reports/yearly", Need: reader, Do: figures.Yearly},
		{Method: get, Path: "/reports/completions.csv", Need: exporter, Do: figures.CompletionsCSV, Long: true, StepUp: true},
		{Method: get, Path: "/reports/completions.xlsx", Need: exporter, Do: figures.CompletionsXLSX, Long: true, StepUp: true},
		{Method: get, Path: "/reports/yearly.csv", Need: exporter, Do: figures.YearlyCSV, Long: true, StepUp: true},
		{Method: get, Path: "/reports/yearly.xlsx", Need: exporter, Do: figures.YearlyXLSX, Long: true, StepUp: true},

		// Officers, ledger and trail
		{Method: get, Path: "/people", Need: seer, Do: office.People},
		{Method: post, Path: "/people", Need: personnel, Do: office.OfficerAdd},
		{Method: get, Path: "/people/new", Need: personnel, Do: office.OfficerNew},
		{Method: get, Path: "/people/fields", Need: personnel, Do: office.Fields},
		{Method: get, Path: "/people/fields/:field", Need: personnel, Do: office.Field},
		{Method: post, Path: "/people/fields/:field", Need: personnel, Do: office.FieldSave},
		{Method: get, Path: "/people/slips", Need: page.ToEither(people.ActManagePeople, people.ActManageAccounts), Do: office.Slips},
		{Method: post, Path: "/people/slips", Need: page.ToEither(people.ActManagePeople, people.ActManageAccounts), Do: office.MakeSlips, StepUp: true},
		{Method: get, Path: "/people/groups", Need: seer, Do: chart.Groups},
		{Method: post, Path: "/people/groups", Need: personnel, Do: chart.GroupSave},
		{Method: get, Path: "/people/groups/new", Need: personnel, Do: chart.GroupNew},
		{Method: get, Path: "/people/groups/:group", Need: seer, Do: chart.Group},
		{Method: post, Path: "/people/groups/:group", Need: personnel, Do: chart.GroupSave},
		{Method: get, Path: "/people/groups/:group/edit", Need: personnel, Do: chart.GroupEdit},
		{Method: get, Path: "/people/groups/:group/why/:officer", Need: seer, Do: chart.GroupWhy},
		{Method: post, Path: "/people/groups/:group/members", Need: personnel, Do: chart.GroupAdd},
		{Method: post, Path: "/people/groups/:group/members/remove", Need: personnel, Do: chart.GroupRemove},
		{Method: post, Path: "/people/groups/:group/close", Need: personnel, Do: chart.GroupClose},
		{Method: get, Path: "/people/import", Need: personnel, Do: rosters.Imports},
		{Method: post, Path: "/people/import", Need: personnel, Do: rosters.Upload, Upload: true},
		{Method: get, Path: "/people/import/template.xlsx", Need: personnel, Do: rosters.Template},
		{Method: get, Path: "/people/import/:id", Need: personnel, Do: rosters.Import},
		{Method: post, Path: "/people/import/:id/compare", Need: personnel, Do: rosters.Compare},
		{Method: post, Path: "/people/import/:id/choose", Need: personnel, Do: rosters.Choose},
		{Method: post, Path: "/people/import/:id/undo", Need: personnel, Do: rosters.Undo},
		{Method: post, Path: "/people/import/:id/discard", Need: personnel, Do: rosters.Discard},
		{Method: get, Path: "/people/:id", Need: seer, Do: office.Officer}, // after the words that are no id
		{Method: post, Path: "/people/:id", Need: personnel, Do: office.OfficerChange, StepUp: true},
		{Method: get, Path: "/people/:id/edit", Need: personnel, Do: office.OfficerEdit, StepUp: true},
		{Method: get, Path: "/people/:id/appoint", Need: personnel, Do: office.AppointForm},
		{Method: post, Path: "/people/:id/appoint", Need: personnel, Do: office.Appoint},
		{Method: get, Path: "/people/:id/transfer", Need: personnel, Do: office.TransferForm},
		{Method: post, Path: "/people/:id/transfer", Need: personnel, Do: office.Transfer},
		{Method: get, Path: "/people/:id/leave", Need: personnel, Do: office.LeaveForm},
		{Method: post, Path: "/people/:id/leave", Need: personnel, Do: office.Leave},
		{Method: get, Path: "/people/:id/postings/:posting", Need: personnel, Do: office.Posting},
		{Method: post, Path: "/people/:id/postings/:posting", Need: personnel, Do: office.PostingChange},

		// Who may do what
		{Method: get, Path: "/roles", Need: page.To(people.ActSeeRoles), Do: power.Roles},
		{Method: get, Path: "/roles/new", Need: page.To(people.ActGrantRoles), Do: power.GrantForm},
		{Method: post, Path: "/roles/new", Need: page.To(people.ActGrantRoles), Do: power.GrantNew, StepUp: true},
		{Method: get, Path: "/roles/:id", Need: page.SignedIn, Do: power.Grant},
		{Method: post, Path: "/roles/:id/revoke", Need: page.SignedIn, Do: power.Revoke},
		{Method: get, Path: "/delegations", Need: page.SignedIn, Do: power.Delegations},
		{Method: get, Path: "/delegations/new", Need: page.To(people.ActDelegate), Do: power.DelegationForm},
		{Method: post, Path: "/delegations/new", Need: page.To(people.ActDelegate), Do: power.DelegationNew, StepUp: true},
		{Method: get, Path: "/see-as", Need: page.SignedIn, Do: power.SeeAsForm, SeeAs: true},
		{Method: post, Path: "/see-as", Need: page.To(people.ActSeeAs), Do: power.SeeAs, StepUp: true},
		{Method: post, Path: "/see-as/end", Need: page.SignedIn, Do: power.EndSeeAs, SeeAs: true},

		// Units
		{Method: get, Path: "/units", Need: seer, Do: chart.Units},
		{Method: post, Path: "/units", Need: personnel, Do: chart.UnitAdd},
		{Method: get, Path: "/units/new", Need: personnel, Do: chart.UnitNew},
		{Method: get, Path: "/units/changes", Need: seer, Do: chart.Changes},
		{Method: get, Path: "/units/changes/:change", Need: seer, Do: chart.ChangeDone},
		{Method: post, Path: "/units/changes/:change/undo", Need: personnel, Do: chart.Undo},
		{Method: get, Path: "/units/:id", Need: seer, Do: chart.Unit}, // after the words that are no id
		{Method: get, Path: "/units/:id/change/:kind", Need: personnel, Do: chart.ChangeForm},
		{Method: post, Path: "/units/:id/change/:kind", Need: personnel, Do: chart.Change},

		{Method: get, Path: "/people/:id/erase", Need: page.To(people.ActManagePeople), Do: office.ErasureForm},
		{Method: post, Path: "/people/:id/erase", Need: page.To(people.ActManagePeople), Do: office.Erase, StepUp: true},
		{Method: get, Path: "/corrections", Need: page.To(people.ActManagePeople), Do: office.Corrections},
		{Method: post, Path: "/corrections/:id", Need: page.To(people.ActManagePeople), Do: office.AnswerCorrection},
		{Method: get, Path: "/audit", Need: page.To(people.ActReadAudit), Do: office.Audit},
		{Method: get, Path: "/audit.csv", Need: page.To(people.ActReadAudit), Do: office.AuditCSV, Long: true, StepUp: true},
		{Method: post, Path: "/audit/verify", Need: page.To(people.ActVerifyLedger), Do: office.Verify, Long: true},

		// For programs: a bearer token, JSON
		{Method: get, Path: "/api/v1/openapi.json", Need: page.Public, Do: calls.OpenAPI, API: &api.OpenAPICall},
		{Method: get, Path: "/api/v1/me", Need: page.SignedIn, Do: calls.Me, API: &api.MeCall},
		{Method: post, Path: "/api/v1/imports/officers", Need: personnel, Do: calls.ImportOfficers, API: &api.ImportOfficersCall, Upload: true, Long: true},
	}
	calls.Describe(routes)
	return routes
}
