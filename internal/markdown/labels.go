package markdown

// CalloutKinds are the kinds of callouts, as written in lower case between [! and ].
var CalloutKinds = []string{"note", "tip", "important", "warning", "caution"}

// Labels are the few words that rendering adds, in the course's language.
type Labels struct {
	Callouts  map[string]string // title by kind for callouts without one of their own
	Footnotes string            // names the list of footnotes
	Footnote  string            // names a reference, before its number
	Back      string            // names the link from a footnote back to the text, before its number
	Table     string            // names the group a wide table scrolls in
	Code      string            // names the group a long line of code scrolls in
	Maths     string            // names the group a long formula scrolls in
	TaskDone  string            // names a ticked box of a task list
	TaskOpen  string            // names one that is not
}

// NewLabels takes the labels from a printer's texts, such as i18n's (*Printer).T.
func NewLabels(text func(key string, args ...any) string) Labels {
	callouts := make(map[string]string, len(CalloutKinds))
	for _, kind := range CalloutKinds {
		callouts[kind] = text("markdown.callout." + kind)
	}
	return Labels{
		Callouts:  callouts,
		Footnotes: text("markdown.footnotes"),
		Footnote:  text("markdown.footnote"),
		Back:      text("markdown.footnote_back"),
		Table:     text("markdown.table"),
		Code:      text("markdown.code"),
		Maths:     text("markdown.maths"),
		TaskDone:  text("markdown.task_done"),
		TaskOpen:  text("markdown.task_open"),
	}
}
