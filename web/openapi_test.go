package web_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/db/dbtest"
	"liem/web"
)

// described is what the test reads of openapi.json.
type described struct {
	OpenAPI string                                `json:"openapi"`
	Paths   map[string]map[string]json.RawMessage `json:"paths"`
}

// TestOpenAPINamesEveryCall compares the routes below /api/ with what openapi.json says, in both languages: none is left
// out, none made up, each has words, and every reference leads somewhere.
func TestOpenAPINamesEveryCall(t *testing.T) {
	s := newSite(t, dbtest.SQLite(t))
	var served []string
	param := regexp.MustCompile(`:(\w+)`)
	for _, r := range web.Routes(s.options) {
		require.Equal(t, strings.HasPrefix(r.Path, "/api/"), r.API != nil, "%s: a call describes itself, and stands below /api/", r.Path)
		if r.API != nil {
			served = append(served, r.Method+" "+param.ReplaceAllString(strings.TrimPrefix(r.Path, "/api/v1"), "{$1}"))
		}
	}
	require.NotEmpty(t, served)
	for _, lang := range []string{"vi", "en"} {
		b := newBrowser(s)
		require.NoError(t, b.send(request{method: "GET", path: "/api/v1/openapi.json", header: map[string][]string{"Accept-Language": {lang}}}))
		require.Equal(t, 200, b.status)
		var doc described
		require.NoError(t, json.Unmarshal(b.body, &doc))
		require.Equal(t, "3.1.0", doc.OpenAPI)
		require.NotRegexp(t, `"\[[a-z_.]+\]"`, string(b.body), "a key without a text")
		var named []string
		ids := map[string]bool{}
		for path, methods := range doc.Paths {
			for method, raw := range methods {
				named = append(named, strings.ToUpper(method)+" "+path)
				checkOperation(t, path, raw, ids)
			}
		}
		require.ElementsMatch(t, served, named)
		checkReferences(t, b.body)
	}
}

// checkOperation looks at what OpenAPI asks of every operation.
func checkOperation(t *testing.T, path string, raw json.RawMessage, ids map[string]bool) {
	t.Helper()
	var o struct {
		OperationID, Summary string
		Parameters           []struct{ Name, In string }
		Responses            map[string]struct{ Description string }
		Security             *[]map[string][]string
	}
	require.NoError(t, json.Unmarshal(raw, &o))
	require.NotEmpty(t, o.Summary, path)
	require.False(t, ids[o.OperationID], "%s: the id %s stands twice", path, o.OperationID)
	ids[o.OperationID] = true
	require.Contains(t, o.Responses, "default", path)
	require.NotNil(t, o.Security, path)
	for _, m := range regexp.MustCompile(`\{(\w+)\}`).FindAllStringSubmatch(path, -1) {
		require.True(t, slices.ContainsFunc(o.Parameters, func(p struct{ Name, In string }) bool { return p.Name == m[1] && p.In == "path" }), path)
	}
}

// checkReferences follows every $ref of the document.
func checkReferences(t *testing.T, body []byte) {
	t.Helper()
	var doc any
	require.NoError(t, json.Unmarshal(body, &doc))
	found := 0
	for _, m := range regexp.MustCompile(`"\$ref":"#/([^"]+)"`).FindAllStringSubmatch(string(body), -1) {
		found++
		at := doc
		for _, step := range strings.Split(m[1], "/") {
			object, ok := at.(map[string]any)
			require.True(t, ok, m[1])
			at, ok = object[step]
			require.True(t, ok, "%s leads nowhere; there are %s", m[1], fmt.Sprint(slices.Sorted(maps.Keys(object))))
		}
	}
	require.Positive(t, found)
}
