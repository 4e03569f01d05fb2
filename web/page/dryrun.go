package page

// DryRun is what a change of many things shows before it is done, in three steps: what was given, what will change, and
// what was done. Pages embed one; the templates dry-steps, dry-tabs and dry-rows show it (dryrun.html).
type DryRun struct {
	Step  int       // the step that shows, from 1
	Steps []string  // their names
	Tabs  []DryTab  // the kinds of change with their counts
	Head  [2]string // the headings of the rows' names and of what becomes of them
	Rows  []DryRow  // of the tab that shows
	Ticks bool      // they can be ticked, in a form around them
	None  string    // what an empty tab says
	Tick  string    // the label of the column of ticks
}

// DryTab is one kind of change.
type DryTab struct {
	Label, Href string
	Count       string // as people write it
	Ticked      string // "3 chosen"; empty where nothing can be
	Tone        string // late for what was refused, soon for what waits for an answer; empty otherwise
	Current     bool
}

// DryRow is one change. Fields are old → new; Problems say why it is refused.
type DryRow struct {
	N        int
	Name     string
	About    []string // short facts beside the name
	Changes  []DryChange
	Problems []DryProblem
	Choices  []DryChoice // of a question
	Ticked   bool
}

// DryChange is a value before and after.
type DryChange struct{ Label, Old, New string }

// DryProblem is a reason with its place.
type DryProblem struct{ At, Text string }

// DryChoice is an answer that a question offers.
type DryChoice struct {
	Value, Label string
	Chosen       bool
}

// Ticking tells whether there are rows to tick.
func (d *DryRun) Ticking() bool { return d.Ticks && len(d.Rows) > 0 }

// HasChoices tells rows that ask from others.
func (r *DryRow) HasChoices() bool { return len(r.Choices) > 0 }

// Number counts the steps for the template.
func (d *DryRun) Number(i int) int { return i + 1 }
