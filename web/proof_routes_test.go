package web_test

// elsewhere are the routes that the proof does not ask, each with the reason why nothing of others can be seen by it.
var elsewhere = map[string]string{}

// The reasons.
const (
	nobodys = "shows nobody's data"
	own     = "one's own alone; TestScope asks for others'"
	writes  = "changes something; TestPermissions and TestScope send it"
	writing = "a form for one thing; the page that leads there is asked, and TestScope sends it"
)

func init() {
	for reason, routes := range map[string][]string{
		nobodys: {"GET /healthz", "GET /readyz", "GET /login", "GET /login/code", "GET /login/oidc", "GET /login/oidc/callback", "GET /login/start", "GET /login/forgotten", "GET /media/:digest/:name", "GET /api/v1/openapi.json", "GET /api/v1/me",
			"GET /manage/courses/upload", "GET /watch/-/changes", "GET /people/import/template.xlsx", "GET /people/fields", "GET /people/fields/:field"},
		own: {"GET /account/tokens", "GET /account/notice", "GET /account/export", "GET /account/corrections", "GET /account/two-factor", "GET /account/prove", "GET /attempts/:id", "GET /attempts/:id/result", "GET /courses/:slug/:stem", "GET /courses/:slug/:stem/notes", "GET /notes", "GET /notes/export.md", "GET /courses/:slug/print", "GET /manage/courses/adapt/:id", "GET /courses/:slug/:stem/questions", "GET /questions"},
		writes: {"POST /login", "POST /login/code", "POST /login/start", "POST /login/start/password", "POST /login/forgotten",
			"POST /account/sessions/:id/end", "POST /account/devices/mine", "POST /account/devices/not-mine", "POST /account/two-factor",
			"POST /account/two-factor/codes", "POST /account/two-factor/remove", "POST /account/prove", "POST /people/slips", "POST /people/import", "POST /people/import/:id/compare", "POST /people/import/:id/choose",
			"POST /people/import/:id/undo", "POST /people/import/:id/discard", "POST /api/v1/imports/officers", "POST /people/groups", "POST /people/groups/:group",
			"POST /people/groups/:group/members", "POST /people/groups/:group/members/remove", "POST /people/groups/:group/close", "POST /account/corrections",
			"POST /account/corrections/:id/withdraw", "POST /corrections/:id", "POST /units",
			"POST /units/changes/:change/undo", "POST /units/:id/change/:kind", "POST /logout", "POST /account/password", "POST /account/preferences", "POST /account/notice", "POST /account/sign-out-everywhere",
			"POST /account/tokens", "POST /account/tokens/:id/revoke", "POST /courses/:slug/begin", "POST /courses/:slug/:stem/done", "POST /notes/:id", "POST /notes/:id/delete", "POST /courses/:slug/:stem/notes", "PUT /courses/:slug/:stem/place", "POST /courses/:slug/:stem/questions", "POST /questions/:id/seen", "POST /questions/:id/withdraw", "POST /manage/courses/questions/:question", "POST /manage/courses/questions/:question/hide",
			"POST /courses/:slug/:stem/attempts", "POST /attempts/:id", "PUT /attempts/:id/answers/:n", "POST /attempts/:id/submit",
			"POST /manage/courses/upload", "POST /manage/courses/:id/versions/:version/publish", "POST /manage/courses/:id/versions/:version/discard", "POST /manage/courses/:id/versions/:version/again", "POST /manage/courses/new", "POST /manage/courses/:id/edit", "PUT /manage/courses/:id/edit/file",
			"POST /manage/courses/:id/edit/file", "POST /manage/courses/:id/edit/preview", "POST /manage/courses/:id/edit/presence", "POST /manage/courses/:id/edit/parts",
			"POST /manage/courses/:id/edit/media", "POST /manage/courses/:id/edit/restore", "POST /manage/courses/:id/edit/draft", "POST /manage/courses/:id/edit/quiz", "POST /manage/courses/:id/edit/discard", "POST /manage/courses/:id/versions/:version/submit", "POST /manage/courses/:id/versions/:version/return", "POST /manage/courses/:id/versions/:version/approve", "POST /manage/courses/adapt/:id",
			"POST /manage/courses/:id/versions/:version/comments", "POST /manage/courses/:id/versions/:version/comments/:comment",
			"POST /manage/courses/:id/withdraw", "POST /manage/courses/:id/restore", "POST /people", "POST /people/fields/:field", "POST /people/:id",
			"POST /people/:id/appoint", "POST /people/:id/transfer", "POST /people/:id/leave", "POST /people/:id/erase", "POST /people/:id/postings/:posting",
			"POST /roles/new", "POST /roles/:id/revoke", "POST /delegations/new", "POST /see-as", "POST /see-as/end", "POST /audit/verify"},
		writing: {"GET /people/import/:id", "GET /people/groups/:group/edit", "GET /people/groups/:group/why/:officer", "GET /units/changes/:change", "GET /people/:id/postings/:posting", "GET /people/:id/erase", "GET /manage/courses/:id/versions/:version/preview/:stem", "GET /manage/courses/:id/versions/:version/files.zip", "GET /manage/courses/:id/versions/:version/review", "GET /manage/courses/new", "GET /manage/courses/:id/edit", "GET /manage/courses/:id/edit/history", "GET /manage/courses/:id/edit/quiz", "GET /manage/courses/:id/adaptation", "GET /watch", "GET /watch/:stem"},
	} {
		for _, route := range routes {
			elsewhere[route] = reason
		}
	}
}

// questions are the routes that show lists, counts, files, suggestions or single things of others, with what the proof
// asks there.
var questions = map[string]func(*inquiry){
	"GET /":                    (*inquiry).ownPage,
	"GET /courses":             (*inquiry).ownPage,
	"GET /courses/:slug":       (*inquiry).ownPage,
	"GET /search":              (*inquiry).ownPage,
	"GET /record":              (*inquiry).ownPage,
	"GET /account/disclosures": (*inquiry).ownPage,
	"GET /account":             (*inquiry).account,

	"GET /people":              (*inquiry).officerList,
	"GET /people/new":          (*inquiry).officerForm,
	"GET /people/:id":          (*inquiry).officerPage,
	"GET /people/:id/edit":     (*inquiry).officerManaged,
	"GET /people/:id/appoint":  (*inquiry).officerManaged,
	"GET /people/:id/transfer": (*inquiry).officerManaged,
	"GET /people/:id/leave":    (*inquiry).officerManaged,

	"GET /people/import":          (*inquiry).imports,
	"GET /people/groups":          (*inquiry).groupList,
	"GET /people/groups/new":      (*inquiry).groupForm,
	"GET /people/groups/:group":   (*inquiry).groupPage,
	"GET /corrections":            (*inquiry).corrections,
	"GET /people/slips":           (*inquiry).slips,
	"GET /units":                  (*inquiry).unitList,
	"GET /units/new":              (*inquiry).unitForm,
	"GET /units/changes":          (*inquiry).unitChanges,
	"GET /units/:id":              (*inquiry).unitPage,
	"GET /units/:id/change/:kind": (*inquiry).unitChange,

	"GET /reports":                  (*inquiry).reports,
	"GET /reports/completions":      (*inquiry).completionsPage,
	"GET /reports/completions.csv":  (*inquiry).completionsCSV,
	"GET /reports/completions.xlsx": (*inquiry).completionsXLSX,
	"GET /reports/yearly":           (*inquiry).yearlyPage,
	"GET /reports/yearly.csv":       (*inquiry).yearlyCSV,
	"GET /reports/yearly.xlsx":      (*inquiry).yearlyXLSX,

	"GET /manage/courses":                                 (*inquiry).managedCourses,
	"GET /manage/courses/questions":                       (*inquiry).lessonQuestions,
	"GET /manage/courses/questions/:question":             (*inquiry).lessonQuestion,
	"GET /manage/courses/citations":                       (*inquiry).citations,
	"GET /manage/courses/citations/passages":              (*inquiry).passages,
	"GET /manage/courses/citations/passages.csv":          (*inquiry).passagesCSV,
	"GET /manage/courses/:id":                             (*inquiry).managedCourse,
	"GET /manage/courses/:id/versions/:version":           (*inquiry).managedVersion,
	"GET /manage/courses/:id/versions/:version/concerned": (*inquiry).concerned,

	"GET /roles":           (*inquiry).roles,
	"GET /roles/new":       (*inquiry).grantForm,
	"GET /roles/:id":       (*inquiry).grantPage,
	"GET /delegations":     (*inquiry).delegations,
	"GET /delegations/new": (*inquiry).delegationForm,
	"GET /see-as":          (*inquiry).seeAs,

	"GET /audit":     (*inquiry).trail,
	"GET /audit.csv": (*inquiry).trailCSV,
}
