package training_test

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
	"liem/internal/ledger"
	"liem/people"
	"liem/records"
	"liem/training"
	"liem/training/trainingtest"
)

func TestErasureKeepsTheLedgerWhole(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		s.Publish(t, trainingtest.Course(1))
		hoa, xa := s.Officer(t, "Nguyễn Thị Hoa", "P1"), s.Officer(t, "Vũ Thị Xa", "P2")
		s.Complete(t, hoa, "khoa-1")
		s.Complete(t, xa, "khoa-1")
		account, err := s.People.CreateAccount(ctx, trainingtest.Root, people.NewAccount{Username: "hoa", Password: "mot cau mat khau dai", OfficerNumber: "VKS-001"})
		require.NoError(t, err)
		_, _, err = ledger.Sequence(ctx, d, s.Keys.Signer(), clock.System.Now(), 100)
		require.NoError(t, err)

		_, err = s.Training.PlanErasure(ctx, trainingtest.Root, hoa.OfficerID)
		require.Equal(t, fault.Conflict, fault.KindOf(err), "she still serves")
		_, err = d.Writer().ExecContext(ctx, "UPDATE postings SET valid_to = '2020-12-31' WHERE officer_id = ?", hoa.OfficerID)
		require.NoError(t, err)
		plan, err := s.Training.PlanErasure(ctx, trainingtest.Root, hoa.OfficerID)
		require.NoError(t, err)
		require.Equal(t, 1, plan.Completions)
		require.Positive(t, plan.Answers)
		_, err = s.Training.Erase(ctx, trainingtest.Root, hoa.OfficerID, "  ")
		require.Equal(t, fault.Invalid, fault.KindOf(err), "not without a reason")
		_, err = s.Training.Erase(ctx, people.Actor{AccountID: "x"}, hoa.OfficerID, "Nghỉ hưu")
		require.Equal(t, fault.NotFound, fault.KindOf(err), "out of scope does not exist")

		for _, of := range []people.Actor{hoa, xa} { // a roster each that was compared and not applied
			_, err = d.Writer().ExecContext(ctx, `INSERT INTO imports (id, created_at, created_by, file_name, file_size, file_digest, file, state, as_of,
				whole_unit_id, mapping, counts, notices, stale, done, total, touched_at, failure, applied_by, undone_by)
				VALUES (?, ?, '', '', 1, '', ?, 'compared', '', '', '', '', '', FALSE, 0, 0, ?, '', '', '')`, of.OfficerID, clock.System.Now(), []byte("Hoa"), clock.System.Now())
			require.NoError(t, err)
			_, err = d.Writer().ExecContext(ctx, `INSERT INTO import_rows (import_id, n, kind, officer_id, ticked, answer, content) VALUES (?, 1, 'changed', ?, TRUE, '', ?)`,
				of.OfficerID, of.OfficerID, []byte("Hoa"))
			require.NoError(t, err)
		}

		done, err := s.Training.Erase(ctx, trainingtest.Root, hoa.OfficerID, "Nghỉ hưu")
		require.NoError(t, err)
		require.Equal(t, plan, done, "the plan says what is done")
		_, err = s.Training.Erase(ctx, trainingtest.Root, hoa.OfficerID, "Nghỉ hưu")
		require.Equal(t, fault.Conflict, fault.KindOf(err))

		r, err := records.Verify(ctx, d, s.Keys.Verifier(), records.Kept{})
		require.NoError(t, err)
		require.True(t, r.OK(), "%v", r.All())
		require.Equal(t, [2]int{2, 1}, [2]int{r.Completions, r.Erased})
		_, err = s.People.SignIn(ctx, people.SignIn{Username: "hoa", Password: "mot cau mat khau dai", IP: "10.0.0.1"})
		require.Equal(t, fault.Unauthenticated, fault.KindOf(err))
		for _, word := range []string{"Hoa", "hoa", "VKS-001", "1988-03-08", "Phó Trưởng phòng"} {
			found := map[string]int{}
			for _, table := range []string{"officers", "accounts", "postings", "officer_values", "completions", "answers", "sessions", "corrections"} {
				found[table] = holds(t, d, table, word, hoa.OfficerID, account.ID)
			}
			require.Equal(t, map[string]int{"officers": 0, "accounts": 0, "postings": 0, "officer_values": 0, "completions": 0, "answers": 0, "sessions": 0,
				"corrections": 0}, found, word)
		}
		var rows, files, open int
		require.NoError(t, d.Reader().QueryRowContext(ctx, "SELECT COUNT(*) FROM import_rows").Scan(&rows))
		require.NoError(t, d.Reader().QueryRowContext(ctx, "SELECT COUNT(file) FROM imports").Scan(&files))
		require.NoError(t, d.Reader().QueryRowContext(ctx, "SELECT COUNT(*) FROM imports WHERE state = 'compared'").Scan(&open))
		require.Equal(t, []int{1, 1, 1}, []int{rows, files, open}, "hers are gone, the other's stands")
		c, err := records.NewStore(d.Reader()).OfOfficer(ctx, hoa.OfficerID, 0)
		require.NoError(t, err)
		require.Empty(t, c[0].Salt)
		require.Equal(t, 800, c[0].CourseHours, "figures stay")
	})
}

// holds counts the rows of a table that belong to the officer or the account and hold a word.
func holds(t *testing.T, d *db.DB, table, word string, ids ...string) (n int) {
	t.Helper()
	rows, err := d.Reader().QueryContext(context.Background(), "SELECT * FROM "+table)
	require.NoError(t, err)
	defer rows.Close()
	columns, err := rows.Columns()
	require.NoError(t, err)
	for rows.Next() {
		values, targets := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			targets[i] = &values[i]
		}
		require.NoError(t, rows.Scan(targets...))
		for i, v := range values {
			if raw, ok := v.([]byte); ok {
				values[i] = string(raw)
			}
		}
		text, err := json.Marshal(values)
		require.NoError(t, err)
		if slices.ContainsFunc(ids, func(id string) bool { return strings.Contains(string(text), id) }) && strings.Contains(string(text), word) {
			n++
		}
	}
	require.NoError(t, rows.Err())
	return n
}

func TestRetentionRemovesAnswersAndKeepsResults(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		s.Publish(t, trainingtest.Course(1))
		hoa := s.Officer(t, "Nguyễn Thị Hoa", "P1")
		s.Complete(t, hoa, "khoa-1")
		var attempt string
		require.NoError(t, d.Reader().QueryRowContext(ctx, "SELECT id FROM attempts").Scan(&attempt))
		before, err := s.Training.Result(ctx, hoa, attempt)
		require.NoError(t, err)
		policy := training.Retention{Attempts: 36, Disclosures: 60}

		plan, err := s.Training.PlanRetention(ctx, policy)
		require.NoError(t, err)
		require.Zero(t, plan.Attempts, "nothing is old enough")
		s.Clock.Set(s.Clock.Now().AddDate(0, 37, 0))
		plan, err = s.Training.PlanRetention(ctx, policy)
		require.NoError(t, err)
		require.Equal(t, 1, plan.Attempts)
		require.Positive(t, plan.Answers)
		still, err := s.Training.Result(ctx, hoa, attempt)
		require.NoError(t, err)
		require.False(t, still.DetailsRemoved, "a plan removes nothing")
		forever, err := s.Training.Retain(ctx, training.Retention{}, "cli")
		require.NoError(t, err)
		require.Zero(t, forever.Attempts, "0 is for ever")

		done, err := s.Training.Retain(ctx, policy, "cli")
		require.NoError(t, err)
		require.Equal(t, plan.Answers, done.Answers)
		after, err := s.Training.Result(ctx, hoa, attempt)
		require.NoError(t, err)
		require.True(t, after.DetailsRemoved)
		require.Empty(t, after.Items)
		require.Equal(t, [4]int{before.Points, before.Max, before.Mark, before.Pass}, [4]int{after.Points, after.Max, after.Mark, after.Pass})
		require.NotNil(t, after.Completion)
		again, err := s.Training.Retain(ctx, policy, "cli")
		require.NoError(t, err)
		require.Zero(t, again.Attempts)
	})
}
