package adapt

import (
	"context"
	"io"
	"slices"
	"time"

	"liem/courses"
	"liem/internal/db"
	"liem/internal/fault"
	"liem/people"
)

// Service makes drafts of folders that are no courses, and keeps the reports.
type Service struct{ courses *courses.Service }

// NewService makes the service.
func NewService(c *courses.Service) *Service { return &Service{c} }

// waits is how long an upload waits for its answers.
const waits = 7 * 24 * time.Hour

// Keep keeps a zip until its answers are given, for the actor alone.
func (s *Service) Keep(ctx context.Context, a people.Actor, name string, zip io.Reader) (string, error) {
	if err := people.Require(a, people.ActEditCourse, people.Target{}); err != nil {
		return "", err
	}
	digest, _, err := s.courses.Blobs.Put(ctx, zip)
	if err != nil {
		return "", fault.New(fault.Unavailable, "fault.unavailable").Because(err)
	}
	now := s.courses.Business.Now()
	r := Record{ID: db.NewID(), Name: name, ZipDigest: digest, CreatedAt: now, CreatedBy: a.AccountID}
	err = s.courses.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		store := NewStore(tx)
		if err := store.dropWaiting(ctx, now.Add(-waits)); err != nil {
			return err
		}
		return store.insert(ctx, r)
	})
	return r.ID, err
}

// Waiting is a zip that waits for its answers.
type Waiting struct {
	Record
	Folder *courses.Folder
	close  func() error
}

// Close lets go of the zip.
func (w *Waiting) Close() error { return w.close() }

// Waiting opens what the actor has uploaded; what nobody uploaded, or somebody else, is not found.
func (s *Service) Waiting(ctx context.Context, a people.Actor, id string) (*Waiting, error) {
	if err := people.Require(a, people.ActEditCourse, people.Target{}); err != nil {
		return nil, err
	}
	r, err := NewStore(s.courses.DB.Reader()).waiting(ctx, id, a.AccountID)
	if err != nil {
		return nil, err
	}
	f, size, err := s.courses.Blobs.Open(ctx, r.ZipDigest)
	if err != nil {
		return nil, err
	}
	folder, err := courses.OpenAnyZip(&readerAt{r: f}, size, r.Name)
	if err != nil {
		return nil, joinClose(err, f)
	}
	return &Waiting{r, folder, f.Close}, nil
}

func joinClose(err error, c io.Closer) error {
	_ = c.Close()
	return err
}

// Propose shows what would become of a folder, as far as the answers go. Without a category one is taken for the sake of the
// check; it is not in the answers.
func (s *Service) Propose(folder *courses.Folder, answers Answers) (*Adapted, error) {
	given := answers.Category
	if !slices.Contains(courses.Categories, courses.Category(given)) {
		answers.Category = string(courses.JobPosition)
	}
	out, err := Adapt(folder, answers, s.courses.Today())
	if err != nil {
		return nil, err
	}
	out.Answers.Category = given
	return out, nil
}

// Upload makes a draft of a folder and keeps its report with it, both or none. name is the folder's; waiting is the record that it
// came from, or empty. With problems in the answers nothing is stored.
func (s *Service) Upload(ctx context.Context, a people.Actor, folder *courses.Folder, answers Answers, name, waiting string) (*Adapted, courses.Draft, error) {
	if err := people.Require(a, people.ActEditCourse, people.Target{}); err != nil {
		return nil, courses.Draft{}, err
	}
	out, err := Adapt(folder, answers, s.courses.Today())
	if err != nil || out.Blocked() {
		return out, courses.Draft{}, err
	}
	draft, err := s.courses.UploadWith(ctx, a, out.Folder, func(ctx context.Context, tx db.Tx, v courses.Version) error {
		store := NewStore(tx)
		if waiting != "" {
			if err := store.dropOne(ctx, waiting); err != nil {
				return err
			}
		}
		return store.insert(ctx, Record{ID: db.NewID(), Name: name, CourseID: v.CourseID, Report: out.Report, CreatedAt: s.courses.Business.Now(), CreatedBy: a.AccountID})
	})
	return out, draft, err
}

// Report is the newest report of a course that the actor may see; none when the course was not adapted.
func (s *Service) Report(ctx context.Context, a people.Actor, courseID string) (Record, bool, error) {
	if _, _, err := s.courses.Course(ctx, a, courseID); err != nil {
		return Record{}, false, err
	}
	return NewStore(s.courses.DB.Reader()).Latest(ctx, courseID)
}

// readerAt reads at places of a file that only seeks. One upload is read by one request.
type readerAt struct{ r io.ReadSeeker }

// ReadAt implements io.ReaderAt.
func (r *readerAt) ReadAt(p []byte, at int64) (int, error) {
	if _, err := r.r.Seek(at, io.SeekStart); err != nil {
		return 0, err
	}
	n, err := io.ReadFull(r.r, p)
	if err == io.ErrUnexpectedEOF {
		err = io.EOF
	}
	return n, err
}
