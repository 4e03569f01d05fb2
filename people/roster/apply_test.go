package roster_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/people"
	"liem/people/roster"
)

// state is everything that an import may touch, but for when a row was written.
func (w *world) state() string {
	w.t.Helper()
	var all string
	for _, q := range []string{
		`SELECT number || '|' || full_name || '|' || birth_date || '|' || gender || '|' || staff_type || '|' || email || '|' || phone || '|' ||
			entered_on || '|' || left_on || '|' || COALESCE(CAST(LENGTH(identity_index) AS TEXT), '-') FROM officers ORDER BY id`,
		`SELECT officer_id || '|' || unit_id || '|' || kind || '|' || position || '|' || title || '|' || valid_from || '|' || valid_to FROM postings ORDER BY officer_id, valid_from, id`,
		`SELECT officer_id || '|' || field_id || '|' || value FROM officer_values ORDER BY 1`,
	} {
		var rows []string
		require.NoError(w.t, w.db.Reader().NewRaw(q).Scan(context.Background(), &rows))
		for _, r := range rows {
			all += r + "\n"
		}
	}
	return all
}

func (w *world) history(number string) []people.Posting {
	w.t.Helper()
	list, err := people.NewStore(w.db.Reader()).Postings(context.Background(), w.officer(number).ID)
	require.NoError(w.t, err)
	return list
}

var four = lines(heads,
	[]string{"1", "Nguyễn Thị Ánh", "001", "", "", "", "Kiểm sát viên trung cấp", "", "P1", "anh@vks.example"},
	[]string{"2", "Trần Văn Bình", "002", "", "", "", "", "Trưởng phòng", "P2", ""},
	[]string{"3", "Đỗ Thị Dung", "004", "07/1995", "Nữ", "019195001234", "Kiểm tra viên", "", "P2", ""},
)

// TestApplyAndUndo: what is ticked is written, history stays, and undoing puts everything back as it was.
func TestApplyAndUndo(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		w := newWorld(t, d)
		before := w.state()
		id := w.upload(w.hr, four, roster.Terms{AsOf: "2026-12-01", WholeUnitID: w.unit("TINH")})
		left := w.one(w.hr, id, roster.Left)
		require.Equal(t, "003", left.Person.Number)
		require.NoError(t, w.Choose(ctx, w.hr, id, roster.Choice{Kind: roster.Transferred, Shown: []int{1}}))
		ticks, err := w.Ticks(ctx, w.hr, id)
		require.NoError(t, err)
		require.Equal(t, roster.Counts{roster.New: 1, roster.Changed: 1, roster.Left: 1}, ticks)
		require.Equal(t, before, w.state(), "a dry run writes nothing")

		require.NoError(t, w.Apply(ctx, w.hr, id))
		requireKey(t, "roster.over", w.Apply(ctx, w.hr, id))
		w.clock.Set(time.Date(2026, 12, 2, 2, 0, 0, 0, time.UTC))
		require.Equal(t, "Kiểm sát viên trung cấp", w.officer("001").Title)
		require.Equal(t, "anh@vks.example", w.officer("001").Email)
		require.Equal(t, clock.Date("2026-11-30"), w.history("001")[1].ValidTo, "history stays")
		require.Equal(t, "Phòng 1", w.officer("002").UnitName, "not ticked")
		require.Equal(t, "Phòng 2", w.officer("004").UnitName)
		require.Equal(t, clock.Date("2026-11-30"), w.officer("003").LeftOn)
		require.Empty(t, w.officer("003").UnitID)
		require.Equal(t, []string{"roster.upload", "roster.apply"}, w.trail)

		blockers, err := w.Undo(ctx, w.hr, id)
		require.NoError(t, err)
		require.Empty(t, blockers)
		require.Equal(t, before, w.state())
		_, err = w.Undo(ctx, w.hr, id)
		requireKey(t, "roster.over", err)
	})
}

// TestUndoIsBlocked by whatever builds on the import, and names it.
func TestUndoIsBlocked(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		w := newWorld(t, d)
		id := w.upload(w.hr, four, roster.Terms{})
		require.NoError(t, w.Apply(ctx, w.hr, id))
		after := w.state()

		_, err := w.people.CreateAccount(ctx, people.System("cli"), people.NewAccount{Username: "dung", Password: password, OfficerNumber: "004"})
		require.NoError(t, err)
		_, err = w.people.ChangeOfficer(ctx, people.System("cli"), w.officer("001").ID, people.Personal{Number: "001", FullName: "Nguyễn Thị Ánh",
			StaffType: people.CivilServant, Gender: "female", BirthDate: "1988-03-08", Email: "khac@vks.example"}, false)
		require.NoError(t, err)
		blockers, err := w.Undo(ctx, w.hr, id)
		require.NoError(t, err)
		require.Len(t, blockers, 2)
		require.Equal(t, []string{"001 roster.built.changed", "004 roster.built.accounts"},
			[]string{blockers[0].Person.Number + " " + blockers[0].Key, blockers[1].Person.Number + " " + blockers[1].Key})
		require.NotEqual(t, after, w.state())
		i, err := w.Find(ctx, w.hr, id)
		require.NoError(t, err)
		require.Equal(t, roster.Applied, i.State)
	})
}

// TestTheOfficersChangedMeanwhile: nothing is written, and a fresh difference is there, with the ticks that still hold.
func TestTheOfficersChangedMeanwhile(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		w := newWorld(t, d)
		first, second := w.upload(w.hr, four, roster.Terms{}), w.upload(w.hr, four, roster.Terms{})
		require.NoError(t, w.Choose(ctx, w.hr, second, roster.Choice{Kind: roster.New, All: new(bool)}))
		require.NoError(t, w.Apply(ctx, w.hr, first))
		state := w.state()
		requireKey(t, "roster.stale", w.Apply(ctx, w.hr, second))
		require.Equal(t, state, w.state())
		i, err := w.Find(ctx, w.hr, second)
		require.NoError(t, err)
		require.True(t, i.Stale)
		require.Equal(t, roster.Counts{roster.Unchanged: 3}, i.Counts)
		requireKey(t, "roster.nothing_ticked", w.Apply(ctx, w.hr, second))
	})
}

// TestTwoAtOnce apply the same file in the same moment: one is told, and everybody is there once.
func TestTwoAtOnce(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		w := newWorld(t, d)
		ids := []string{w.upload(w.hr, four, roster.Terms{}), w.upload(w.hr, four, roster.Terms{})}
		outcomes := make(chan error, 2)
		for _, id := range ids {
			go func() { outcomes <- w.Apply(ctx, w.hr, id) }()
		}
		var told []error
		for range ids {
			if err := <-outcomes; err != nil {
				told = append(told, err)
			}
		}
		require.Len(t, told, 1)
		requireKey(t, "roster.stale", told[0])
		require.Len(t, w.history("001"), 2)
		var dung int
		require.NoError(t, d.Reader().QueryRowContext(ctx, "SELECT COUNT(*) FROM officers WHERE number = '004'").Scan(&dung))
		require.Equal(t, 1, dung)
	})
}

// TestTheSameDayTwice corrects the posting that began that day; in the middle of a history nothing is written.
func TestTheSameDayTwice(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		w := newWorld(t, d)
		require.NoError(t, w.Apply(ctx, w.hr, w.upload(w.hr, four, roster.Terms{})))
		again := lines(heads, []string{"1", "Nguyễn Thị Ánh", "001", "", "", "", "", "", "P2", ""})
		id := w.upload(w.hr, again, roster.Terms{})
		require.NoError(t, w.Apply(ctx, w.hr, id))
		require.Len(t, w.history("001"), 2)
		require.Equal(t, "Phòng 2", w.officer("001").UnitName)
		early := w.upload(w.hr, lines(heads, []string{"1", "Nguyễn Thị Ánh", "001", "", "", "", "", "", "P1", ""}), roster.Terms{AsOf: "2026-10-01"})
		require.Empty(t, w.items(w.hr, early, roster.Refused), "on that day the officer was in P1")
		early = w.upload(w.hr, lines(heads, []string{"1", "Nguyễn Thị Ánh", "001", "", "", "", "", "Trưởng phòng", "P1", ""}), roster.Terms{AsOf: "2026-10-01"})
		require.Equal(t, []string{"I2 roster.reason.later_posting"}, reasons(w.one(w.hr, early, roster.Refused)))
		blockers, err := w.Undo(ctx, w.hr, id)
		require.NoError(t, err)
		require.Empty(t, blockers)
		require.Equal(t, "Phòng 1", w.officer("001").UnitName)
	})
}

// TestWhatNobodyGoesOnWithIsForgotten, and what was applied can be undone for ninety days.
func TestWhatNobodyGoesOnWithIsForgotten(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		w := newWorld(t, d)
		open, done := w.upload(w.hr, four, roster.Terms{}), w.upload(w.hr, four, roster.Terms{})
		require.NoError(t, w.Apply(ctx, w.hr, done))
		w.clock.Set(w.clock.Now().Add(8 * 24 * time.Hour))
		require.NoError(t, w.Forget(ctx))
		list, err := w.List(ctx, w.hr)
		require.NoError(t, err)
		require.Len(t, list, 1)
		require.Equal(t, done, list[0].ID)
		require.Empty(t, w.items(w.hr, open, ""))
		w.clock.Set(w.clock.Now().Add(roster.KeepSettled))
		require.NoError(t, w.Forget(ctx))
		_, err = w.Undo(ctx, w.hr, done)
		requireKey(t, "roster.undo_too_late", err)
	})
}
