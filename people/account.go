package people

import (
	"regexp"
	"strings"
	"time"

	"liem/internal/db"
	"liem/internal/fault"
	"liem/internal/text"
)

// Account signs in.
type Account struct {
	db.BaseModel `bun:"table:accounts,alias:a"`

	ID                 string     `bun:"id,pk"`
	Username           string     `bun:"username"`
	OfficerID          *string    `bun:"officer_id"`
	DisplayName        string     `bun:"display_name"`
	PasswordHash       string     `bun:"password_hash"`
	PasswordChangedAt  time.Time  `bun:"password_changed_at"`
	MustChangePassword bool       `bun:"must_change_password"`
	Locale             string     `bun:"locale"`
	Theme              string     `bun:"theme"`
	TextSize           string     `bun:"text_size"`
	ShortcutsOff       bool       `bun:"shortcuts_off"`
	DisabledAt         *time.Time `bun:"disabled_at"`
	CreatedAt          time.Time  `bun:"created_at"`
}

// NewAccount is what one gives to add an account.
type NewAccount struct {
	Username, DisplayName, Password string
	OfficerNumber                   string // empty for an account that is no officer's
	Role                            Role   // empty for none beside learning
	UnitCode                        string // over which the role is granted
	Reason                          string // why the role is granted; may be empty
	MustChangePassword              bool
}

var usernameForm = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{1,63}$`)

// Username is a name as it is stored and compared: NFC, lower case.
func Username(s string) string { return strings.ToLower(strings.TrimSpace(text.NFC(s))) }

// Check lists what is wrong with the fields, all at once.
func (n *NewAccount) Check() error {
	var list fault.List
	if !usernameForm.MatchString(n.Username) {
		list.Add(fault.New(fault.Invalid, "people.username_form").At("username"))
	}
	if n.DisplayName == "" && n.OfficerNumber == "" {
		list.Add(fault.New(fault.Invalid, "people.name_missing").At("name"))
	}
	if n.Role != "" && !n.Role.Granted() {
		list.Add(fault.New(fault.Invalid, "people.role_unknown").At("role"))
	}
	if n.Role != "" && n.UnitCode == "" {
		list.Add(fault.New(fault.Invalid, "people.unit_missing").At("unit"))
	}
	if err, ok := fault.As(CheckPassword(Owner{n.Username, n.DisplayName, n.OfficerNumber}, n.Password)); ok {
		list.Add(err)
	}
	return list.Err()
}
