package learn

// Sizes lists the sizes of the text, as the form of preferences names them.
func (p *LessonPage) Sizes() []string { return []string{"small", "normal", "large", "larger"} }

// Themes lists the looks that one may choose.
func (p *LessonPage) Themes() []string { return []string{"auto", "light", "dark"} }

// KeyHelp is a key that does something on a lesson, with the text that says what.
type KeyHelp struct{ Key, Label string }

// Keys lists them; the script acts on the same ones.
func (p *LessonPage) Keys() []KeyHelp {
	return []KeyHelp{{"n", "keys.next"}, {"p", "keys.previous"}, {"d", "keys.done"}, {"g", "keys.note"}, {"b", "keys.bookmark"}, {"/", "keys.search"}, {"?", "keys.help"}}
}
