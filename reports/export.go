package reports

import "liem/internal/fault"

// check refuses identity numbers that leave the system without a stated purpose (Luật Bảo vệ dữ liệu cá nhân 91/2025:
// data is processed for a purpose that is stated beforehand).
func (e Export) check(q Query) error {
	switch {
	case q.NationalID && e.Purpose == "":
		return fault.New(fault.Invalid, "reports.purpose_missing").At("purpose")
	case len([]rune(e.Purpose)) > maxPurpose:
		return fault.New(fault.Invalid, "reports.purpose_long").At("purpose").With("Max", maxPurpose)
	}
	return nil
}

// maxPurpose bounds the purpose, in letters: the trail keeps a sentence.
const maxPurpose = 300
