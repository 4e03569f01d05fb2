package quiz_test

import (
	"context"
	"math/rand/v2"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
	"liem/quiz"
)

// TestHandingInMissesNoAcknowledgedAnswer lets a device on each of two servers save answers as fast as it can while the
// attempt is handed in: by its person, by the job that closes what is over, or by the start of another attempt. Whatever
// was acknowledged must be in what was graded, and what was refused as late must be kept.
func TestHandingInMissesNoAcknowledgedAnswer(t *testing.T) {
	const places = 6
	for name, handIn := range map[string]func(k desk) error{
		"person": func(k desk) error {
			_, err := k.Training.Submit(context.Background(), k.who, k.id)
			return err
		},
		"job": func(k desk) error {
			k.Clock.Add(20*time.Minute + 2*quiz.Grace)
			_, err := k.Training.CloseExpired(context.Background())
			return err
		},
		"next attempt": func(k desk) error {
			k.Clock.Add(20*time.Minute + 2*quiz.Grace)
			_, err := k.Training.StartAttempt(context.Background(), k.who, "khoa-1", "kiem-tra")
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			dbtest.Run(t, func(t *testing.T, d *db.DB) {
				k := newDesk(t, d, places)
				other := quiz.NewAnswerer(d, k.Clock, k.Clock) // the other server
				defer other.Close()
				for range rounds {
					race(t, k, []*quiz.Answerer{k.Answerer, other}, places, handIn)
					if name != "next attempt" {
						k.id = k.Start(t, k.who, "khoa-1", "kiem-tra")
						continue
					}
					id, err := k.Training.StartAttempt(context.Background(), k.who, "khoa-1", "kiem-tra")
					require.NoError(t, err)
					require.NotEqual(t, k.id, id)
					k.id = id
				}
			})
		})
	}
}

// rounds is how often a race is run.
const rounds = 8

// tally counts what became of the answers to one place.
type tally struct {
	acknowledged int64 // the highest number that was
	late         int64 // the highest number that was refused as late
}

func race(t *testing.T, k desk, servers []*quiz.Answerer, places int, handIn func(desk) error) {
	ctx := context.Background()
	results := make([]tally, places+1)
	var wg sync.WaitGroup
	started := make(chan struct{}, places)
	for n := 1; n <= places; n++ {
		server := servers[n%len(servers)]
		wg.Go(func() {
			for seq := int64(1); seq < 10_000; seq++ {
				in := k.input(n, seq, strconv.FormatInt(seq%2, 10)) // every other one is right
				saved, err := server.Save(ctx, in)
				switch {
				case fault.Is(err, fault.TooLate):
					results[n].late = seq
					return
				case err != nil || saved.Seq != seq:
					t.Errorf("place %d: %v, %v", n, saved, err)
					return
				}
				results[n].acknowledged = seq
				if seq == 1 {
					started <- struct{}{}
				}
			}
		})
	}
	for range places {
		<-started
	}
	time.Sleep(time.Duration(rand.IntN(3000)) * time.Microsecond) // some moment between two commits
	if err := handIn(k); err != nil {
		t.Errorf("handing in: %v", err)
	}
	wg.Wait()
	check(t, k, results)
}

func check(t *testing.T, k desk, results []tally) {
	t.Helper()
	ctx := context.Background()
	store := quiz.NewStore(k.DB.Reader())
	at, err := store.Attempt(ctx, k.id)
	require.NoError(t, err)
	require.NotNil(t, at.SubmittedAt)
	answers, err := store.Answers(ctx, k.id)
	require.NoError(t, err)
	for n, r := range results {
		if n == 0 {
			continue
		}
		require.Equal(t, r.acknowledged, answers[n].Seq, "place %d", n)
		require.Equal(t, r.acknowledged+1, r.late)
		graded := at.Grades.Items[n-1]
		require.True(t, graded.Answered, "place %d", n)
		require.Equal(t, r.acknowledged%2 == 1, graded.Correct, "place %d was graded without its last answer", n)
	}
	late, err := store.LateCount(ctx, k.id)
	require.NoError(t, err)
	require.Equal(t, len(results)-1, late, "late answers are kept")
}
