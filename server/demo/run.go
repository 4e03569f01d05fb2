package demo

import (
	"crypto/rand"
	"time"

	"liem/courses"
	"liem/internal/clock"
	"liem/records"
	"liem/training"
)

// run is one person's way through a course.
type run struct {
	training.Enrolment
	history *history
	person  *person
	version *courses.Loaded
	at      time.Time      // how far the person's time has gone
	best    map[string]int // marks by quiz, basis points
}

// learn goes on for at most so many parts, as an officer would beside the day's work, until now, until the person leaves
// or until no attempt is left.
func (r *run) learn(parts int) error {
	for i := range r.version.Parts {
		part := &r.version.Parts[i]
		if parts == 0 {
			return nil
		}
		if r.IsDone(part.ID) {
			continue
		}
		parts--
		r.rest()
		ok, err := r.take(part)
		if err != nil || !ok {
			return err
		}
	}
	return nil
}

// take does one part; false when time or attempts ran out.
func (r *run) take(part *courses.LoadedPart) (bool, error) {
	if part.Kind == courses.KindQuiz {
		return r.examine(part)
	}
	d := r.history.dice
	minutes := time.Duration(max(part.Minutes, 5)) * time.Minute
	end := clock.UTC(r.at.Add(d.span(minutes*6/10, minutes*15/10)))
	if !r.possible(end) {
		return false, nil
	}
	r.at, r.LastPartID = end, part.ID
	r.done(part)
	return true, nil
}

// possible tells whether the person may still do something at t.
func (r *run) possible(t time.Time) bool {
	_, serves := r.person.on(clock.DateOf(t, clock.Hanoi))
	return serves && r.history.cal.past(t)
}

// done notes a part as done at the run's time.
func (r *run) done(part *courses.LoadedPart) {
	r.Done = append(r.Done, part.ID)
	r.SeenAt = r.at
	r.history.progress = append(r.history.progress, training.Progress{EnrolmentID: r.ID, PartID: part.ID, DoneAt: r.at})
}

// rest lets a day or more go by between parts, more often than not, and always in the evening.
func (r *run) rest() {
	d := r.history.dice
	day := clock.DateOf(r.at, clock.Hanoi)
	if r.at.After(day.Start().Add(officeCloses)) || d.chance(0.4) {
		r.at = office(d, day.Add(d.between(1, 4)))
	}
}

// close ends the run: with a completion when every needed part is done, open otherwise.
func (r *run) close() error {
	h := r.history
	if training.Finished(r.version, &r.Enrolment) {
		c, err := r.complete()
		if err != nil {
			return err
		}
		h.completions = append(h.completions, c)
		end := r.at
		r.ClosedAt = &end
		h.busy[enrolled{r.OfficerID, r.CourseID}] = end
	}
	h.enrolments = append(h.enrolments, r.Enrolment)
	return nil
}

// complete composes and seals the completion as training does for people.
func (r *run) complete() (records.Completion, error) {
	h := r.history
	key := counting{r.OfficerID, r.VersionID, r.BegunOn().Year()}
	c, err := training.Statement(r.version, &r.Enrolment, r.best, h.counted[key], r.at)
	if err != nil {
		return c, err
	}
	c.ID = h.dice.id(h.cal.system(r.at))
	h.counted[key] = h.counted[key] || c.Hours > 0
	salt := make([]byte, 32)
	rand.Read(salt) // never fails (crypto/rand)
	return c, records.Seal(&c, records.DocumentOf(c, r.person.asOf(c.DoneOn, h.units)), salt)
}
