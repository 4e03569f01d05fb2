package demo

import (
	"context"
	"time"

	"liem/internal/ledger"
)

// round is how much of history goes into the ledger under one head.
const round = 7 * 24 * time.Hour

// sequence takes the leaves into the ledger week by week, each week's head signed at its end. What a kill leaves in the
// queue the program's own sequencer takes later.
func sequence(ctx context.Context, o Options, h *history) error {
	list := h.completions
	for len(list) > 0 {
		n := 1
		for n < len(list) && list[n].DoneAt.Sub(list[0].DoneAt) < round {
			n++
		}
		signed := h.cal.system(list[n-1].DoneAt.Add(time.Second))
		if _, _, err := ledger.Sequence(ctx, o.DB, o.Keys.Signer(), signed, n); err != nil {
			return err
		}
		list = list[n:]
	}
	return nil
}
