package people_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
	"liem/people"
)

func TestTransfersKeepTheHistory(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		o := newOffice(t, d)
		id, store := officerID(t, d), people.NewStore(d.Reader())
		notes := o.note()
		_, err := o.Appoint(ctx, o.root, id, people.NewPosting{Kind: people.Main, UnitID: o.unit(t, "KV1"), Position: "Phó Viện trưởng", Decision: "12/QĐ-VKS", From: "2026-01-01"})
		require.NoError(t, err)
		require.Contains(t, notes.last(), o.unit(t, "P1")+" → "+o.unit(t, "KV1"))
		for _, c := range []struct {
			day  clock.Date
			unit string
		}{{"2025-12-31", "Phòng 1"}, {"2026-01-01", "VKSND khu vực 1"}} {
			at, err := store.OfficerOn(ctx, id, c.day)
			require.NoError(t, err)
			require.Equal(t, c.unit, at.UnitName)
		}
		_, err = o.Appoint(ctx, o.root, id, people.NewPosting{Kind: people.Main, UnitID: o.unit(t, "P1"), From: "2025-08-01"})
		e, _ := fault.As(err)
		require.Equal(t, "people.posting_later", e.Key, "the past is not written anew")
		history, err := store.Postings(ctx, id)
		require.NoError(t, err)
		require.Len(t, history, 2)
		require.Equal(t, clock.Forever, history[0].ValidTo)
		require.Equal(t, clock.Date("2025-12-31"), history[1].ValidTo)
	})
}

func TestSeveralPostingsAtOnceDoubleNothing(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		o := newOffice(t, d)
		id, kv1 := officerID(t, d), o.unit(t, "KV1")
		for _, kind := range []people.PostingKind{people.Concurrent, people.Acting, people.Secondment} {
			_, err := o.Appoint(ctx, o.root, id, people.NewPosting{Kind: kind, UnitID: kv1, Position: "Trưởng phòng", From: "2026-01-01"})
			require.NoError(t, err)
		}
		_, err := o.Appoint(ctx, o.root, id, people.NewPosting{Kind: people.Acting, UnitID: kv1, From: "2026-05-01"})
		e, _ := fault.As(err)
		require.Equal(t, "people.posting_same", e.Key)
		rows, total, err := o.Officers(ctx, o.root, people.OfficerQuery{Limit: 10})
		require.NoError(t, err)
		require.Equal(t, 1, total)
		require.Len(t, rows, 1)
		require.Equal(t, "Phòng 1", rows[0].Unit)
		at, err := people.NewStore(d.Reader()).OfficerOn(ctx, id, "2026-06-01")
		require.NoError(t, err)
		require.Equal(t, "Phòng 1", at.UnitName)

		history, err := people.NewStore(d.Reader()).Postings(ctx, id)
		require.NoError(t, err)
		for _, p := range history {
			err := o.EndPosting(ctx, o.root, id, p.ID, "2026-06-30")
			require.Equal(t, p.IsMain(), err != nil, "a main posting does not end alone")
		}
		require.Error(t, o.EndPosting(ctx, o.root, id, "none", "2026-06-30"))
		err = d.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
			return people.NewStore(tx).ApplyRoster(ctx, people.Roster{Postings: []people.Posting{{ID: db.NewID(), OfficerID: id, UnitID: kv1,
				ValidFrom: "2026-02-01", ValidTo: clock.Forever}}})
		})
		require.Equal(t, fault.Conflict, fault.KindOf(err), "two main postings on one day")
	})
}

func TestWhoHasLeftSignsInNoMoreAndMayComeBack(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		o := newOffice(t, d)
		id := officerID(t, d)
		_, err := o.Appoint(ctx, o.root, id, people.NewPosting{Kind: people.Concurrent, UnitID: o.unit(t, "KV1"), From: "2026-01-01"})
		require.NoError(t, err)
		s, err := o.SignIn(ctx, people.SignIn{Username: "anh", Password: password})
		require.NoError(t, err)
		require.NoError(t, o.Leave(ctx, o.root, id, o.Today(), "nghỉ hưu"))
		_, err = o.Actor(ctx, s.Token)
		require.NoError(t, err, "the last day counts")
		o.clock.Add(24 * 60 * 60 * 1e9)
		o.Forget()
		_, err = o.Actor(ctx, s.Token)
		require.Equal(t, fault.Unauthenticated, fault.KindOf(err))
		_, err = o.SignIn(ctx, people.SignIn{Username: "anh", Password: password})
		require.Equal(t, fault.Unauthenticated, fault.KindOf(err))
		_, total, err := o.Officers(ctx, o.root, people.OfficerQuery{Limit: 10})
		require.NoError(t, err)
		require.Zero(t, total)

		_, err = o.Appoint(ctx, o.root, id, people.NewPosting{Kind: people.Acting, UnitID: o.unit(t, "P1"), From: o.Today()})
		require.Equal(t, fault.Conflict, fault.KindOf(err))
		_, err = o.Appoint(ctx, o.root, id, people.NewPosting{Kind: people.Main, UnitID: o.unit(t, "P1"), From: o.Today()})
		require.NoError(t, err)
		_, err = o.SignIn(ctx, people.SignIn{Username: "anh", Password: password})
		require.NoError(t, err, "back again")
	})
}
