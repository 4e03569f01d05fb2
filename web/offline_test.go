package web_test

import (
	"context"
	"fmt"

	"github.com/stretchr/testify/require"

	"liem/people"
)

func init() {
	elsewhere["GET /offline"] = nobodys
	elsewhere["GET /offline/contact"], elsewhere["GET /courses/:slug/offline.json"] = own, own
	elsewhere["PUT /courses/:slug/:stem/done"] = writes
}

// readOffline sends that the officer has read a lesson of a course on a device.
func (w *world) readOffline(row permission, b *browser, path string, officer people.Actor) request {
	e, err := w.Training.Begin(context.Background(), officer, "khoa-1")
	require.NoError(w.t, err)
	r := w.form(row, b, path)
	r.body = fmt.Appendf(nil, `{"version":%q,"enrolment":%q}`, e.VersionID, e.ID)
	return r
}
