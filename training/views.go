package training

import (
	"time"

	"liem/courses"
	"liem/internal/clock"
	"liem/quiz"
	"liem/records"
)

// PartState is how far an officer is with one part.
type PartState string

// The states of a part.
const (
	PartOpen    PartState = "open"    // not done
	PartRunning PartState = "running" // a quiz with an open attempt
	PartDone    PartState = "done"
)

// PartRow is a part in a course's list.
type PartRow struct {
	Part   courses.Part // without HTML
	State  PartState
	Needed bool // for completing the course
}

// Item is a course in one of the officer's lists.
type Item struct {
	Slug, Title string
	Category    string
	Hours       int        // official tiết, hundredths
	DueOn       clock.Date // empty = none
	Done, Total int        // needed parts
	Enrolled    bool
	Completed   bool // by this officer, in whatever version
	ValidAsOf   clock.Date
	Summary     string
	Again       int // the number of the version that asks who completed an earlier one to take it again; 0 = none
}

// before puts what is due sooner first, and what has no date last; then by title.
func (i *Item) before(o *Item) bool {
	if i.DueOn != o.DueOn {
		return i.DueOn != "" && (o.DueOn == "" || i.DueOn < o.DueOn)
	}
	return i.Title < o.Title
}

// Left is the number of needed parts that are not done.
func (i Item) Left() int { return i.Total - i.Done }

// Step is the one next thing to do.
type Step struct {
	Item
	PartTitle string
	PartStem  string // empty: the course's own page
	Anchor    string // the heading where the lesson was left; empty at its beginning
	Heading   string
	AttemptID string // an attempt that is under way
	Begun     bool
}

// Home is an officer's first page.
type Home struct {
	Next   *Step // nil: nothing is begun and nothing is due
	Due    []Item
	Begun  []Item
	Again  []Item // completed once, to be taken again, and not begun
	Offers []Item // courses on offer that were never begun
	Year   int
	Tally  records.Tally // hours of the year by category, against the norm
	Done   []records.Completion

	Answers []InquiryRow // to own questions about lessons, that were not read yet
}

// CourseView is a course as one officer sees it.
type CourseView struct {
	Course     courses.Course
	Version    courses.Version // the enrolment's, or the current one
	Newer      bool            // a newer version than the enrolment's is published
	Enrolment  *Enrolment      // the open one; nil when there is none
	Parts      []PartRow
	Done       int // needed parts done
	Total      int // needed parts
	Next       *PartRow
	Completion *records.Completion // the officer's newest of this course
	Minutes    int                 // reading time of all lessons
	Asked      *Asked              // it was completed and is to be taken again; nil when it is not
	Moved      *Moved              // how the run came to its version; nil when it began there
}

// LessonView is a lesson as one officer reads it.
type LessonView struct {
	Version    *courses.Loaded
	Part       *courses.LoadedPart
	Previous   *courses.LoadedPart // nil at the beginning
	Next       *courses.LoadedPart // nil at the end
	State      PartState
	Done       int // needed parts done
	Total      int // needed parts
	Completed  bool
	CourseSlug string
}

// Outcome says what marking a lesson or submitting an attempt led to.
type Outcome struct {
	NextStem   string // the next part that is not done; empty when there is none
	Completion *records.Completion
}

// AttemptRow is a past or open attempt in a quiz's list.
type AttemptRow struct {
	ID          string
	Number      int
	StartedAt   time.Time
	SubmittedAt *time.Time
	ByTime      bool // handed in by the server when time was up
	Mark        int  // basis points
	Passed      bool
	SetAside    bool // made on what the quiz was before: not counted
}

// QuizView is a quiz's page before an attempt.
type QuizView struct {
	Version   *courses.Loaded
	Part      *courses.LoadedPart
	Previous  *courses.LoadedPart
	Next      *courses.LoadedPart
	Settings  quiz.Settings
	Questions int // that a paper draws
	Attempts  []AttemptRow
	OpenID    string // an attempt under way
	Left      int    // attempts left; -1 = no limit
	MayStart  bool
	State     PartState
	Done      int
	Total     int
}

// AttemptView is an attempt under way. It holds no key and no feedback.
type AttemptView struct {
	ID         string
	CourseSlug string
	QuizStem   string
	Course     string
	Title      string
	Number     int
	Questions  []quiz.ShownQuestion
	Answers    map[int]quiz.Saved
	StartedAt  time.Time
	Deadline   *time.Time // nil: no limit
	Now        time.Time
	Submitted  bool
}

// ResultView is a graded attempt, showing what the quiz's review setting allows.
type ResultView struct {
	ID          string
	CourseSlug  string
	QuizStem    string
	Course      string
	Title       string
	Number      int
	SubmittedAt time.Time
	ByTime      bool
	Points, Max int // hundredths
	Mark, Pass  int // basis points
	Passed      bool
	Review      quiz.Review
	Items       []quiz.ReviewedQuestion // empty where the review shows the mark alone
	Completion  *records.Completion
	MayRetry    bool
	NextStem    string // the next part that is not done
	Late        int    // answers that arrived too late and are kept, not counted

	DetailsRemoved bool // answers were kept for a time only
}

// RecordView is an officer's own record.
type RecordView struct {
	Year  int // 0 = all years
	Years []int
	Tally records.Tally
	Rows  []RecordRow
}

// RecordRow is a completion with what the ledger says of it.
type RecordRow struct {
	records.Completion
	Index int64 // place in the ledger from 0; -1 while it waits
}
