package page

import "liem/people"

// Need is what a route asks of the person before its handler runs. Handlers and services still check the object that
// the request names; this is the first gate, and the one that the permission test walks.
type Need struct {
	public     bool
	action, or people.Action
}

// Public routes are open to everybody, SignedIn routes to whoever has a session.
var (
	Public   = Need{public: true}
	SignedIn = Need{}
)

// To asks for an action that the person may do somewhere.
func To(action people.Action) Need { return Need{action: action} }

// ToEither asks for one of two actions.
func ToEither(one, other people.Action) Need { return Need{action: one, or: other} }

// Public tells whether the route is open to everybody.
func (n Need) Public() bool { return n.public }

// Action is what the person must be able to do somewhere; empty when being signed in is enough.
func (n Need) Action() people.Action { return n.action }

// Met tells whether the actor may pass.
func (n Need) Met(a people.Actor) bool {
	switch {
	case n.public:
		return true
	case !a.SignedIn():
		return false
	case n.action == "":
		return true
	}
	return people.Can(a, n.action, people.Target{}) || (n.or != "" && people.Can(a, n.or, people.Target{}))
}

// Route is one address with its handler.
type Route struct {
	Method string
	Path   string // in Fiber's syntax
	Need   Need
	Do     Handler
	Upload bool // a large multipart body that the handler reads as a stream; it checks the form token itself
	Early  bool // open to who must first change the password or set up a second factor
	StepUp bool // asks for the password or a code again when the last one is more than ten minutes old
	Long   bool // a streamed answer: a longer deadline, no compression
	// Private keeps it closed to who looks through another's eyes: it shows what is nobody else's business.
	Private bool
	SeeAs   bool // open, too, to who looks through another's eyes, whatever Need and Method say; the handler takes care

	// API makes it a call for programs: who asks is said by a bearer token alone, cookies and form tokens count nothing, and
	// faults are problem+json. It describes the call for openapi.json.
	API *Call
}
