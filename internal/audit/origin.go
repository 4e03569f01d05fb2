package audit

import "context"

// Origin is from where something was done. The web puts it into the context of a request.
type Origin struct {
	IP     string
	Via    string // "session:" and the beginning of its id, "token:" and its id; empty on the command line
	SeenAs string // account through whose eyes the actor looks; empty for one's own
}

type originKey struct{}

// Arrive is a context that knows from where its request came.
func Arrive(ctx context.Context, o Origin) context.Context {
	return context.WithValue(ctx, originKey{}, o)
}

// OriginOf is from where the context's request came; empty for work that no request asked for.
func OriginOf(ctx context.Context) Origin {
	o, _ := ctx.Value(originKey{}).(Origin)
	return o
}

// sessionLetters is how much of a session's id the trail holds: enough to tell sessions apart, and of no use to anybody,
// for the id is a hash.
const sessionLetters = 16

// ViaSession names a session by the beginning of its id.
func ViaSession(id string) string {
	if id == "" {
		return ""
	}
	return "session:" + id[:min(len(id), sessionLetters)]
}

// ViaToken names an API token by its id.
func ViaToken(id string) string { return "token:" + id }
