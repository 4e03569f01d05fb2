package reports_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
	"liem/people"
	"liem/training/trainingtest"
)

func TestOwnDataIsWholeAndOnlyOnesOwn(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		ctx := context.Background()
		hoa, xa := o.Officer(t, "Nguyễn Thị Hoa", "P1"), o.Officer(t, "Vũ Thị Xa", "P2")
		o.Publish(t, trainingtest.Course(1))
		o.Complete(t, hoa, "khoa-1")
		o.Complete(t, xa, "khoa-1")
		hoa.AccountID = "account-of-hoa"
		facts, err := o.People.OwnFacts(ctx, hoa)
		require.NoError(t, err)
		data, err := o.Service.OwnData(ctx, hoa, facts)
		require.NoError(t, err)
		var buf bytes.Buffer
		require.NoError(t, data.Write(ctx, &buf))
		files := unzip(t, buf.Bytes())

		var all map[string]json.RawMessage
		require.NoError(t, json.Unmarshal(files["data.json"], &all))
		var officer map[string]string
		require.NoError(t, json.Unmarshal(all["officer"], &officer))
		require.Equal(t, "Nguyễn Thị Hoa", officer["full_name"])
		require.Len(t, officer["national_id"], 12, "opened: it is her own")
		for _, name := range []string{"postings", "enrolments", "lessons_done", "attempts", "answers", "completions", "acts"} {
			var rows []map[string]any
			require.NoError(t, json.Unmarshal(all[name], &rows), name)
			require.NotEmpty(t, rows, name)
			require.Contains(t, files, name+".csv")
			for column, value := range rows[0] {
				require.Contains(t, string(files[name+".csv"]), column)
				if text, ok := value.(string); ok {
					require.NotContains(t, text, "\x00", column)
				}
			}
		}
		for name, content := range files {
			require.NotContains(t, string(content), xa.OfficerID, name)
			require.NotContains(t, string(content), "Vũ Thị Xa", name)
		}
		_, err = o.Service.OwnData(ctx, people.Actor{AccountID: "admin"}, nil)
		require.Equal(t, fault.Forbidden, fault.KindOf(err))
	})
}

func unzip(t *testing.T, raw []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	require.NoError(t, err)
	files := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		require.NoError(t, err)
		files[f.Name], err = io.ReadAll(r)
		require.NoError(t, err)
	}
	return files
}
