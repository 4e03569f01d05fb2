package backup

import (
	"archive/tar"
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"sort"
	"time"

	"github.com/klauspost/compress/zstd"

	"liem/internal/blob"
	"liem/internal/db"
	"liem/internal/fault"
)

// Source is what is backed up.
type Source struct {
	DB         *db.DB
	Blobs      blob.Store
	Migrations fs.FS
	Program    string // its version
	Now        time.Time
	Temp       string // folder for the rows on their way into the file: as much room as they take as text
}

// Write writes a backup. The rows are of one snapshot; blobs are never changed, and are stored before a row names them,
// so those of the snapshot are among those found afterwards.
func Write(ctx context.Context, w io.Writer, s Source) (Manifest, error) {
	schema, err := db.Schema(ctx, s.DB, s.Migrations)
	if err != nil {
		return Manifest{}, err
	}
	if len(schema.Unknown) > 0 {
		return Manifest{}, fault.New(fault.Conflict, "backup.newer_schema").With("Migration", schema.Unknown[0])
	}
	m := Manifest{Format: format, Program: s.Program, Engine: s.DB.Engine(), Migrations: schema.Applied, CreatedAt: s.Now}
	rows, err := os.CreateTemp(s.Temp, ".backup-rows-*") // mode 0600
	if err != nil {
		return m, err
	}
	defer os.Remove(rows.Name())
	defer rows.Close()
	if m.Tables, err = spool(ctx, s.DB, rows); err != nil {
		return m, err
	}
	if m.Blobs, err = listBlobs(ctx, s.Blobs); err != nil {
		return m, err
	}
	if _, err := rows.Seek(0, io.SeekStart); err != nil {
		return m, err
	}
	return m, pack(ctx, w, &m, rows, s.Blobs)
}

// spool writes all tables one after the other: a tar names a member's size before the member.
func spool(ctx context.Context, d *db.DB, f *os.File) (tables []Table, err error) {
	out := bufio.NewWriterSize(f, 1<<20)
	err = d.ReadTx(ctx, func(ctx context.Context, tx db.Tx) error {
		if err := unbounded(ctx, tx, d.Engine()); err != nil {
			return err
		}
		if tables, err = catalogue(ctx, tx, d.Engine()); err != nil {
			return err
		}
		for i := range tables {
			if err := dump(ctx, tx, &tables[i], out); err != nil {
				return err
			}
		}
		return nil
	})
	return tables, errors.Join(err, out.Flush())
}

func listBlobs(ctx context.Context, store blob.Store) ([]Blob, error) {
	list := []Blob{}
	err := store.Walk(ctx, func(digest string, size int64) error {
		list = append(list, Blob{digest, size})
		return nil
	})
	sort.Slice(list, func(i, j int) bool { return list[i].Digest < list[j].Digest })
	return list, err
}

// packer writes the members.
type packer struct {
	*tar.Writer
	at time.Time
}

func (p *packer) member(name string, size int64, r io.Reader) error {
	h := &tar.Header{Name: name, Size: size, Mode: 0o600, ModTime: p.at, Typeflag: tar.TypeReg, Format: tar.FormatPAX}
	if err := p.WriteHeader(h); err != nil {
		return err
	}
	_, err := io.CopyN(p.Writer, r, size)
	return err
}

func pack(ctx context.Context, w io.Writer, m *Manifest, rows io.Reader, blobs blob.Store) error {
	z, err := zstd.NewWriter(w)
	if err != nil {
		return err
	}
	defer z.Close()
	p := &packer{tar.NewWriter(z), m.CreatedAt.Truncate(time.Second)}
	if err := p.manifest(m); err != nil {
		return err
	}
	for _, t := range m.Tables {
		if err := p.member(tablePrefix+t.Name+tableSuffix, t.Size, rows); err != nil {
			return err
		}
	}
	for _, b := range m.Blobs {
		if err := p.blob(ctx, b, blobs); err != nil {
			return err
		}
	}
	return errors.Join(p.Close(), z.Close())
}

func (p *packer) manifest(m *Manifest) error {
	raw, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return err
	}
	return p.member(manifestName, int64(len(raw)), bytes.NewReader(raw))
}

// blob writes a stored file, and fails when it is not what its name says: a disk that rots must not rot the backups.
func (p *packer) blob(ctx context.Context, b Blob, store blob.Store) error {
	r, size, err := store.Open(ctx, b.Digest)
	if err != nil {
		return err
	}
	defer r.Close()
	rotten := fault.New(fault.Conflict, "backup.blob_damaged").With("Digest", b.Digest)
	if size != b.Size {
		return rotten
	}
	h := newHash()
	if err := p.member(blobPrefix+b.Digest, size, io.TeeReader(r, h)); err != nil {
		return err
	}
	if h.sum() != b.Digest {
		return rotten
	}
	return nil
}
