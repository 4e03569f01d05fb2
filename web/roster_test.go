package web_test

import (
	"bytes"
	"context"
	"strings"

	"github.com/stretchr/testify/require"

	"liem/people/roster"
)

// rosterFile is a roster with a new officer of department 1, and one of department 2.
const rosterFile = "Số hiệu;Họ và tên;Mã đơn vị\n900;Hồ Văn Giang;P1\n901;Ai Đó;P2\n"

// mappedRoster says what its columns hold, and undoes nothing by itself.
var mappedRoster = []field{{"sheet", ""}, {"header", "1"}, {"lines", "1"}, {"column_A", "number"}, {"column_B", "full_name"}, {"column_C", "unit_code"},
	{"as_of", "24/11/2026"}, {"tab", "new"}, {"do", "save"}}

// rosterBy is an import of an account's, up to its columns.
func (w *world) rosterBy(account string) string {
	raw := []byte(rosterFile)
	id, err := w.options.Roster.Upload(context.Background(), w.actor(account), "danh-sach.csv", bytes.NewReader(raw), int64(len(raw)))
	require.NoError(w.t, err)
	return id
}

// rosterOf is an import as far as a route needs it, of the person who asks if that is HR.
func (w *world) rosterOf(row permission, b *browser) string {
	id := w.rosterBy("hr")
	if strings.HasSuffix(row.path, "/choose") || strings.HasSuffix(row.path, "/undo") {
		ctx, hr := context.Background(), w.actor("hr")
		i, err := w.options.Roster.Find(ctx, hr, id)
		require.NoError(w.t, err)
		require.NoError(w.t, w.options.Roster.Compare(ctx, hr, id, i.Mapping, roster.Terms{AsOf: w.People.Today()}))
		if strings.HasSuffix(row.path, "/undo") && b.user == "hr" {
			require.NoError(w.t, w.options.Roster.Apply(ctx, hr, id))
		}
	}
	return id
}
