package liem_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// layers lists the packages from the bottom up: each may import what stands before it, and nothing after it. A prefix
// stands for all below it; the longest prefix counts.
var layers = []string{
	"migrations",
	"internal",
	"people",
	"quiz",
	"courses",
	"records",
	"training",
	"reports",
	"web/page",
	"web/", // the folders of pages, one per audience; they do not import each other
	"web",
	"server",
}

// thirdParty says where a module may be imported: by the folders (or files) that match one of its patterns. Modules
// that are not listed may be imported anywhere below web.
var thirdParty = map[string][]string{
	"github.com/uptrace/bun":             {"internal/", "migrations", "*/store*.go", "*/query_*.go"},
	"github.com/gofiber/fiber":           {"web", "web/", "server", "server/"},
	"github.com/valyala/fasthttp":        {"web", "web/", "server", "server/"},
	"github.com/yuin/goldmark":           {"internal/markdown"},
	"github.com/microcosm-cc/bluemonday": {"internal/markdown"},
	"github.com/xuri/excelize":           {"reports", "internal/sheet"}, // where workbooks are written
	"modernc.org/sqlite":                 {"internal/db"},
	"github.com/alecthomas/kong":         {"server"},
	"golang.org/x/crypto/argon2":         {"people"},
	"golang.org/x/mod/sumdb/tlog":        {"internal/ledger"},
	"github.com/chromedp":                {"web/journeys"},
	"github.com/coreos/go-oidc":          {"internal/oidc"},
	"golang.org/x/oauth2":                {"internal/oidc"},
	"github.com/go-ldap/ldap":            {"internal/directory"},
	"github.com/wneessen/go-mail":        {"internal/mail"},
	"github.com/pquerna/otp":             {"people"},
	"github.com/trustelem/zxcvbn":        {"people"}, // for its list of common passwords alone
	"github.com/skip2/go-qrcode":         {"internal/chart"},
}

// file is a Go file with what it imports.
type file struct {
	path    string // slash-separated, from the root
	imports []string
}

func sources(t *testing.T) []file {
	t.Helper()
	var files []file
	err := filepath.WalkDir(".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "node_modules" || d.Name() == "testdata" || (p != "." && strings.HasPrefix(d.Name(), "."))) {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(p, ".go") {
			return nil
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), p, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		f := file{path: filepath.ToSlash(p)}
		for _, spec := range parsed.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			f.imports = append(f.imports, name)
		}
		files = append(files, f)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 50 {
		t.Fatalf("only %d Go files found: the test looks in the wrong place", len(files))
	}
	return files
}

// layer is the height of a folder; -1 when no layer holds it.
func layer(dir string) int {
	best, height := -1, -1
	for i, prefix := range layers {
		in := dir == strings.TrimSuffix(prefix, "/") && !strings.HasSuffix(prefix, "/") ||
			strings.HasPrefix(dir, strings.TrimSuffix(prefix, "/")+"/")
		if in && len(prefix) > best {
			best, height = len(prefix), i
		}
	}
	return height
}

// TestImportsRunDownhill holds the program's layers.
func TestImportsRunDownhill(t *testing.T) {
	for _, f := range sources(t) {
		dir := path.Dir(f.path)
		if dir == "." || strings.HasSuffix(f.path, "_test.go") {
			continue
		}
		from := layer(dir)
		if from < 0 {
			t.Errorf("%s: no layer holds %s", f.path, dir)
		}
		for _, name := range f.imports {
			target, own := strings.CutPrefix(name, "liem/")
			if !own || target == dir {
				continue
			}
			to := layer(target)
			sameLayer := to == from && (layers[from] != "web/") && strings.HasPrefix(target, layers[from])
			testHelp := strings.HasPrefix(dir, "internal/db/dbtest") && target == "migrations"
			if to < 0 || to > from || (to == from && !sameLayer) {
				t.Errorf("%s imports %s: imports run downhill only", f.path, target)
			}
			if target == "migrations" && !strings.HasPrefix(dir, "server") && !testHelp {
				t.Errorf("%s imports migrations: only server and dbtest apply them", f.path)
			}
		}
	}
}

// TestThirdPartyModules holds the places where modules may appear.
func TestThirdPartyModules(t *testing.T) {
	for _, f := range sources(t) {
		if strings.HasSuffix(f.path, "_test.go") {
			continue
		}
		for _, name := range f.imports {
			for module, places := range thirdParty {
				if (name == module || strings.HasPrefix(name, module+"/")) && !placed(f.path, places) {
					t.Errorf("%s imports %s, which belongs to %v", f.path, name, places)
				}
			}
		}
	}
}

func placed(file string, places []string) bool {
	dir := path.Dir(file)
	for _, p := range places {
		if strings.Contains(p, "*") {
			if ok, _ := path.Match(strings.TrimPrefix(p, "*/"), path.Base(file)); ok {
				return true
			}
			continue
		}
		if dir == strings.TrimSuffix(p, "/") || (strings.HasSuffix(p, "/") && strings.HasPrefix(dir+"/", p)) || strings.HasPrefix(dir, p+"/") {
			return true
		}
	}
	return false
}
