package backup_test

import (
	"archive/tar"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"github.com/stretchr/testify/require"

	"liem/internal/backup"
	"liem/internal/db"
	"liem/internal/fault"
)

// member is one member of an archive, for tests that bend it.
type member struct {
	name string
	body []byte
}

func unpack(t *testing.T, raw []byte) (members []member) {
	t.Helper()
	z, err := zstd.NewReader(bytes.NewReader(raw))
	require.NoError(t, err)
	defer z.Close()
	for in := tar.NewReader(z); ; {
		h, err := in.Next()
		if err == io.EOF {
			return members
		}
		require.NoError(t, err)
		body, err := io.ReadAll(in)
		require.NoError(t, err)
		members = append(members, member{h.Name, body})
	}
}

func repack(t *testing.T, members []member) []byte {
	t.Helper()
	var out bytes.Buffer
	z, err := zstd.NewWriter(&out)
	require.NoError(t, err)
	w := tar.NewWriter(z)
	for _, m := range members {
		require.NoError(t, w.WriteHeader(&tar.Header{Name: m.name, Size: int64(len(m.body)), Mode: 0o600, Typeflag: tar.TypeReg}))
		_, err := w.Write(m.body)
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	require.NoError(t, z.Close())
	return out.Bytes()
}

// bend changes the manifest, as somebody would who knows the format.
func bend(t *testing.T, members []member, change func(m *backup.Manifest)) []member {
	t.Helper()
	var m backup.Manifest
	require.NoError(t, json.Unmarshal(members[0].body, &m))
	change(&m)
	raw, err := json.Marshal(m)
	require.NoError(t, err)
	return append([]member{{members[0].name, raw}}, members[1:]...)
}

func TestDamagedBackupsAreRefusedAndNothingIsWritten(t *testing.T) {
	ctx := context.Background()
	source := fresh(t, db.SQLite)
	fill(t, source)
	media := blobs(t)
	for _, s := range []string{"one", strings.Repeat("two", 5000)} {
		_, _, err := media.Put(ctx, strings.NewReader(s))
		require.NoError(t, err)
	}
	raw, _ := write(t, source, media, version(2))
	good := unpack(t, raw)
	_, err := backup.Plan(ctx, opener(repack(t, good)), backup.Target{Migrations: schema})
	require.NoError(t, err, "packing again changes nothing")

	swapped := append([]member{}, good...)
	swapped[1], swapped[2] = swapped[2], swapped[1]
	flipped := append([]member{}, good...)
	flipped[1].body = bytes.Replace(bytes.Clone(good[1].body), []byte("DROP"), []byte("DROQ"), 1)
	lastBlob := append([]member{}, good...)
	lastBlob[len(good)-1].body = append(bytes.Clone(good[len(good)-1].body[1:]), 'x')
	cut := len(good) - 1
	for name, bad := range map[string][]byte{
		"empty":             {},
		"no zstd":           []byte("PK\x03\x04 a zip"),
		"cut in half":       raw[:len(raw)/2],
		"cut at the end":    raw[:len(raw)-3],
		"one bit":           append(append(bytes.Clone(raw[:len(raw)/2]), raw[len(raw)/2]^1), raw[len(raw)/2+1:]...),
		"row changed":       repack(t, flipped),
		"blob changed":      repack(t, lastBlob),
		"member missing":    repack(t, good[:cut]),
		"members swapped":   repack(t, swapped),
		"member too many":   repack(t, append(append([]member{}, good...), member{"blobs/x", nil})),
		"no manifest":       repack(t, good[1:]),
		"manifest is text":  repack(t, append([]member{{"manifest.json", []byte("hello")}}, good[1:]...)),
		"row count is off":  repack(t, bend(t, good, func(m *backup.Manifest) { m.Tables[0].Rows++ })),
		"kind of a column":  repack(t, bend(t, good, func(m *backup.Manifest) { m.Tables[0].Columns[0].Kind = "bool" })),
		"path out of it":    repack(t, bend(t, good, func(m *backup.Manifest) { m.Blobs[0].Digest = "../../etc/passwd" })),
		"format of later":   repack(t, bend(t, good, func(m *backup.Manifest) { m.Format = 99 })),
		"table not in ours": repack(t, bend(t, good, func(m *backup.Manifest) { m.Tables[0].Name = "sqlite_master" })),
	} {
		t.Run(name, func(t *testing.T) {
			target, newMedia := fresh(t, db.SQLite), blobs(t)
			_, err := backup.Restore(ctx, opener(bad), backup.Target{DB: target, Blobs: newMedia, Migrations: schema})
			e, ok := fault.As(err)
			require.True(t, ok, "%v", err)
			require.Contains(t, e.Key, "backup.")
			s, err := db.Schema(ctx, target, schema)
			require.NoError(t, err)
			require.Empty(t, s.Applied)
			require.NoError(t, newMedia.Walk(ctx, func(digest string, _ int64) error { t.Error("a blob was written: " + digest); return nil }))
		})
	}
}

// Whoever bends the rows and the manifest alike gets past the digests, but not past the schema.
func TestAForgedBackupCannotLeaveTheSchema(t *testing.T) {
	for _, engine := range engines {
		t.Run(string(engine), func(t *testing.T) {
			ctx := context.Background()
			source := fresh(t, engine)
			fill(t, source)
			raw, _ := write(t, source, blobs(t), version(2))
			for key, change := range map[string]func(m *backup.Manifest){
				"backup.other_tables": func(m *backup.Manifest) { m.Tables[0].Columns[0].Name = "y); DROP TABLE hen; --" },
				"backup.newer_schema": func(m *backup.Manifest) { m.Migrations = append(m.Migrations, "9999_later") },
			} {
				target := fresh(t, engine)
				_, err := backup.Restore(ctx, opener(repack(t, bend(t, unpack(t, raw), change))), backup.Target{DB: target, Blobs: blobs(t), Migrations: schema})
				e, ok := fault.As(err)
				require.True(t, ok, "%v", err)
				require.Equal(t, key, e.Key)
			}
			orphan := unpack(t, raw)
			for i := range orphan {
				if orphan[i].name == "tables/egg.jsonl" {
					orphan[i].body = nil
				}
			}
			forged := bend(t, orphan, func(m *backup.Manifest) {
				for i := range m.Tables {
					if m.Tables[i].Name == "egg" {
						m.Tables[i].Rows, m.Tables[i].Size = 0, 0
						m.Tables[i].SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
					}
				}
			})
			target := fresh(t, engine)
			_, err := backup.Restore(ctx, opener(repack(t, forged)), backup.Target{DB: target, Blobs: blobs(t), Migrations: schema})
			e, ok := fault.As(err)
			require.True(t, ok, "%v", err)
			require.Equal(t, "backup.reference", e.Key)
			var rows int
			require.NoError(t, target.Reader().NewRaw("SELECT count(*) FROM hen").Scan(ctx, &rows))
			require.Zero(t, rows)
		})
	}
}

func TestARottenBlobStopsTheBackup(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	source := fresh(t, db.SQLite)
	fill(t, source)
	media := blobsAt(t, dir)
	digest, _, err := media.Put(ctx, strings.NewReader("a picture"))
	require.NoError(t, err)
	overwrite(t, filepath.Join(dir, digest[:2], digest[2:]), "a pickled")
	_, err = backup.Write(ctx, io.Discard, backup.Source{DB: source, Blobs: media, Migrations: version(2), Temp: t.TempDir()})
	require.True(t, fault.Is(err, fault.Conflict), "%v", err)
}

func TestKeysGoIntoAnArchiveOfTheirOwn(t *testing.T) {
	dir := t.TempDir()
	overwrite(t, filepath.Join(dir, "a.key"), "secret a")
	overwrite(t, filepath.Join(dir, "b"), "secret b")
	var out bytes.Buffer
	files := map[string]string{"a.key": filepath.Join(dir, "a.key"), "b.key": filepath.Join(dir, "b")}
	require.NoError(t, backup.WriteFiles(&out, files, moments[0]))
	names := []string{"a.key", "b.key"}
	got, err := backup.ReadFiles(bytes.NewReader(out.Bytes()), names)
	require.NoError(t, err)
	require.Equal(t, "secret b", string(got["b.key"]))
	_, err = backup.ReadFiles(bytes.NewReader(out.Bytes()), []string{"a.key"})
	require.True(t, fault.Is(err, fault.Invalid), "a stranger among them: %v", err)
	_, err = backup.ReadFiles(bytes.NewReader(out.Bytes()), append(names, "c.key"))
	require.True(t, fault.Is(err, fault.Invalid), "one missing: %v", err)

	path := filepath.Join(dir, "new", "a.key")
	require.NoError(t, backup.PlaceFile(path, got["a.key"]))
	require.NoError(t, backup.PlaceFile(path, got["a.key"]), "the same again is no matter")
	require.True(t, fault.Is(backup.PlaceFile(path, []byte("other")), fault.Conflict), "no key is ever overwritten")
}
