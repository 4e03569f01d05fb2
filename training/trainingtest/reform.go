package trainingtest

import (
	"context"
	_ "embed"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/clock"
	"liem/people"
)

//go:embed reform.json
var reformFile []byte

// Reform is the reform of 01/07/2025 in small: two provinces merge, and what were district procuracies become area
// procuracies (Luật 82/2025/QH15, Nghị quyết 84/2025/UBTVQH15).
type Reform struct {
	On       clock.Date
	Decision string
	Officers map[string]people.Actor // by the code of the unit before
	Changes  []people.UnitChange     // once applied, in their order
	school   *School
	file     reformData
}

type reformData struct {
	Units []struct {
		Code, Name, Parent string
		Kind               people.UnitKind
	}
	Officers     []struct{ Name, Unit string }
	On, Decision string
	Changes      []struct {
		Kind             people.ChangeKind
		Unit, Into, Name string
		UnitKind         people.UnitKind `json:"unit_kind"`
		Sources          []string
		New              *struct {
			Code, Name, Parent string
			Kind               people.UnitKind
		}
	}
}

// BeforeReform adds the units of before, with an officer in each.
func (s *School) BeforeReform(t testing.TB) *Reform {
	t.Helper()
	r := &Reform{school: s, Officers: map[string]people.Actor{}}
	require.NoError(t, json.Unmarshal(reformFile, &r.file))
	r.On, r.Decision = clock.Date(r.file.On), r.file.Decision
	for _, u := range r.file.Units {
		id, err := s.People.AddUnit(context.Background(), Root, people.NewUnit{Code: u.Code, Name: u.Name, ShortName: u.Name, Kind: u.Kind, ParentCode: u.Parent, From: "2020-01-01"})
		require.NoError(t, err)
		s.Know(u.Code, id)
	}
	for _, o := range r.file.Officers {
		r.Officers[o.Unit] = s.Officer(t, o.Name, o.Unit)
	}
	return r
}

// Requests are the changes as the service takes them.
func (r *Reform) request(i int) people.UnitRequest {
	c := r.file.Changes[i]
	q := people.UnitRequest{Kind: c.Kind, UnitID: r.school.Unit(c.Unit), On: r.On, Decision: r.Decision, Name: c.Name, ShortName: c.Name, UnitKind: c.UnitKind,
		IntoID: r.school.Unit(c.Into)}
	for _, code := range c.Sources {
		q.Sources = append(q.Sources, r.school.Unit(code))
	}
	if c.New != nil {
		q.New = []people.Part{{Code: c.New.Code, Name: c.New.Name, Kind: c.New.Kind, ParentID: r.school.Unit(c.New.Parent)}}
	}
	return q
}

// Apply looks at each change and applies it; the plans are returned.
func (r *Reform) Apply(t testing.TB, a people.Actor) []people.UnitPlan {
	t.Helper()
	ctx := context.Background()
	var plans []people.UnitPlan
	for i := range r.file.Changes {
		q := r.request(i)
		plan, err := r.school.People.PlanUnitChange(ctx, a, q)
		require.NoError(t, err)
		c, applied, err := r.school.People.ApplyUnitChange(ctx, a, q, plan.Digest)
		require.NoError(t, err)
		require.Equal(t, plan.Officers, applied.Officers)
		r.Changes = append(r.Changes, c)
		plans = append(plans, applied)
		for _, part := range q.New {
			tree, err := people.LoadTree(ctx, r.school.DB.Reader(), r.On)
			require.NoError(t, err)
			u, ok := tree.ByCode(part.Code)
			require.True(t, ok, part.Code)
			r.school.Know(part.Code, u.ID)
		}
	}
	return plans
}
