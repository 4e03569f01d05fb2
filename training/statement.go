package training

import (
	"fmt"
	"time"

	"liem/courses"
	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/fault"
	"liem/internal/i18n"
	"liem/records"
)

// Finished tells whether every needed part of the version is done.
func Finished(v *courses.Loaded, e *Enrolment) bool { return nextOpen(v, e) == nil }

// Statement is the completion of a finished enrolment, unsealed: the version, the dates, the mark and the hours. best
// are the best marks by quiz, in basis points; counted tells that hours of this version count for the officer in the
// year of BegunOn already; at is when the last part was done. It is pure but for the new id.
func Statement(v *courses.Loaded, e *Enrolment, best map[string]int, counted bool, at time.Time) (records.Completion, error) {
	mark, err := finalMark(v, e, best)
	if err != nil {
		return records.Completion{}, err
	}
	plan := planText(v.Meta.Plan)
	hours, reason := records.CountedHours(v.Meta.Hours, plan != "", v.Meta.Counts, counted)
	return records.Completion{
		ID: db.NewID(), EnrolmentID: e.ID, OfficerID: e.OfficerID, CourseID: e.CourseID,
		VersionID: v.Version.ID, VersionNumber: v.Version.Number, VersionDigest: v.Version.Digest,
		CourseTitle: v.Meta.Title, Category: string(v.Meta.Category), CourseHours: v.Meta.Hours,
		Hours: hours, HoursReason: reason, Plan: plan,
		BegunOn: e.BegunOn(), DoneOn: clock.DateOf(at, clock.Hanoi), DoneAt: at, Mark: mark, Year: e.BegunOn().Year(),
	}, nil
}

// planText names the plan that the course was held under, "12/KH-VKS, 23/12/2024", or is empty.
func planText(p courses.Plan) string {
	switch {
	case p.Number == "":
		return ""
	case p.Date == "":
		return p.Number
	}
	return p.Number + ", " + i18n.For(i18n.Vietnamese).Date(p.Date)
}

// finalMark is the mean of the best marks of the needed quizzes, in basis points; nil for a course without a quiz.
func finalMark(v *courses.Loaded, e *Enrolment, best map[string]int) (*int, error) {
	sum, n := 0, 0
	for i := range v.Parts {
		p := &v.Parts[i]
		if p.Kind != courses.KindQuiz || !v.Needed(p.ID) {
			continue
		}
		mark, ok := best[p.ID]
		if !ok {
			return nil, fault.New(fault.Internal, "fault.internal").Because(fmt.Errorf("enrolment %s: quiz %s is done without a mark", e.ID, p.ID))
		}
		sum, n = sum+mark, n+1
	}
	if n == 0 {
		return nil, nil
	}
	mean := (sum + n/2) / n
	return &mean, nil
}
