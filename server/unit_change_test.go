package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestUnitsAreChangedFromTheCommandLine(t *testing.T) {
	engines(t, func(t *testing.T, p place) {
		found(t, p)
		for _, code := range []string{"H-A", "H-B", "KV1"} {
			p.done(t, "unit", "add", "--code", code, "--name", "VKSND "+code, "--kind", "area", "--parent", "VKS-TINH", "--from", "2026-01-01")
		}
		p.done(t, "officer", "add", "--number", "001", "--name", "Nguyễn Văn An", "--unit", "H-A", "--from", "2026-01-01")
		codes := func(on string) string {
			var list []string
			for _, u := range decoded[[]listedUnit](t, p.done(t, "unit", "list", "--on", on, "--json")) {
				list = append(list, u.Code)
			}
			return strings.Join(list, " ")
		}
		merge := []string{"unit", "merge", "H-A", "H-B", "--into", "KV1", "--on", "01/07/2026"}
		out := p.done(t, append(merge, "--dry-run")...)
		require.Contains(t, out, "001 Nguyễn Văn An: VKSND H-A → VKSND KV1")
		require.Contains(t, out, "Chưa thay đổi gì.")
		require.Equal(t, "VKS-TINH H-A H-B KV1", codes("2026-07-01"))
		done := decoded[changed](t, p.done(t, append(merge, "--json")...))
		require.Len(t, done.Officers, 1)
		require.Equal(t, "VKS-TINH H-A H-B KV1", codes("2026-06-30"))
		require.Equal(t, "VKS-TINH KV1", codes("2026-07-01"))
		p.done(t, "unit", "undo", done.ID)
		require.Equal(t, "VKS-TINH H-A H-B KV1", codes("2026-07-01"))
		require.Contains(t, p.refused(t, "unit", "undo", done.ID).err, "đã được hoàn tác")

		require.Contains(t, p.refused(t, "unit", "abolish", "H-A", "--on", "2026-07-01").err, "Còn 1 cán bộ")
		require.Contains(t, p.refused(t, "unit", "move", "VKS-TINH", "--parent", "H-A", "--on", "2026-07-01").err, "vòng")
		p.done(t, "unit", "rename", "H-A", "--name", "VKSND khu vực A", "--on", "2026-07-01")
		p.done(t, "officer", "transfer", "001", "--unit", "H-B", "--from", "2026-08-01")
		require.Contains(t, p.done(t, "unit", "abolish", "H-A", "--to", "KV1", "--on", "2026-09-01"), "Đã áp dụng")
		p.done(t, "officer", "leave", "001", "--last", "2026-12-31", "--reason", "retired")
		require.Contains(t, p.refused(t, "officer", "leave", "009", "--last", "2026-12-31").err, "009")
	})
}
