package api

// Problem is a fault for programs: RFC 9457. web/errors.go makes them, for programs and for the
// scripts of pages.
type Problem struct {
	Type     string `json:"type"`     // "urn:liem:" and the text's key
	Title    string `json:"title"`    // in the language that was asked for
	Status   int    `json:"status"`   // the HTTP status again
	Instance string `json:"instance"` // names the request in the log
	Field    string `json:"field,omitempty"`
	// Errors is everything that is wrong with what was sent, where that is more than one thing.
	Errors []FieldProblem `json:"errors,omitempty"`
}

// FieldProblem is one of several things that are wrong.
type FieldProblem struct {
	Type  string `json:"type"`
	Title string `json:"title"`
	Field string `json:"field,omitempty"`
}
