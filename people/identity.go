package people

import (
	"context"

	"liem/internal/db"
	"liem/internal/secret"
)

// NationalIDContext binds a sealed identity number to its officer.
func NationalIDContext(officerID string) string { return "officer:" + officerID + ":national_id" }

// IdentityIndex is the blind index of an identity number, by which its bearer is found without opening any other.
func IdentityIndex(keys *secret.Keys, number string) []byte {
	return keys.Index(number, "officer.national_id")
}

// SetNationalID seals an identity number and makes its index; the empty text takes both away. The officer has an id.
func (o *Officer) SetNationalID(keys *secret.Keys, number string) {
	if number == "" {
		o.NationalID, o.IdentityIndex = nil, nil
		return
	}
	o.NationalID, o.IdentityIndex = keys.Seal(number, NationalIDContext(o.ID)), IdentityIndex(keys, number)
}

// OpenNationalID is the identity number; empty when none is known. The caller has asked for ActReportNationalID.
func (o *Officer) OpenNationalID(keys *secret.Keys) (string, error) {
	if len(o.NationalID) == 0 {
		return "", nil
	}
	return keys.Open(o.NationalID, NationalIDContext(o.ID))
}

// IndexIdentities makes the index of identity numbers that were sealed before there was one; who starts the program calls
// it. Of two officers with one number the second stays without, and the log names them for HR to mend.
func (s *Service) IndexIdentities(ctx context.Context) error {
	list, err := NewStore(s.DB.Reader()).unindexed(ctx)
	if err != nil || len(list) == 0 {
		return err
	}
	return s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		store := NewStore(tx)
		for _, o := range list {
			number, err := o.OpenNationalID(s.Keys)
			if err != nil {
				return err
			}
			index := IdentityIndex(s.Keys, number)
			switch other, err := store.OfficerByIdentity(ctx, index); {
			case err != nil:
				return err
			case other != nil:
				s.Log.Warn("two officers have one identity number", "officer", o.ID, "other", other.ID)
				continue
			}
			if err := store.setIndex(ctx, o.ID, index); err != nil {
				return err
			}
		}
		return nil
	})
}
