package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/people/roster"
)

// TestOfficersAreImported: the dry run writes nothing, the import what it said, and a second one finds nothing to do.
func TestOfficersAreImported(t *testing.T) {
	p := newPlace(t)
	p.done(t, "unit", "add", "--code", "TINH", "--name", "VKSND tỉnh", "--kind", "province", "--from", "2020-01-01")
	p.done(t, "unit", "add", "--code", "P1", "--name", "Phòng 1", "--kind", "department", "--parent", "TINH", "--from", "2020-01-01")
	p.done(t, "officer", "add", "--number", "001", "--name", "Nguyễn Thị Ánh", "--unit", "TINH", "--from", "2025-01-01")
	p.done(t, "officer", "add", "--number", "002", "--name", "Trần Văn Bình", "--unit", "TINH", "--from", "2025-01-01")
	file := filepath.Join(t.TempDir(), "danh-sach.csv")
	write := func(text string) { require.NoError(t, os.WriteFile(file, []byte(text), 0o600)) }
	imported := func(o outcome) (r roster.Report) {
		require.NoError(t, json.Unmarshal([]byte(o.out), &r), o.out+o.err)
		return r
	}

	write("Họ và tên,Số hiệu,Đơn vị,Ngày sinh,Chức danh\nNguyễn Thị Ánh,001,Phòng 1,8/3/1988,\nĐỗ Thị Dung,004,P1,1995,Kiểm tra viên\nVũ Văn Em,005,P9,32/1/1990,\n")
	dry := imported(p.refused(t, "import", "officers", "--dry-run", "--whole-roster", "--json", file))
	require.False(t, dry.Applied)
	require.Equal(t, "004", dry.New[0].Number)
	require.Equal(t, "Đỗ Thị Dung", dry.New[0].Name)
	require.Equal(t, "Kiểm tra viên", dry.New[0].Values[roster.Title])
	require.Equal(t, []roster.Change{{Field: roster.BirthDate, New: "1988-03-08"}, {Field: roster.Unit, Old: "VKSND tỉnh", New: "Phòng 1"}}, dry.Transferred[0].Changes)
	require.Equal(t, "002", dry.Left[0].Number)
	require.Len(t, dry.Refused, 2)
	require.Equal(t, []any{4, "D", "D4"}, []any{dry.Refused[0].Row, dry.Refused[0].Column, dry.Refused[0].Cell})

	again := imported(p.refused(t, "import", "officers", "--dry-run", "--whole-roster", "--json", file))
	require.Equal(t, dry, again, "a dry run changes nothing")
	done := imported(p.refused(t, "import", "officers", "--json", file))
	require.True(t, done.Applied)
	require.NotEmpty(t, done.Import)

	write("Họ và tên,Số hiệu,Đơn vị,Ngày sinh,Chức danh\nNguyễn Thị Ánh,001,Phòng 1,8/3/1988,\nĐỗ Thị Dung,004,P1,1995,Kiểm tra viên\n")
	same := imported(outcome{out: p.done(t, "import", "officers", "--json", file)})
	require.Len(t, same.Unchanged, 2)
	require.False(t, same.Applied, "there was nothing to apply")
	require.Contains(t, p.done(t, "import", "officers", "--dry-run", "--lang", "en", file), "2 unchanged")
}

func TestRostersThatAreNone(t *testing.T) {
	p := newPlace(t)
	p.done(t, "migrate")
	file := filepath.Join(t.TempDir(), "x.xlsx")
	require.NoError(t, os.WriteFile(file, []byte("PK\x03\x04 no zip"), 0o600))
	require.Contains(t, p.refused(t, "import", "officers", file, "--lang", "en").err, "damaged")
	require.Equal(t, exitUsage, p.run(t, "import", "officers", file, "--unit", "P1").code)
	require.Equal(t, exitUsage, p.run(t, "import", "officers", file, "--as-of", "soon").code)
	require.Equal(t, exitUsage, p.run(t, "import", "officers").code)
}
