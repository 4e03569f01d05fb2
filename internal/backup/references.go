package backup

import (
	"context"

	"github.com/uptrace/bun"

	"liem/internal/db"
	"liem/internal/fault"
)

// reference is a foreign key of PostgreSQL that is checked row by row.
type reference struct {
	Relation   string `bun:"relation"`
	Constraint string `bun:"constraint_name"`
}

const postgresReferences = `SELECT r.relname AS relation, c.conname AS constraint_name FROM pg_constraint c
	JOIN pg_class r ON r.oid = c.conrelid JOIN pg_namespace n ON n.oid = r.relnamespace
	WHERE c.contype = 'f' AND NOT c.condeferrable AND n.nspname = current_schema()`

// deferReferences puts off the check of foreign keys to the end of the load, so that tables may be filled in any order
// and refer to each other in circles. The function it returns checks them all and puts the schema back as it was.
func deferReferences(ctx context.Context, tx db.Tx, engine db.Engine) (check func() error, err error) {
	if engine == db.SQLite {
		_, err := tx.ExecContext(ctx, "PRAGMA defer_foreign_keys = ON")
		return func() error { return checkSQLite(ctx, tx) }, err
	}
	var all []reference
	if err := tx.NewRaw(postgresReferences).Scan(ctx, &all); err != nil {
		return nil, err
	}
	alter := func(how string) error {
		for _, r := range all {
			_, err := tx.ExecContext(ctx, "ALTER TABLE ? ALTER CONSTRAINT ? "+how, bun.Ident(r.Relation), bun.Ident(r.Constraint))
			if err != nil {
				return err
			}
		}
		return nil
	}
	if err := alter("DEFERRABLE INITIALLY DEFERRED"); err != nil {
		return nil, err
	}
	return func() error {
		if _, err := tx.ExecContext(ctx, "SET CONSTRAINTS ALL IMMEDIATE"); err != nil {
			if db.IsForeignKey(err) {
				return errReference.Because(err)
			}
			return err
		}
		return alter("NOT DEFERRABLE")
	}, nil
}

// errReference is a row that refers to one that is not in the backup.
var errReference = fault.New(fault.Invalid, "backup.reference")

func checkSQLite(ctx context.Context, tx db.Tx) error {
	var broken int
	if err := tx.NewRaw("SELECT count(*) FROM pragma_foreign_key_check").Scan(ctx, &broken); err != nil {
		return err
	}
	if broken > 0 {
		return errReference
	}
	return nil
}
