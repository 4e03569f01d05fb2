package backup

import (
	"archive/tar"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
)

// maxWindow bounds what a file may ask of memory for decompressing.
const maxWindow = 64 << 20

// visitor is told of what a backup holds, in the order of its members. A nil function is not told.
type visitor struct {
	manifest func(m *Manifest) error
	row      func(t *Table, values []any) error
	tableEnd func(t *Table) error
	blob     func(b Blob, r io.Reader) error
}

// read goes through a backup once and checks all of it: every member is there, once, in its order, with the digest and
// the rows that the manifest names, every value fits its column, and nothing follows.
func read(ctx context.Context, r io.Reader, v visitor) (Manifest, error) {
	z, err := zstd.NewReader(r, zstd.WithDecoderMaxWindow(maxWindow))
	if err != nil {
		return Manifest{}, damaged(manifestName, err)
	}
	defer z.Close()
	u := &unpacker{tar.NewReader(z), v}
	if err := u.next(manifestName); err != nil {
		return Manifest{}, err
	}
	m, err := readManifest(u.Reader)
	if err != nil {
		return m, err
	}
	if v.manifest != nil {
		if err := v.manifest(&m); err != nil {
			return m, err
		}
	}
	for i := range m.Tables {
		if err := u.table(ctx, &m.Tables[i]); err != nil {
			return m, err
		}
	}
	for _, b := range m.Blobs {
		if err := u.blob(ctx, b); err != nil {
			return m, err
		}
	}
	return m, u.end(z)
}

type unpacker struct {
	*tar.Reader
	visitor
}

// next goes to the member that must come now.
func (u *unpacker) next(name string) error {
	h, err := u.Next()
	switch {
	case err != nil:
		return damaged(name, err)
	case h.Name != name || h.Typeflag != tar.TypeReg:
		return damaged(name, fmt.Errorf("%q in its place", h.Name))
	}
	return nil
}

func (u *unpacker) end(z io.Reader) error {
	if _, err := u.Next(); !errors.Is(err, io.EOF) {
		return damaged("", fmt.Errorf("something follows the last member: %w", err))
	}
	if _, err := io.Copy(io.Discard, z); err != nil { // to the end, so that a cut is seen
		return damaged("", err)
	}
	return nil
}

func (u *unpacker) table(ctx context.Context, t *Table) error {
	name := tablePrefix + t.Name + tableSuffix
	if err := u.next(name); err != nil {
		return err
	}
	h := newHash()
	rows := int64(0)
	dec := json.NewDecoder(io.TeeReader(u.Reader, h))
	dec.UseNumber()
	for {
		values, err := decodeRow(dec, t.Columns)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return damaged(name, err)
		}
		if rows++; rows%1000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if u.row != nil {
			if err := u.row(t, values); err != nil {
				return err
			}
		}
	}
	if rows != t.Rows || h.sum() != t.SHA256 {
		return damaged(name, fmt.Errorf("%d rows and digest %s differ from the manifest", rows, h.sum()))
	}
	if u.tableEnd != nil {
		return u.tableEnd(t)
	}
	return nil
}

// decodeRow reads one row; io.EOF after the last.
func decodeRow(dec *json.Decoder, columns []Column) ([]any, error) {
	var values []any
	if err := dec.Decode(&values); err != nil {
		return nil, err
	}
	if len(values) != len(columns) {
		return nil, fmt.Errorf("a row of %d values for %d columns", len(values), len(columns))
	}
	for i, c := range columns {
		v, err := decode(c.Kind, values[i])
		if err != nil {
			return nil, fmt.Errorf("column %s: %w", c.Name, err)
		}
		values[i] = v
	}
	return values, nil
}

func (u *unpacker) blob(ctx context.Context, b Blob) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	name := blobPrefix + b.Digest
	if err := u.next(name); err != nil {
		return err
	}
	h := newHash()
	r := io.TeeReader(u.Reader, h)
	if u.visitor.blob != nil {
		if err := u.visitor.blob(b, r); err != nil {
			return err
		}
	}
	if _, err := io.Copy(io.Discard, r); err != nil {
		return damaged(name, err)
	}
	if h.sum() != b.Digest {
		return damaged(name, errors.New("its digest differs from its name"))
	}
	return nil
}
