package learn

import (
	"encoding/json"
	"strconv"
	"time"

	"liem/internal/fault"
	"liem/web/page"
)

// answerIn is what a script sends for one answer.
type answerIn struct {
	Seq      int64           `json:"seq"`
	Value    json.RawMessage `json:"value"`
	DeviceAt string          `json:"device_at"` // RFC 3339, by the device's clock; may be missing
}

// answerOut says what now stands at the question's place: the answer sent, or a newer one.
type answerOut struct {
	Seq     int64           `json:"seq"`
	SavedAt string          `json:"saved_at"` // RFC 3339, UTC
	Value   json.RawMessage `json:"value"`
}

// AnswerPut saves one answer. The reply is sent after the answer is durable.
func (h *Handlers) AnswerPut(c *page.Ctx) error {
	n, err := strconv.Atoi(c.Params("n"))
	if err != nil {
		return fault.New(fault.NotFound, "quiz.answer.no_question")
	}
	var in answerIn
	if err := json.Unmarshal(c.Body(), &in); err != nil {
		return fault.New(fault.Invalid, "quiz.answer.not_json").Because(err)
	}
	var deviceAt *time.Time
	if at, err := time.Parse(time.RFC3339, in.DeviceAt); err == nil {
		utc := at.UTC().Truncate(time.Microsecond)
		deviceAt = &utc
	}
	saved, err := h.training.SaveAnswer(c.Context(), c.Actor, c.Params("id"), n, in.Seq, in.Value, deviceAt)
	if err != nil {
		return err
	}
	return c.JSON(answerOut{Seq: saved.Seq, SavedAt: saved.SavedAt.UTC().Format(time.RFC3339Nano), Value: saved.Value})
}
