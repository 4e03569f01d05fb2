package working

import (
	"context"
	"strings"
	"time"

	"liem/internal/db"
	"liem/internal/fault"
	"liem/internal/text"
	"liem/people"
)

// maxBody bounds a text file that is written in the browser, in bytes.
const maxBody = 384 << 10

// Conflict is the error of a save that began from an older revision: nothing was stored, and Theirs is what stands.
type Conflict struct{ Theirs File }

// Error is for logs.
func (*Conflict) Error() string { return "working: the file was saved by somebody else meanwhile" }

// Unwrap makes it a fault for those who do not ask for the other text.
func (*Conflict) Unwrap() error { return fault.New(fault.Conflict, "edit.conflict") }

// Save stores a text file's new body, if it stands at the revision that the writer began from, and returns it as it stands
// now. The same body again changes nothing, whatever the revision.
func (s *Service) Save(ctx context.Context, a people.Actor, courseID, path, body string, revision int64) (File, error) {
	body, err := clean(body)
	if err != nil {
		return File{}, err
	}
	var now File
	err = s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		if _, err := s.take(ctx, tx, a, courseID); err != nil {
			return err
		}
		was, err := newStore(tx).file(ctx, courseID, path)
		switch {
		case err != nil:
			return err
		case !was.IsText():
			return errGone
		}
		if strings.Contains(was.Body, "\r\n") { // a form sends every line end the same; the file keeps its own
			body = strings.ReplaceAll(body, "\n", "\r\n")
		}
		switch {
		case was.Body == body:
			now = was
			return nil
		case was.Revision != revision:
			return &Conflict{was}
		}
		now, err = s.write(ctx, tx, a, courseID, was, body)
		return err
	})
	return now, err
}

// clean takes text as a browser sends it: lines end with a line feed, in NFC, without control characters.
func clean(body string) (string, error) {
	if _, err := text.Clean(body); err != nil {
		return "", err
	}
	body = text.NFC(strings.ReplaceAll(body, "\r\n", "\n"))
	if len(body) > maxBody {
		return "", fault.New(fault.Invalid, "edit.too_long").With("Max", maxBody>>10).At("body")
	}
	return body, nil
}

// write replaces a file's body in a taken working copy.
func (s *Service) write(ctx context.Context, tx db.Tx, a people.Actor, courseID string, was File, body string) (File, error) {
	now := was
	now.Body, now.Size, now.Revision, now.SavedAt, now.SavedBy = body, int64(len(body)), was.Revision+1, s.Business.Now(), a.AccountID
	if err := s.remember(ctx, tx, a, courseID, was, false); err != nil {
		return now, err
	}
	store := newStore(tx)
	if err := store.addAuthor(ctx, courseID, a.AccountID); err != nil {
		return now, err
	}
	return now, store.update(ctx, courseID, now)
}

// Burst is how long the saves of one person count as one step of the history, so that saving as one types does not fill it.
const Burst = 5 * time.Minute

// keptSteps is how many steps of one file are kept.
const keptSteps = 200

// remember puts what a file was into the history: the text before a burst of saves by one person, not each of them.
func (s *Service) remember(ctx context.Context, tx db.Tx, a people.Actor, courseID string, was File, always bool) error {
	store := newStore(tx)
	if !always && was.SavedBy == a.AccountID && s.Business.Now().Sub(was.SavedAt) < Burst {
		last, err := store.lastStep(ctx, courseID, was.Path)
		if err == nil && s.Business.Now().Sub(last.KeptAt) < Burst {
			return nil
		}
		if err != nil && !fault.Is(err, fault.NotFound) {
			return err
		}
	}
	if err := store.insertStep(ctx, courseID, was, s.Business.Now()); err != nil {
		return err
	}
	return store.thin(ctx, courseID, was.Path, keptSteps)
}
