package courses

// Standing is where a course stands as its managers see it.
type Standing string

// The standings. A published course may have a draft waiting beside it.
const (
	StandingDraft     Standing = "draft"     // a draft waits to be published
	StandingInReview  Standing = "in_review" // a draft waits to be approved
	StandingApproved  Standing = "approved"  // a draft is approved and waits to be published
	StandingPublished Standing = "published" // on offer
	StandingWithdrawn Standing = "withdrawn" // taken off offer
)

// Standings lists the standings.
var Standings = []Standing{StandingDraft, StandingInReview, StandingApproved, StandingPublished, StandingWithdrawn}

// standingConditions narrow a list to a standing.
var standingConditions = map[Standing]string{
	StandingDraft:     " AND d.id IS NOT NULL",
	StandingInReview:  " AND d.review = 'in_review'",
	StandingApproved:  " AND d.review = 'approved'",
	StandingPublished: " AND c.current_version_id IS NOT NULL AND c.withdrawn_at IS NULL",
	StandingWithdrawn: " AND c.withdrawn_at IS NOT NULL",
}
