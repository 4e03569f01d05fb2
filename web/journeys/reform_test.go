package journeys

import (
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"liem/internal/clock"
)

// TestReformOfUnits lets HR merge two area procuracies two months ago: what it does is shown first, reports of before stay as
// they are, reports from the day on have the new unit, and the change is undone.
func TestReformOfUnits(t *testing.T) {
	onBoth(t, func(t *testing.T, s *server) {
		p := signIn(t, s, "hr")
		today := clock.DateOf(time.Now(), clock.Hanoi)
		on := today.Add(-60)
		p.visit("/units?view=list")
		p.visit("/units")
		six, seven := p.unit("VKSND khu vực 6"), p.unit("VKSND khu vực 7")
		before := p.completions(six, on.Add(-200), on.Add(-1)) + p.completions(seven, on.Add(-200), on.Add(-1))
		after := p.completions(six, on, today) + p.completions(seven, on, today)
		require.Positive(t, before)
		require.Positive(t, after)

		p.visit("/units/" + six)
		p.follow(`a[href$="/change/merge"]`)
		p.check()
		p.click("#source-" + seven)
		p.fill("#new_code_1", "KV67")
		p.fill("#new_name_1", "VKSND khu vực 67")
		p.fill("#on", string(on))
		p.fill("#decision", "Nghị quyết về sắp xếp")
		p.follow("form.narrow button")
		p.check()
		plan := p.text("#main")
		require.Contains(t, plan, "Lập mới VKSND khu vực 67.")
		require.Contains(t, plan, "VKSND khu vực 7 chấm dứt hoạt động.")
		require.Contains(t, plan, "6 cán bộ chuyển đơn vị")
		p.follow("section.next button")
		require.Contains(t, p.text("#main"), "Đã áp dụng")
		change := p.path()
		p.check()

		p.visit("/units?on=" + string(on.Add(-1)))
		require.Equal(t, six, p.unit("VKSND khu vực 6"))
		p.visit("/units?on=" + string(on))
		require.NotContains(t, value[[]string](p, `[...document.querySelectorAll(".org .name")].map((n) => n.textContent)`), "VKSND khu vực 7")
		merged := p.unit("VKSND khu vực 67")
		require.Equal(t, before, p.completions(six, on.Add(-200), on.Add(-1))+p.completions(seven, on.Add(-200), on.Add(-1)), "before, all is as it was")
		require.Equal(t, after, p.completions(merged, on, today), "from the day on, the new unit has the rows of both")
		p.visit("/units/" + six)

		p.open(change)
		p.click(`form[action$="/undo"] button`)
		p.follow("dialog [value=yes]")
		require.Contains(t, p.text("#main"), "Đã hoàn tác")
		p.open("/units?on=" + string(on))
		require.Equal(t, seven, p.unit("VKSND khu vực 7"))
		require.Equal(t, after, p.completions(six, on, today)+p.completions(seven, on, today))
		p.visit("/units/changes")
	})
}

// fill replaces what a field holds.
func (p *person) fill(selector, text string) {
	p.t.Helper()
	p.run(chromedp.SetValue(selector, text, chromedp.ByQuery))
}

// unit is the id of a unit in the picture that is open.
func (p *person) unit(name string) string {
	p.t.Helper()
	const find = `([...document.querySelectorAll(".org a.unit")].find((a) => a.querySelector(".name").textContent === %q)?.pathname ?? "").split("/").pop()`
	id := value[string](p, fmt.Sprintf(find, name))
	require.NotEmpty(p.t, id, name)
	return id
}

var rowCount = regexp.MustCompile(`([\d.]+) lượt hoàn thành`)

// completions is how many rows the report of a unit has for some days.
func (p *person) completions(unit string, from, to clock.Date) int {
	p.t.Helper()
	q := url.Values{"kind": {"range"}, "from": {string(from)}, "to": {string(to)}, "unit": {unit}}
	p.open("/reports/completions?" + q.Encode())
	found := rowCount.FindStringSubmatch(p.text("#main"))
	if found == nil {
		require.Contains(p.t, p.text("#main"), "Không có dòng nào")
		return 0
	}
	n, err := strconv.Atoi(found[1])
	require.NoError(p.t, err)
	return n
}
