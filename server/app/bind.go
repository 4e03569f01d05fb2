package app

import (
	"context"
	"encoding/base64"
	"strings"

	"liem/internal/db"
	"liem/internal/fault"
	"liem/internal/secret"
	"liem/internal/site"
)

// What a database is bound to. All servers of one database share one media folder and one set of keys.
const (
	markMedia  = "media"
	markField  = "key.field"
	markCookie = "key.cookie"
	markLedger = "key.ledger"
)

// fieldContext binds the field key's mark; it is sealed anew each time and judged by opening it.
const fieldContext = "site:field"

func keyMarks(k *secret.Keys) []site.Mark {
	opens := func(stored string) bool {
		raw, err := base64.StdEncoding.DecodeString(stored)
		if err != nil {
			return false
		}
		plain, err := k.Open(raw, fieldContext)
		return err == nil && plain == markField
	}
	return []site.Mark{
		{Name: markField, Value: base64.StdEncoding.EncodeToString(k.Seal(markField, fieldContext)), Fits: opens},
		{Name: markCookie, Value: k.MAC("site", markCookie)},
		{Name: markLedger, Value: k.PublicKey()},
	}
}

// marks are those of this server's keys and media folder.
func marks(c Config, k *secret.Keys) ([]site.Mark, error) {
	media, err := site.FolderMark(c.MediaDir())
	return append(keyMarks(k), site.Mark{Name: markMedia, Value: media}), err
}

// bind ties the database to the keys and the media folder when it is new, and otherwise refuses others.
func (a *App) bind(ctx context.Context) error {
	known, err := site.Stored(ctx, a.DB.Reader(), markMedia)
	if err != nil {
		return err
	}
	if known == "" {
		if _, err := site.MarkFolder(a.Config.MediaDir(), ""); err != nil {
			return err
		}
	}
	all, err := marks(a.Config, a.Keys)
	if err != nil {
		return err
	}
	strangers, err := site.Bind(ctx, a.DB, all)
	if err != nil {
		return err
	}
	return stranger(strangers)
}

// stranger is the refusal that names what belongs to another database.
func stranger(names []string) error {
	switch {
	case len(names) == 0:
		return nil
	case names[len(names)-1] == markMedia:
		return fault.New(fault.Conflict, "server.other_media")
	}
	return fault.New(fault.Conflict, "server.other_keys").With("Names", strings.Join(names, ", "))
}

// Accept is for restoring: rows that were just loaded must not belong to another media folder than the one at hand, if
// that has a mark. Keys are judged at the next start, for they may be put in place later.
func Accept(c Config) func(ctx context.Context, tx db.Tx) error {
	return func(ctx context.Context, tx db.Tx) error {
		have, err := site.FolderMark(c.MediaDir())
		if err != nil || have == "" {
			return err
		}
		return acceptMedia(ctx, tx, have)
	}
}

func acceptMedia(ctx context.Context, tx db.Tx, have string) error {
	strangers, err := site.Strangers(ctx, tx, []site.Mark{{Name: markMedia, Value: have}})
	if err != nil {
		return err
	}
	return stranger(strangers)
}

// MarkMedia gives the media folder of a restored database its mark.
func MarkMedia(ctx context.Context, c Config, d *db.DB) error {
	known, err := site.Stored(ctx, d.Reader(), markMedia)
	if err != nil || known == "" {
		return err
	}
	_, err = site.MarkFolder(c.MediaDir(), known)
	return err
}

// Strangers names which keys, and whether the media folder, belong to another database. It changes nothing.
func Strangers(ctx context.Context, c Config, d *db.DB, k *secret.Keys) ([]string, error) {
	all, err := marks(c, k)
	if err != nil {
		return nil, err
	}
	return site.Strangers(ctx, d.Reader(), all)
}

// Rebind ties the database to the keys and the media folder at hand, whatever it was tied to.
func Rebind(ctx context.Context, c Config, d *db.DB, k *secret.Keys) error {
	if _, err := site.MarkFolder(c.MediaDir(), ""); err != nil {
		return err
	}
	all, err := marks(c, k)
	if err != nil {
		return err
	}
	return d.InTx(ctx, func(ctx context.Context, tx db.Tx) error { return site.Rebind(ctx, tx, all) })
}
