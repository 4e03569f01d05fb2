package quiz

// Review says what a person is shown after submitting.
type Review string

// What may be shown.
const (
	ReviewFull  Review = "full"  // right and wrong, the key and the feedback
	ReviewMarks Review = "marks" // right and wrong for each question
	ReviewNone  Review = "none"  // the mark alone
)

// Reviews are all values of Review.
var Reviews = []Review{ReviewFull, ReviewMarks, ReviewNone}

// TextKey is the key of the review's name.
func (r Review) TextKey() string { return "quiz.review." + string(r) }

// Settings are the rules of a quiz. An attempt keeps those it began with.
type Settings struct {
	Pass     int    `json:"pass"`     // basis points of the paper's points
	Minutes  int    `json:"minutes"`  // 0: no limit
	Attempts int    `json:"attempts"` // 0: as often as one likes
	Draw     int    `json:"draw"`     // questions on a paper; 0: all
	Shuffle  bool   `json:"shuffle"`  // questions and options
	Review   Review `json:"review"`
}

// Bounds of the settings, and the pass mark of a quiz that names none.
const (
	maxMinutes  = 600
	maxAttempts = 100
	defaultPass = 5000
)
