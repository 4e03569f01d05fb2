package web_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/i18n"
	"liem/people"
)

// TestWhoeverIsShownIsNoted sends everybody to every route that answers with something, and fails for an answer that
// names an officer to somebody else without a line in the disclosure log.
func TestWhoeverIsShownIsNoted(t *testing.T) {
	persons, rows := readPermissions(t)
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, "TINH")
		officers := map[string]string{"Nguyễn Thị Hoa": "officer", "Vũ Thị Xa": "vu-thi-xa"} // accounts by name
		w.Complete(t, w.people["officer"], "khoa-2")
		found := map[string]bool{}
		for _, row := range rows {
			if row.method != http.MethodGet {
				continue
			}
			for _, person := range persons {
				b := w.at(person)
				before := map[string]int{}
				for name, o := range officers {
					before[name] = w.disclosures(w.people[o], b)
				}
				sent := w.inside(row, b)
				if row.path == "/audit" {
					sent.path += "?actor=officer" // whose entries may have left the first page
				}
				require.NoError(t, b.send(sent))
				if b.status != http.StatusOK {
					continue
				}
				text := content(t, b.body)
				for name, o := range officers {
					if !strings.Contains(text, name) || b.user == o {
						continue
					}
					found[row.path] = true
					require.Greater(t, w.disclosures(w.people[o], b), before[name], "%s shows %s to %s and notes nothing", row.path, name, person)
				}
			}
		}
		for _, path := range []string{"/people", "/reports/completions", "/reports/yearly", "/reports/completions.csv", "/reports/yearly.csv",
			"/reports/completions.xlsx", "/reports/yearly.xlsx", "/audit", "/audit.csv"} {
			require.True(t, found[path], "%s shows nobody, so the test sees nothing", path)
		}
	})
}

// disclosures counts how often an officer was shown to the account of a browser.
func (w *world) disclosures(o people.Actor, b *browser) (n int) {
	err := w.DB.Reader().QueryRowContext(context.Background(), `SELECT COUNT(*) FROM disclosures d
		JOIN disclosure_officers s ON s.disclosure_id = d.id JOIN accounts a ON a.id = d.account_id
		WHERE s.officer_id = ? AND a.username = ?`, o.OfficerID, b.user).Scan(&n)
	require.NoError(w.t, err)
	return n
}

// content is an answer's text; a workbook's parts are taken out of it.
func content(t *testing.T, body []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return string(body)
	}
	var text strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		require.NoError(t, err)
		_, err = io.Copy(&text, r)
		require.NoError(t, err)
	}
	return text.String()
}

func TestKindsOfDisclosureHaveWords(t *testing.T) {
	for _, l := range i18n.Locales {
		for _, k := range people.DisclosureKinds {
			require.True(t, i18n.For(l).Has("disclosure.kind."+string(k)), fmt.Sprint(l, " ", k))
		}
	}
}
