package quiz_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/uptrace/bun"

	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
	"liem/people"
	"liem/quiz"
	"liem/training/trainingtest"
)

// desk is an officer with an attempt at a quiz of numeric questions, "num-1" and so on, in the author's order.
type desk struct {
	*trainingtest.School
	who people.Actor
	id  string
}

func newDesk(t *testing.T, d *db.DB, questions int) desk {
	t.Helper()
	s := trainingtest.New(t, d)
	var b strings.Builder
	b.WriteString("---\ntitle: Kiểm tra\npass: 50\ntime: 20\nshuffle: false\n---\n")
	for range questions {
		b.WriteString("\n## Số nào? {#num-" + string(rune('a'+strings.Count(b.String(), "##"))) + "}\n\n= 1\n")
	}
	s.Publish(t, trainingtest.Course(1).With("03-kiem-tra.quiz.md", b.String()))
	who := s.Officer(t, "Nguyễn Thị Ánh", "P1")
	return desk{s, who, s.Start(t, who, "khoa-1", "kiem-tra")}
}

func (k desk) input(n int, seq int64, value string) quiz.AnswerInput {
	return quiz.AnswerInput{AttemptID: k.id, OfficerID: k.who.OfficerID, N: n, Seq: seq, Value: json.RawMessage(value)}
}

func (k desk) save(n int, seq int64, value string) (quiz.Saved, error) {
	return k.Answerer.Save(context.Background(), k.input(n, seq, value))
}

// stored are the answers as "seq:value" by place.
func (k desk) stored(t *testing.T) map[int]string {
	t.Helper()
	answers, err := quiz.NewStore(k.DB.Reader()).Answers(context.Background(), k.id)
	require.NoError(t, err)
	out := map[int]string{}
	for n, a := range answers {
		out[n] = text(a)
	}
	return out
}

func text(s quiz.Saved) string {
	raw, _ := json.Marshal(s.Seq)
	return string(raw) + ":" + string(s.Value)
}

func TestTheHigherNumberWins(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d, 3)
		for _, step := range []struct {
			seq         int64
			value, want string
		}{
			{5, "20", "5:20"},
			{5, "20", "5:20"}, // the same again, as a network does that lost the reply
			{5, "30", "5:20"}, // one number for two values: what stands is said
			{4, "40", "5:20"}, // late on its way
			{6, `"21,5"`, "6:21.5"},
			{7, "null", "7:null"}, // taken back
			{1 << 53, "8", "9007199254740992:8"},
		} {
			got, err := k.save(2, step.seq, step.value)
			require.NoError(t, err)
			require.Equal(t, step.want, text(got))
			require.True(t, k.Clock.Now().Equal(got.SavedAt))
		}
		require.Equal(t, map[int]string{2: "9007199254740992:8"}, k.stored(t))
	})
}

func TestOneBatch(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		k := newDesk(t, d, 4)
		_, err := k.save(2, 9, "9")
		require.NoError(t, err)
		other := k.Officer(t, "Trần Văn An", "P1")
		theirs := desk{k.School, other, k.Start(t, other, "khoa-1", "kiem-tra")}
		handedIn := desk{k.School, k.Officer(t, "Lê Văn Bình", "P1"), ""}
		handedIn.id = k.Start(t, handedIn.who, "khoa-1", "kiem-tra")
		_, err = k.Training.Submit(ctx, handedIn.who, handedIn.id)
		require.NoError(t, err)

		batch := []quiz.AnswerInput{
			k.input(1, 1, "1"), k.input(1, 3, "3"), k.input(1, 2, "2"), // one place three times
			k.input(2, 8, "8"),                     // older than what is stored
			k.input(3, 1, "1"), k.input(3, 1, "2"), // one number for two values
			theirs.input(1, 1, "7"),
			handedIn.input(1, 1, "5"), handedIn.input(1, 1, "5"), // late, and late twice
		}
		var outcomes []db.Outcome[quiz.Saved]
		err = d.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
			outcomes, err = k.Answerer.Apply(ctx, tx, batch)
			return err
		})
		require.NoError(t, err)
		var got []string
		for _, o := range outcomes {
			if o.Err != nil {
				require.Equal(t, fault.TooLate, fault.KindOf(o.Err))
				got = append(got, "late")
				continue
			}
			got = append(got, text(o.Value))
		}
		require.Equal(t, []string{"3:3", "3:3", "3:3", "9:9", "1:1", "1:1", "1:7", "late", "late"}, got)
		require.Equal(t, map[int]string{1: "3:3", 2: "9:9", 3: "1:1"}, k.stored(t))
		require.Equal(t, map[int]string{1: "1:7"}, theirs.stored(t))
		require.Empty(t, handedIn.stored(t))
		late, err := quiz.NewStore(d.Reader()).LateCount(ctx, handedIn.id)
		require.NoError(t, err)
		require.Equal(t, 1, late)
	})
}

func TestAnswersThatAreRefused(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d, 2)
		stranger := desk{k.School, k.Officer(t, "Trần Văn An", "P1"), k.id}
		gone := k
		gone.id = "0192f0c4-7c1e-7000-8000-00000000ffff"
		for name, c := range map[string]struct {
			desk  desk
			n     int
			seq   int64
			value string
			kind  fault.Kind
			key   string
		}{
			"another person's attempt":    {stranger, 1, 1, "1", fault.NotFound, "quiz.attempt.unknown"},
			"no attempt":                  {gone, 1, 1, "1", fault.NotFound, "quiz.attempt.unknown"},
			"no such place":               {k, 3, 1, "1", fault.NotFound, "quiz.answer.no_question"},
			"place 0":                     {k, 0, 1, "1", fault.NotFound, "quiz.answer.no_question"},
			"number 0":                    {k, 1, 0, "1", fault.Invalid, "quiz.answer.bad_sequence"},
			"a negative number":           {k, 1, -1, "1", fault.Invalid, "quiz.answer.bad_sequence"},
			"more than JavaScript counts": {k, 1, 1<<53 + 1, "1", fault.Invalid, "quiz.answer.bad_sequence"},
			"no JSON":                     {k, 1, 1, "{", fault.Invalid, "quiz.answer.not_json"},
			"another kind's value":        {k, 1, 1, `["a"]`, fault.Invalid, "quiz.answer.not_number"},
			"too long":                    {k, 1, 1, `"` + strings.Repeat("1", quiz.MaxAnswer) + `"`, fault.Invalid, "quiz.answer.too_large"},
		} {
			_, err := c.desk.save(c.n, c.seq, c.value)
			e, ok := fault.As(err)
			require.True(t, ok, "%s: %v", name, err)
			require.Equal(t, c.kind, e.Kind, name)
			require.Equal(t, c.key, e.Key, name)
		}
		require.Empty(t, k.stored(t))
	})
}

func TestAnswersAfterTimeIsUpAreKept(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		k := newDesk(t, d, 2)
		begun := k.Clock.Now()
		k.Clock.Set(begun.Add(20*time.Minute + quiz.Grace)) // the network's way is granted
		_, err := k.save(1, 1, "1")
		require.NoError(t, err)

		k.Clock.Add(time.Microsecond)
		given := begun.Add(19 * time.Minute)
		in := k.input(2, 4, "2")
		in.DeviceAt = &given
		for range 2 {
			_, err = k.Answerer.Save(ctx, in)
			e, _ := fault.As(err)
			require.Equal(t, fault.TooLate, e.Kind)
			require.Equal(t, "quiz.answer.late", e.Key)
		}
		require.Equal(t, map[int]string{1: "1:1"}, k.stored(t))
		var value, reason string
		var seq int64
		var deviceAt, receivedAt bun.NullTime
		row := d.Reader().QueryRowContext(ctx, "SELECT seq, value, reason, device_at, received_at FROM late_answers WHERE attempt_id = ? AND n = 2", k.id)
		require.NoError(t, row.Scan(&seq, &value, &reason, &deviceAt, &receivedAt), "kept once, however often it is sent")
		require.EqualValues(t, 4, seq)
		require.Equal(t, []string{"2", "time"}, []string{value, reason})
		require.True(t, given.Equal(deviceAt.Time))
		require.True(t, k.Clock.Now().Equal(receivedAt.Time))

		_, err = k.Training.CloseExpired(ctx)
		require.NoError(t, err)
		_, err = k.save(2, 5, "3")
		e, _ := fault.As(err)
		require.Equal(t, "quiz.answer.submitted", e.Key)
		n, err := quiz.NewStore(d.Reader()).LateCount(ctx, k.id)
		require.NoError(t, err)
		require.Equal(t, 1, n, "places, not answers")
	})
}
