package people

import (
	"context"
	"crypto/rand"
	"strings"
	"time"

	"liem/internal/db"
	"liem/internal/fault"
)

// A start code sets an account's password once. It is printed on a slip for who has no e-mail, or sent by mail; either
// way it stands for a password that nobody knows yet.
const (
	codeAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ" // Crockford's: nothing that looks like something else
	codeLength   = 16                                 // 80 bits
	codeGroup    = 4

	// SlipDays is how long a slip is good unless one says otherwise; MaxSlipDays bounds it.
	SlipDays    = 14
	MaxSlipDays = 60

	startLimit = 20 // wrong codes from one address in a window
)

const (
	waySlip = "slip"
	wayMail = "mail"
)

var errStartCode = fault.New(fault.Invalid, "signin.code_wrong").At("code")

// newCode makes a code as people read it: ABCD-EFGH-JKMN-PQRS.
func newCode() string {
	var raw [codeLength]byte
	rand.Read(raw[:]) // never fails (crypto/rand)
	var b strings.Builder
	for i, r := range raw {
		if i > 0 && i%codeGroup == 0 {
			b.WriteByte('-')
		}
		b.WriteByte(codeAlphabet[int(r)%len(codeAlphabet)]) // 256 is a multiple of 32: no letter comes more often
	}
	return b.String()
}

var alike = strings.NewReplacer("O", "0", "I", "1", "L", "1")

// plainCode is a code without what people add or mistake in typing it.
func plainCode(typed string) string {
	kept := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' {
			return r
		}
		return -1
	}, strings.ToUpper(typed))
	return alike.Replace(kept)
}

func (s *Service) codeHash(code string) string { return s.Keys.MAC("start_code", plainCode(code)) }

// startCode makes a code for an account, within tx; those that came the same way before are worth nothing any more. A slip
// stays good when somebody asks for a letter: anybody may ask.
func (s *Service) startCode(ctx context.Context, tx db.Tx, accountID, way, by string, until time.Time) (string, error) {
	store, code := NewStore(tx), newCode()
	if err := store.deleteStartCodes(ctx, accountID, way); err != nil {
		return "", err
	}
	row := startCodeRow{Hash: s.codeHash(code), AccountID: accountID, Way: way, CreatedAt: s.System.Now(), CreatedBy: by, ExpiresAt: until}
	return code, store.insertStartCode(ctx, row)
}

// StartInfo is whose password a start code sets.
type StartInfo struct{ Username, Name string }

// CheckStart looks at a start code without using it up. Wrong ones are counted by address.
func (s *Service) CheckStart(ctx context.Context, code, ip string) (StartInfo, error) {
	acc, err := s.accountOfCode(ctx, code, ip)
	if err != nil {
		return StartInfo{}, err
	}
	o, err := NewStore(s.DB.Reader()).owner(ctx, acc)
	return StartInfo{acc.Username, o.Name}, err
}

func (s *Service) accountOfCode(ctx context.Context, code, ip string) (Account, error) {
	store := NewStore(s.DB.Reader())
	limit := "start:address:" + ip
	if n, err := store.counted(ctx, limit, s.window()); err != nil || n >= startLimit {
		return Account{}, s.orTooMany(err)
	}
	acc, err := store.accountByStartCode(ctx, s.codeHash(code), s.System.Now())
	if fault.Is(err, fault.NotFound) {
		if _, err := s.countOwn(ctx, limit); err != nil {
			return Account{}, err
		}
		return Account{}, errStartCode
	}
	return acc, err
}

// Start sets the password that a start code stands for, ends the account's sessions and tokens, and signs in. The code is
// taken by one DELETE, so of two at once one is refused.
func (s *Service) Start(ctx context.Context, code, password string, in SignIn) (Session, error) {
	acc, err := s.accountOfCode(ctx, code, in.IP)
	if err != nil {
		return Session{}, err
	}
	owner, err := NewStore(s.DB.Reader()).owner(ctx, acc)
	if err != nil {
		return Session{}, err
	}
	if err := CheckPassword(owner, password); err != nil {
		return Session{}, err
	}
	hash, err := hashInTurn(ctx, password)
	if err != nil {
		return Session{}, err
	}
	err = s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error { return s.start(ctx, tx, acc, s.codeHash(code), hash) })
	if err != nil {
		return Session{}, err
	}
	s.actors.Purge()
	return s.pass(ctx, acc, in, methodStart, "")
}

func (s *Service) start(ctx context.Context, tx db.Tx, acc Account, codeHash, passwordHash string) error {
	store, now := NewStore(tx), s.System.Now()
	way, err := store.takeStartCode(ctx, codeHash, now)
	if fault.Is(err, fault.NotFound) {
		return errStartCode
	}
	if err != nil {
		return err
	}
	if err := store.SetPassword(ctx, acc.ID, passwordHash, false, now); err != nil {
		return err
	}
	if err := store.forgetAccess(ctx, acc.ID, now); err != nil {
		return err
	}
	return s.Audit(ctx, tx, acc.ID, "account.start", "account:"+acc.ID, map[string]string{"way": way})
}
