package records_test

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/mod/sumdb/note"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/ledger"
	"liem/people"
	"liem/records"
)

func TestCountedHours(t *testing.T) {
	for _, c := range []struct {
		plan, counts, before bool
		hours                int
		reason               string
	}{
		{true, true, false, 800, ""},
		{false, true, false, 0, records.NoPlan},
		{true, false, false, 0, records.NotCounted},
		{false, false, true, 0, records.NotCounted},
		{true, true, true, 0, records.Repeated},
	} {
		hours, reason := records.CountedHours(800, c.plan, c.counts, c.before)
		require.Equal(t, c.hours, hours)
		require.Equal(t, c.reason, reason)
	}
}

func TestTallyAgainstTheNorm(t *testing.T) {
	list := []records.Completion{
		{Year: 2026, Category: "job_position", Hours: 3200}, {Year: 2026, Category: "political_theory", Hours: 750},
		{Year: 2025, Category: "job_position", Hours: 4000},
	}
	tally := records.TallyOf(2026, list)
	require.Equal(t, 3950, tally.Total)
	require.Equal(t, 50, tally.Left())
	require.False(t, tally.Met())
	require.Len(t, tally.ByCategory, 5)
	require.Equal(t, 3200, tally.ByCategory[3].Hours)
	require.True(t, records.TallyOf(0, list).Met())
}

func TestTheLeafCommitsToEveryField(t *testing.T) {
	salt := sha256.Sum256([]byte("salt"))
	mark := 8333
	base := records.Completion{ID: "1", CourseTitle: "Đạo đức <công vụ> & quà tặng", Mark: &mark, BegunOn: "2026-01-02", DoneOn: "2026-01-03",
		DoneAt: time.Date(2026, 1, 3, 2, 0, 0, 1000, time.UTC)}
	require.NoError(t, records.Seal(&base, records.DocumentOf(base, people.OfficerOn{}), salt[:]))
	require.Contains(t, base.Document, `"course_title":"Đạo đức <công vụ> & quà tặng"`, "canonical JSON keeps letters as they are")
	require.Contains(t, base.Document, `"done_at":"2026-01-03T02:00:00.000001Z"`)
	other := base
	other.Hours = 1
	require.NoError(t, records.Seal(&other, records.DocumentOf(other, people.OfficerOn{}), salt[:]))
	require.NotEqual(t, base.Leaf, other.Leaf)
	require.NotEqual(t, records.LeafOf([]byte("ab"), []byte("c")), records.LeafOf([]byte("a"), []byte("bc")))
	require.Error(t, records.Seal(&base, records.Document{}, []byte("short")))
}

type signing struct {
	note.Signer
	note.Verifier
}

func newSigning(t *testing.T) signing {
	t.Helper()
	secret, public, err := note.GenerateKey(rand.Reader, "liem-test")
	require.NoError(t, err)
	s, err := note.NewSigner(secret)
	require.NoError(t, err)
	v, err := note.NewVerifier(public)
	require.NoError(t, err)
	return signing{s, v}
}

// fill inserts n completions with what they refer to, and queues their leaves.
func fill(t *testing.T, d *db.DB, n int) {
	t.Helper()
	now := clock.System.Now()
	err := d.InTx(context.Background(), func(ctx context.Context, tx db.Tx) error {
		for _, s := range []string{
			"INSERT INTO units (id, code, created_at) VALUES ('u', 'U', ?)",
			"INSERT INTO officers (id, number, family_name, given_name, full_name, search_text, sort_key, birth_date, gender, staff_type, email, created_at, updated_at) VALUES ('o', '1', '', 'An', 'An', 'an', 'an', '', '', 'civil_servant', '', ?, '2026-01-01 00:00:00+00:00')",
			"INSERT INTO courses (id, slug, unit_id, created_at, created_by) VALUES ('c', 'c', 'u', ?, '')",
			"INSERT INTO course_versions (id, course_id, number, state, digest, slug, title, search_text, sort_key, summary, category, hours, language, valid_as_of, meta, overview_html, note, created_at, created_by) VALUES ('v', 'c', 1, 'published', 'h1:x', 'c', 'C', 'c', 'c', '', 'job_position', 800, 'vi', '', '{}', '', '', ?, '')",
		} {
			if _, err := tx.ExecContext(ctx, s, now); err != nil {
				return err
			}
		}
		for i := range n {
			e := fmt.Sprintf("e%03d", i)
			if _, err := tx.ExecContext(ctx, "INSERT INTO enrolments (id, officer_id, course_id, version_id, origin, due_on, last_part_id, opened_at, seen_at, closed_at) VALUES (?, 'o', 'c', 'v', 'self', '', '', ?, ?, ?)", e, now, now, now); err != nil {
				return err
			}
			salt := sha256.Sum256([]byte(e))
			c := records.Completion{ID: fmt.Sprintf("id%03d", i), EnrolmentID: e, OfficerID: "o", CourseID: "c", VersionID: "v", VersionNumber: 1, VersionDigest: "h1:x",
				CourseTitle: "C", Category: "job_position", CourseHours: 800, Hours: 800, BegunOn: "2026-01-02", DoneOn: "2026-01-03", DoneAt: now, Year: 2026}
			if err := records.Seal(&c, records.DocumentOf(c, people.OfficerOn{}), salt[:]); err != nil {
				return err
			}
			if err := records.NewStore(tx).Insert(ctx, c); err != nil {
				return err
			}
			if err := ledger.Enqueue(ctx, tx, c.Leaf, now); err != nil {
				return err
			}
		}
		return nil
	})
	require.NoError(t, err)
}

func TestVerifyFindsEveryBentRecord(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		k := newSigning(t)
		fill(t, d, 10)
		_, head, err := ledger.Sequence(ctx, d, k.Signer, clock.System.Now(), 8)
		require.NoError(t, err)

		verify := func(kept records.Kept) (records.Report, []string) {
			r, err := records.Verify(ctx, d, k.Verifier, kept)
			require.NoError(t, err)
			var keys []string
			for _, p := range r.Problems {
				keys = append(keys, p.Key)
			}
			return r, keys
		}
		r, keys := verify(records.Kept{})
		require.True(t, r.OK(), "%v %v", r.Problems, r.Ledger.Problems)
		require.Equal(t, 10, r.Completions)
		require.Equal(t, 2, r.Waiting)
		require.EqualValues(t, 8, r.Ledger.Leaves)
		require.Equal(t, []string{"records.unseen_head", "records.unseen_key"}, r.Unseen)
		require.Empty(t, keys)
		r, _ = verify(records.Kept{Head: head.Note, OwnPublic: true})
		require.True(t, r.OK())
		require.Empty(t, r.Unseen)

		bend := func(statement string) {
			_, err := d.Writer().ExecContext(ctx, statement)
			require.NoError(t, err)
		}
		bend("UPDATE completions SET document = '', salt = '' WHERE id = 'id000'")
		r, keys = verify(records.Kept{})
		require.Equal(t, []string{"records.erased_unnoted"}, keys, "a text that is gone hides what its columns once said")
		bend("INSERT INTO erasures (officer_id, erased_at, erased_by, reason, completions) VALUES ('o', '2026-11-24 05:00:00+00:00', 'a', 'x', 1)")
		r, keys = verify(records.Kept{})
		require.Empty(t, keys)
		require.Equal(t, 1, r.Erased)

		bend("UPDATE completions SET hours = 4000 WHERE id = 'id001'")
		_, keys = verify(records.Kept{})
		require.Equal(t, []string{"records.columns_differ"}, keys)

		bend("UPDATE completions SET document = REPLACE(document, '800', '900') WHERE id = 'id002'")
		_, keys = verify(records.Kept{})
		require.Equal(t, []string{"records.columns_differ", "records.leaf_differs", "records.columns_differ"}, keys)

		bend("DELETE FROM completions WHERE id = 'id003'")
		_, keys = verify(records.Kept{})
		require.Contains(t, keys, "records.orphans")

		bend("DELETE FROM ledger_queue")
		_, keys = verify(records.Kept{})
		require.Contains(t, keys, "records.not_in_ledger")
	})
}

func TestStoreFindsAndOrders(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		fill(t, d, 3)
		s := records.NewStore(d.Reader())
		list, err := s.OfOfficer(ctx, "o", 2026)
		require.NoError(t, err)
		require.Len(t, list, 3)
		list, err = s.OfOfficer(ctx, "o", 2025)
		require.NoError(t, err)
		require.Empty(t, list)
		counted, err := s.CountedInYear(ctx, "o", "v", 2026)
		require.NoError(t, err)
		require.True(t, counted)
		c, err := s.ByEnrolment(ctx, "e001")
		require.NoError(t, err)
		require.Equal(t, "id001", c.ID)
		require.Nil(t, c.Mark)
	})
}
