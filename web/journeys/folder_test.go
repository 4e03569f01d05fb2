package journeys

import (
	"archive/zip"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/courses/library"
)

// The course that the manager brings: a sample course under another id and address.
const (
	newSlug = "qua-tang-ban-moi"
	newID   = "0b8a1c8e-5a51-4d0c-9d0e-7c2f6c1e9a01"
)

// edit replaces one text by another in one file of the folder.
type edit struct{ file, old, new string }

// zipped writes the folder with edits as a zip, as a manager would send it.
func zipped(t *testing.T, edits ...edit) string {
	t.Helper()
	const source = "dao-duc-nam-duc-tinh-va-qua-tang"
	folder, err := library.Course(source)
	require.NoError(t, err)
	name := filepath.Join(t.TempDir(), newSlug+".zip")
	file, err := os.Create(name)
	require.NoError(t, err)
	defer file.Close()
	out := zip.NewWriter(file)
	done := 0
	err = fs.WalkDir(folder, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(folder, path)
		if err != nil {
			return err
		}
		text := string(raw)
		for _, e := range edits {
			if e.file == path {
				require.True(t, strings.Contains(text, e.old), "%s does not hold %q", path, e.old)
				text = strings.Replace(text, e.old, e.new, 1)
				done++
			}
		}
		w, err := out.Create(newSlug + "/" + path)
		if err == nil {
			_, err = w.Write([]byte(text))
		}
		return err
	})
	require.NoError(t, err)
	require.Equal(t, len(edits), done, "an edit names a file that is not there")
	require.NoError(t, out.Close())
	return name
}

// own makes the folder a course of its own.
func own(t *testing.T) edit {
	folder, err := library.Course("dao-duc-nam-duc-tinh-va-qua-tang")
	require.NoError(t, err)
	raw, err := fs.ReadFile(folder, "course.md")
	require.NoError(t, err)
	for _, line := range strings.Split(string(raw), "\n") {
		if strings.HasPrefix(line, "id:") {
			return edit{"course.md", line, "id: " + newID}
		}
	}
	t.Fatal("course.md names no id")
	return edit{}
}
