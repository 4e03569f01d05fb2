package people

import (
	"context"
	"slices"
	"strings"
	"time"

	"liem/internal/audit"
	"liem/internal/db"
)

// DisclosureKind says what was seen. "disclosure.kind." and the kind is the key of its words.
type DisclosureKind string

// The kinds. A page that shows something else adds its own, with its words.
const (
	DiscloseList        DisclosureKind = "officer.list"       // a line of a list: name, number, unit, position
	DiscloseOfficer     DisclosureKind = "officer.page"       // all that is kept of an officer
	DiscloseRoles       DisclosureKind = "officer.roles"      // which roles somebody holds
	DiscloseRecord      DisclosureKind = "record"             // courses, marks and hours of one officer
	DiscloseCompletions DisclosureKind = "report.completions" // lines of the report by course
	DiscloseYearly      DisclosureKind = "report.yearly"      // lines of the report by year
	DiscloseConcerned   DisclosureKind = "course.concerned"   // how far somebody is with a course that changes
	DiscloseTrail       DisclosureKind = "audit.trail"        // what she did, in the trail
	DiscloseCorrection  DisclosureKind = "correction"         // a request to put data right
	DiscloseSeeAs       DisclosureKind = "see_as"             // the site as she sees it
	DiscloseErasure     DisclosureKind = "erasure"            // what an erasure would remove
	DiscloseInquiry     DisclosureKind = "lesson.question"    // what she asked about a lesson
)

// DisclosureKinds lists the kinds.
var DisclosureKinds = []DisclosureKind{DiscloseList, DiscloseOfficer, DiscloseRoles, DiscloseRecord, DiscloseCompletions, DiscloseYearly, DiscloseConcerned,
	DiscloseTrail, DiscloseCorrection, DiscloseErasure, DiscloseSeeAs, DiscloseInquiry}

// Disclosure is what somebody was shown of officers, or took out.
type Disclosure struct {
	Kind    DisclosureKind
	Format  string // csv, xlsx, …; empty for a page
	Purpose string // where the form asks for it
}

// Disclose notes that the actor is shown personal records of officers: one row for the view, and the officers in bulk.
// Whoever answers with such records calls it with everybody who is in the answer, before the answer is sent; when it
// fails nothing is shown. The actor's own records are left out, unless the actor looks through somebody's eyes. Inside a
// transaction use Store.Disclose.
func (s *Service) Disclose(ctx context.Context, a Actor, d Disclosure, officerIDs ...string) error {
	ids := disclosed(ctx, a, officerIDs)
	if len(ids) == 0 {
		return nil
	}
	return s.DB.InTx(db.Note(ctx), func(ctx context.Context, tx db.Tx) error {
		return NewStore(tx).Disclose(ctx, a, d, s.System.Now(), ids)
	})
}

// disclosed are the officers whom a view discloses, each once and in order.
func disclosed(ctx context.Context, a Actor, officerIDs []string) []string {
	own := ownOfficer(ctx, a)
	ids := make([]string, 0, len(officerIDs))
	for _, id := range officerIDs {
		if id != "" && id != own {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// ownOfficer is whose records are the actor's own; nobody's while the actor looks through somebody's eyes.
func ownOfficer(ctx context.Context, a Actor) string {
	if audit.OriginOf(ctx).SeenAs != "" {
		return ""
	}
	return a.OfficerID
}

// disclosureOf is the row of a view.
func disclosureOf(ctx context.Context, a Actor, d Disclosure, now time.Time, officers int) disclosureRow {
	a = a.Behind() // through whose eyes stands in the context
	roles := make([]string, len(a.Roles()))
	for i, r := range a.Roles() {
		roles[i] = string(r)
	}
	return disclosureRow{ID: db.NewID(), At: now, AccountID: a.AccountID, OfficerID: a.OfficerID, Roles: strings.Join(roles, ","),
		Kind: d.Kind, Format: d.Format, Purpose: d.Purpose, SeenAs: audit.OriginOf(ctx).SeenAs, Officers: officers}
}

// Seen is a disclosure as the officer reads it whom it showed.
type Seen struct {
	At    time.Time
	Who   string // a name, or the account's own word
	Roles []Role // held then
	Disclosure
	Officers int // how many it showed at once
}

// SeenBy lists who was shown the actor's own records, newest first, and how often in all.
func (s *Service) SeenBy(ctx context.Context, a Actor, limit, offset int) ([]Seen, int, error) {
	if err := Require(a, ActLearn, Target{}); err != nil {
		return nil, 0, err
	}
	store := NewStore(s.DB.Reader())
	total, err := store.countDisclosures(ctx, a.OfficerID)
	if err != nil || total == 0 {
		return nil, total, err
	}
	rows, err := store.disclosures(ctx, a.OfficerID, limit, offset)
	if err != nil {
		return nil, 0, err
	}
	ids := make([]string, len(rows))
	for i, r := range rows {
		ids[i] = r.AccountID
	}
	names, err := store.Names(ctx, ids)
	if err != nil {
		return nil, 0, err
	}
	list := make([]Seen, len(rows))
	for i, r := range rows {
		list[i] = r.seen(names)
	}
	return list, total, nil
}

func (r disclosureRow) seen(names map[string]Who) Seen {
	v := Seen{At: r.At.UTC(), Who: r.AccountID, Disclosure: Disclosure{r.Kind, r.Format, r.Purpose}, Officers: r.Officers}
	if w, ok := names[r.AccountID]; ok {
		v.Who = w.Name
	}
	for _, role := range strings.Split(r.Roles, ",") {
		if role != "" {
			v.Roles = append(v.Roles, Role(role))
		}
	}
	return v
}
