package training_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/quiz"
	"liem/training/trainingtest"
)

// TestGradeAndRecordStandOrFallTogether breaks each step of handing in the last part of a course: a table that it writes
// is gone. Nothing of the other steps may remain. Then everything is there, and handing in works.
func TestGradeAndRecordStandOrFallTogether(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		s.Publish(t, trainingtest.Course(1))
		s.Publish(t, trainingtest.Course(2).Without("03-kiem-tra.quiz.md"))
		a := s.Officer(t, "Nguyễn Thị Ánh", "P1")
		id := almost(t, s, a, "khoa-1")
		_, err := s.Training.LessonDone(ctx, a, "khoa-2", "mot")
		require.NoError(t, err)
		audited := count(t, d, "audit_entries")
		rename := func(from, to string) {
			_, err := d.Writer().ExecContext(ctx, "ALTER TABLE "+from+" RENAME TO "+to)
			require.NoError(t, err)
		}
		for _, table := range []string{"progress", "completions", "ledger_queue", "audit_entries"} {
			rename(table, "hidden")
			_, submitting := s.Training.Submit(ctx, a, id)
			_, marking := s.Training.LessonDone(ctx, a, "khoa-2", "hai")
			rename("hidden", table)
			require.Error(t, submitting, table)
			require.Error(t, marking, table)

			at, err := quiz.NewStore(d.Reader()).Attempt(ctx, id)
			require.NoError(t, err)
			require.Nil(t, at.SubmittedAt, "without %s there is no grade", table)
			require.Equal(t, 3, count(t, d, "progress"), table)
			require.Zero(t, count(t, d, "completions"), table)
			require.Zero(t, count(t, d, "ledger_queue"), table)
			require.Zero(t, count(t, d, "enrolments WHERE closed_at IS NOT NULL"), table)
			require.Equal(t, audited, count(t, d, "audit_entries"), table)
		}
		_, err = s.Training.Submit(ctx, a, id)
		require.NoError(t, err)
		_, err = s.Training.LessonDone(ctx, a, "khoa-2", "hai")
		require.NoError(t, err)
		require.Equal(t, 2, count(t, d, "completions"))
		require.Equal(t, 2, count(t, d, "ledger_queue"))
	})
}

// TestWorkSurvivesAKilledServer goes on from what a killed server left on the disk: the file and its log, as they are
// while the server that was killed still holds them open.
func TestWorkSurvivesAKilledServer(t *testing.T) {
	ctx := context.Background()
	path := dbtest.SQLitePath(t)
	d, err := db.Open(ctx, db.Config{Path: path})
	require.NoError(t, err)
	defer d.Close()
	s := trainingtest.New(t, d)
	s.Publish(t, trainingtest.Course(1))
	a := s.Officer(t, "Nguyễn Thị Ánh", "P1")
	id := almost(t, s, a, "khoa-1")

	left := filepath.Join(t.TempDir(), "left.db")
	for _, ending := range []string{"", "-wal"} {
		raw, err := os.ReadFile(path + ending)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(left+ending, raw, 0o600))
	}
	again, err := db.Open(ctx, db.Config{Path: left})
	require.NoError(t, err)
	s.Restart(again)
	t.Cleanup(func() { again.Close() })

	home, err := s.Training.Home(ctx, a)
	require.NoError(t, err)
	require.Equal(t, id, home.Next.AttemptID, "the attempt is the next step")
	view, err := s.Training.Attempt(ctx, a, id)
	require.NoError(t, err)
	require.Len(t, view.Answers, 4, "every answer that was acknowledged is there")
	_, err = s.Training.Submit(ctx, a, id)
	require.NoError(t, err)
	require.Equal(t, 10000, *completion(t, s, a).Mark)
}

// TestWorkSurvivesALostConnection ends every connection to PostgreSQL, as a restart of its server does.
func TestWorkSurvivesALostConnection(t *testing.T) {
	ctx := context.Background()
	d := dbtest.Postgres(t)
	s := trainingtest.New(t, d)
	s.Publish(t, trainingtest.Course(1))
	a := s.Officer(t, "Nguyễn Thị Ánh", "P1")
	id := almost(t, s, a, "khoa-1")
	_, err := d.Writer().ExecContext(ctx, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
	require.NoError(t, err)
	require.Eventually(t, func() bool {
		_, err := s.Training.Submit(ctx, a, id)
		return err == nil
	}, 20*time.Second, 10*time.Millisecond, "new connections take the place of the old")
	require.Equal(t, 10000, *completion(t, s, a).Mark)
}
