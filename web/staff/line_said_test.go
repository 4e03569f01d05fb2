package staff

import (
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/i18n"
)

func TestADetailIsSaidInWords(t *testing.T) {
	vi := i18n.For(i18n.Vietnamese)
	for _, c := range []struct{ action, name, value, wantName, want string }{
		{"account.sign_in", "method", "password", "cách đăng nhập", "bằng mật khẩu"},
		{"account.create", "role", "hr", "vai trò", "Cán bộ tổ chức"},
		{"officer.appoint", "from", "2026-11-26", "từ ngày", "26/11/2026"},
		{"account.slip", "until", "2026-12-10T10:00:00+07:00", "hiệu lực đến", "10/12/2026 10:00"},
		{"officer.change", "staff_type", "civil_servant → contract", "loại nhân sự", "Công chức → Người lao động"},
		{"unit.change", "kind", "merge", "loại", vi.T("unit.change_of.merge")},
		{"officer.appoint", "kind", "acting", "loại", vi.T("posting.acting")},
		{"officer.close_group", "disabled", "true", "thôi dùng", "có"},
		{"roster.apply", "new", "1", "thêm mới", "1"},
		{"officer.appoint", "unit", "01942486-c680-7509-bf55-8221a2b5ad81", "đơn vị", "01942486-c680-7509-bf55-8221a2b5ad81"},
		{"officer.change", "own_field", "•••", "own_field", "•••"},
	} {
		require.Equal(t, []Pair{{c.wantName, c.want}}, saidAll(vi, c.action, []Pair{{c.name, c.value}}), c.name)
	}
}

func TestThePageShortensIDs(t *testing.T) {
	p := &AuditPage{}
	require.Equal(t, "…a2b5ad81", p.Short("01942486-c680-7509-bf55-8221a2b5ad81"))
	require.Equal(t, "…a2b5ad81, …a2b5ad82", p.Short("01942486-c680-7509-bf55-8221a2b5ad81, 01942486-c680-7509-bf55-8221a2b5ad82"))
	require.Equal(t, "26/11/2026", p.Short("26/11/2026"))
}
