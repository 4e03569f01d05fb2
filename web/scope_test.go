package web_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/db"
	"liem/internal/db/dbtest"
)

// secrets are texts that belong to department 2: nobody of department 1 may read any of them.
var secrets = []string{"Vũ Thị Xa", "vu-thi-xa", "Đơn vị P2", "Khóa học riêng", "Nội dung riêng", "Phác thảo riêng", "nguoi-soan-2", "VKS-002"}

// TestScope sends the people of department 1 to every route with things of department 2.
func TestScope(t *testing.T) {
	persons, rows := readPermissions(t)
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, "P1")
		for _, row := range rows {
			for _, person := range persons {
				for _, v := range w.outside(row) {
					b := w.at(person)
					require.NoError(t, b.send(w.form(row, b, v.path, v.fields...)), "%s as %s", v.path, person)
					row.checkOutside(t, b, person, v.want)
				}
			}
		}
		w.untouched()
	})
}

// checkOutside compares an answer with what somebody gets who may use the route, but not for this.
func (p permission) checkOutside(t *testing.T, b *browser, person string, want int) {
	t.Helper()
	for _, secret := range secrets {
		require.False(t, b.shows(secret), "%s as %s shows %q: %v", b.last.path, person, secret, b)
	}
	if want == asEver || p.statuses[person] == refused {
		p.check(t, b, person)
		return
	}
	require.Equal(t, want, b.status, "%s %s as %s: %v", p.method, b.last.path, person, b)
}

// TestScopeKeepsSecretsThatAreThere makes sure that the texts which TestScope looks for can be seen by those who may.
func TestScopeKeepsSecretsThatAreThere(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, "TINH")
		missing := slices.Clone(secrets)
		for _, page := range []struct{ person, path string }{{"hr", "/people"}, {"manager", "/reports/completions"}, {"manager", "/manage/courses"},
			{"author", w.draft + "/preview/mot"}, {"author", w.draftPicture}, {"inspector", "/audit"}} {
			b := w.at(page.person)
			require.NoError(t, b.send(request{method: "GET", path: page.path}))
			missing = slices.DeleteFunc(missing, b.shows)
		}
		require.Empty(t, missing)
	})
}
