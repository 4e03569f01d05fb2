package audit

import (
	"context"
	"encoding/json"
	"strings"
)

type authority struct{}

// Under returns a context in which what is written into the trail names the authorities, by id, under which it was done:
// those that somebody handed to the actor for a time. Without any the context stays as it is.
func Under(ctx context.Context, ids ...string) context.Context {
	if len(ids) == 0 {
		return ctx
	}
	return context.WithValue(ctx, authority{}, strings.Join(ids, " "))
}

// withAuthority adds the context's authorities to a detail, as "under".
func withAuthority(ctx context.Context, detail any) (any, error) {
	under, ok := ctx.Value(authority{}).(string)
	if !ok {
		return detail, nil
	}
	if c, ok := detail.(Change); ok {
		var err error
		c.Detail, err = withAuthority(ctx, c.Detail)
		return c, err
	}
	fields := map[string]any{}
	if detail != nil {
		raw, err := json.Marshal(detail)
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(raw, &fields); err != nil {
			return nil, err
		}
	}
	if fields == nil { // the detail was null
		fields = map[string]any{}
	}
	fields["under"] = under
	return fields, nil
}
