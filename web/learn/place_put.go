package learn

import (
	"encoding/json"

	"liem/internal/fault"
	"liem/web/page"
)

// placeIn is what a script sends as an officer reads on, and once more as she leaves.
type placeIn struct {
	Anchor   string `json:"anchor"`   // of the heading above; empty before the first
	Fraction int    `json:"fraction"` // of the lesson, in thousandths
}

// PlacePut notes how far a lesson was read. It is answered before it is stored: losing it loses no work.
func (h *Handlers) PlacePut(c *page.Ctx) error {
	var in placeIn
	if err := json.Unmarshal(c.Body(), &in); err != nil {
		return fault.New(fault.Invalid, "reading.not_json").Because(err)
	}
	if err := h.training.ReadTo(c.Context(), c.Actor, c.Params("slug"), c.Params("stem"), in.Anchor, in.Fraction); err != nil {
		return err
	}
	return c.SendStatus(204)
}
