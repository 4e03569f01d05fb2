package trainingtest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/people"
)

// Officer adds a civil servant who has served in a unit since 2020, and returns them as they are signed in: an officer
// without roles.
func (s *School) Officer(t testing.TB, name, unitCode string) people.Actor {
	t.Helper()
	s.officers++
	o, err := s.People.AddOfficer(context.Background(), Root, people.NewOfficer{Number: fmt.Sprintf("VKS-%03d", s.officers), FullName: name,
		BirthDate: "1988-03-08", Gender: "female", StaffType: people.CivilServant, NationalID: fmt.Sprintf("0191880%05d", s.officers),
		UnitID: s.Unit(unitCode), Position: "Phó Trưởng phòng", Title: "Kiểm sát viên sơ cấp", From: "2020-01-01"})
	require.NoError(t, err)
	return people.Actor{AccountID: "account-" + o.ID, OfficerID: o.ID, Name: name, UnitID: s.Unit(unitCode), Locale: "vi"}
}

// Move posts an officer to another unit from a day on.
func (s *School) Move(t testing.TB, a people.Actor, unitCode string, from clock.Date) {
	t.Helper()
	err := s.DB.InTx(context.Background(), func(ctx context.Context, tx db.Tx) error {
		const end = "UPDATE postings SET valid_to = ? WHERE officer_id = ? AND valid_to >= ?"
		if _, err := tx.ExecContext(ctx, end, from.Add(-1), a.OfficerID, from); err != nil {
			return err
		}
		return people.NewStore(tx).InsertPostings(ctx, []people.Posting{{ID: db.NewID(), OfficerID: a.OfficerID, UnitID: s.Unit(unitCode),
			Position: "Trưởng phòng", Title: "Kiểm sát viên trung cấp", ValidFrom: from, ValidTo: clock.Forever}})
	})
	require.NoError(t, err)
}

// Grant is a role over a unit and all below it.
type Grant struct {
	Role people.Role
	Unit string // code
}

// Staff adds an account that holds roles and is no officer's, and returns it as it is signed in. It has no password.
func (s *School) Staff(t testing.TB, grants ...Grant) people.Actor {
	t.Helper()
	ctx := context.Background()
	id, now := db.NewID(), s.Clock.Now()
	rows := make([]people.Grant, len(grants))
	for i, g := range grants {
		rows[i] = people.Grant{ID: db.NewID(), AccountID: id, Role: g.Role, UnitID: s.Unit(g.Unit), ValidFrom: "2020-01-01",
			ValidTo: clock.Forever, CreatedAt: now}
	}
	err := s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		store := people.NewStore(tx)
		if err := store.InsertAccounts(ctx, []people.Account{{ID: id, Username: id, Locale: "vi", Theme: "auto", PasswordChangedAt: now, CreatedAt: now}}); err != nil {
			return err
		}
		return store.InsertGrants(ctx, rows)
	})
	require.NoError(t, err)
	return s.Again(t, people.Actor{AccountID: id})
}

// Again signs an account in anew, by a session that is put there, and returns it with the authority that it has by now.
func (s *School) Again(t testing.TB, a people.Actor) people.Actor {
	t.Helper()
	ctx := context.Background()
	token, now := db.RandomToken(), s.Clock.Now()
	hash := sha256.Sum256([]byte(token))
	err := s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		const session = "INSERT INTO sessions (id, account_id, created_at, seen_at, expires_at, ip, user_agent) VALUES (?, ?, ?, ?, ?, '', '')"
		_, err := tx.ExecContext(ctx, session, hex.EncodeToString(hash[:]), a.AccountID, now, now, now.Add(24*time.Hour))
		return err
	})
	require.NoError(t, err)
	a, err = s.People.Actor(ctx, token)
	require.NoError(t, err)
	return a
}
