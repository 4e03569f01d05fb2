package courses_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/courses"
	"liem/internal/fault"
	"liem/internal/i18n"
	"liem/training/trainingtest"
)

// entry is a file of a zip in the making.
type entry struct {
	zip.FileHeader
	text string
}

func named(name string) entry { return entry{zip.FileHeader{Name: name, Method: zip.Deflate}, "x"} }

func pack(t *testing.T, entries ...entry) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, e := range entries {
		w, err := z.CreateHeader(&e.FileHeader)
		require.NoError(t, err)
		if strings.HasSuffix(e.Name, "/") {
			continue
		}
		_, err = io.WriteString(w, e.text)
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return out.Bytes()
}

// packMany packs one text n times, without packing it again and again.
func packMany(t *testing.T, n int, text string) []byte {
	t.Helper()
	packed := pack(t, entry{zip.FileHeader{Name: "x", Method: zip.Deflate}, text})
	one, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	require.NoError(t, err)
	raw, err := one.File[0].OpenRaw()
	require.NoError(t, err)
	packed, err = io.ReadAll(raw)
	require.NoError(t, err)
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i := range n {
		header := one.File[0].FileHeader
		header.Name = fmt.Sprintf("khoa-1/media/%d.mp4", i)
		w, err := z.CreateRaw(&header)
		require.NoError(t, err)
		_, err = w.Write(packed)
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return out.Bytes()
}

func openZip(raw []byte, name string) (*courses.Folder, error) {
	return courses.OpenZip(bytes.NewReader(raw), int64(len(raw)), name)
}

// requireRefused sees that an error is a refusal that a person can read, and says which.
func requireRefused(t *testing.T, key string, err error) {
	t.Helper()
	e, ok := fault.As(err)
	require.True(t, ok, "%v", err)
	require.Equal(t, key, e.Key)
	require.Equal(t, fault.Invalid, e.Kind)
	for _, l := range i18n.Locales {
		s := i18n.For(l).Error(err)
		require.NotContains(t, s, "[")
		require.NotContains(t, s, "<no value>")
	}
}

func TestBadZipsAreRefused(t *testing.T) {
	good := trainingtest.Course(1).Zip(t, "khoa-1")
	many := make([]entry, 10_000)
	for i := range many {
		many[i] = named(fmt.Sprintf("khoa-1/media/%d.png", i))
	}
	link := named("khoa-1/media/so-do.png")
	link.SetMode(fs.ModeSymlink | 0o777)
	locked := named("khoa-1/01-mot.md")
	locked.Flags |= 1
	legacy := named("khoa-1/01-m\xe9t.md")
	legacy.NonUTF8 = true
	bomb := named("khoa-1/01-mot.md")
	bomb.text = strings.Repeat("0", 4<<20)
	for name, c := range map[string]struct {
		raw []byte
		key string
	}{
		"no zip":                  {[]byte("PK, but not really"), "courses.zip.broken"},
		"cut off":                 {good[:len(good)-30], "courses.zip.broken"},
		"nothing in it":           {pack(t), "courses.zip.empty"},
		"nothing but junk":        {pack(t, named("__MACOSX/._khoa-1"), named(".DS_Store")), "courses.zip.empty"},
		"10,000 files":            {pack(t, many...), "courses.zip.too_many"},
		"2,001 files":             {pack(t, many[:courses.MaxFiles+1]...), "courses.zip.too_many"},
		"a way out":               {pack(t, named("khoa-1/../../etc/cron.d/x")), "courses.zip.bad_path"},
		"a way out first":         {pack(t, named("../x.md"), named("../y.md")), "courses.zip.bad_path"},
		"a way out in a folder":   {pack(t, named("khoa-1/"), named("khoa-1/../../")), "courses.zip.bad_path"},
		"from the root":           {pack(t, named("/etc/passwd")), "courses.zip.bad_path"},
		"a Windows path":          {pack(t, named(`khoa-1\01-mot.md`)), "courses.zip.bad_path"},
		"a drive":                 {pack(t, named("C:/khoa-1/01-mot.md")), "courses.zip.bad_path"},
		"a line break":            {pack(t, named("khoa-1/01-mot\n.md")), "courses.zip.bad_path"},
		"a name too long":         {pack(t, named("khoa-1/"+strings.Repeat("a", 201)+".md")), "courses.zip.bad_path"},
		"a name in TCVN3":         {pack(t, legacy), "courses.zip.bad_name"},
		"a symlink":               {pack(t, link), "courses.zip.symlink"},
		"a password":              {pack(t, locked), "courses.zip.encrypted"},
		"a bomb":                  {pack(t, bomb), "courses.zip.bomb"},
		"one name twice":          {pack(t, named("khoa-1/01-mot.md"), named("khoa-1/01-mot.md")), "courses.zip.duplicate"},
		"one name but for case":   {pack(t, named("khoa-1/01-mot.md"), named("khoa-1/01-MOT.md")), "courses.zip.duplicate"},
		"one name in NFC and NFD": {pack(t, named("khoa-1/media/\u1ea3nh.png"), named("khoa-1/media/a\u0309nh.png")), "courses.zip.duplicate"},
		"more than 256 MB":        {packMany(t, 257, strings.Repeat("0", 1<<20)), "courses.zip.too_large"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := openZip(c.raw, "khoa-1.zip")
			requireRefused(t, c.key, err)
		})
	}
	_, err := courses.OpenZip(bytes.NewReader(nil), courses.MaxZip+1, "khoa-1.zip")
	requireRefused(t, "courses.zip.zip_too_large", err)
}

// TestAListThatLiesAboutSizes changes the size that the zip's directory gives for a file.
func TestAListThatLiesAboutSizes(t *testing.T) {
	f := trainingtest.Course(1)
	lie := func(size uint32) []byte {
		raw := f.Zip(t, "khoa-1")
		name := []byte("khoa-1/02-hai.md")
		at := bytes.LastIndex(raw, name) - 46 // the entry of the central directory (APPNOTE 4.3.12)
		require.Equal(t, []byte("PK\x01\x02"), raw[at:at+4])
		binary.LittleEndian.PutUint32(raw[at+24:], size)
		return raw
	}
	real := uint32(len(f.Files["02-hai.md"]))
	for _, size := range []uint32{1, real - 1, real + 1, 1 << 20} {
		folder, err := openZip(lie(size), "khoa-1.zip")
		require.NoError(t, err)
		_, problems := courses.Compile(folder, today)
		require.Contains(t, blocking(t, problems), "02-hai.md:1:1 course.unreadable", "%d bytes instead of %d", size, real)
	}
}

func TestContentThatDoesNotFitItsChecksum(t *testing.T) {
	raw := pack(t, entry{zip.FileHeader{Name: "khoa-1/media/a.mp3", Method: zip.Store}, "ID3" + strings.Repeat("m", 200_000)})
	raw[150_000] ^= 1
	folder, err := openZip(raw, "khoa-1.zip")
	require.NoError(t, err)
	_, problems := courses.Compile(folder, today)
	require.Contains(t, blocking(t, problems), "media/a.mp3:1:1 course.unreadable")
}

func TestRootsAndJunk(t *testing.T) {
	f := trainingtest.Course(1)
	want, problems := compile(t, f)
	require.Empty(t, problems)
	below := func(root string, junk ...string) []byte {
		var entries []entry
		for name, text := range f.Files {
			entries = append(entries, entry{zip.FileHeader{Name: root + name, Method: zip.Deflate}, text})
		}
		for _, name := range junk {
			entries = append(entries, named(name))
		}
		return pack(t, entries...)
	}
	for name, c := range map[string]struct {
		raw     []byte
		zipName string
	}{
		"a folder":               {below("khoa-1/", "khoa-1/", "khoa-1/media/"), "upload.zip"},
		"a folder of a folder":   {below("kho-main/khoa-1/"), "upload.zip"},
		"no folder":              {below(""), "khoa-1.zip"},
		"no folder, a long name": {below(""), "C/tai-ve/khoa-1.zip"},
		"a Mac's": {below("khoa-1/", "__MACOSX/khoa-1/._course.md", "__MACOSX/._khoa-1", "khoa-1/.DS_Store", "khoa-1/media/.DS_Store",
			"khoa-1/._01-mot.md"), "upload.zip"},
		"a Windows PC's":         {below("khoa-1/", "khoa-1/Thumbs.db", "khoa-1/media/desktop.ini"), "upload.zip"},
		"an editor's, under git": {below("khoa-1/", "khoa-1/.git/HEAD", "khoa-1/.obsidian/app.json", "khoa-1/.gitignore"), "upload.zip"},
	} {
		t.Run(name, func(t *testing.T) {
			folder, err := openZip(c.raw, c.zipName)
			require.NoError(t, err)
			got, problems := courses.Compile(folder, today)
			require.Empty(t, problems)
			require.Equal(t, "khoa-1", got.Slug)
			require.Equal(t, want.Digest, got.Digest, "zip and disk give one digest")
		})
	}
}
