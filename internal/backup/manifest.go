package backup

import (
	"encoding/json"
	"io"
	"time"

	"liem/internal/db"
	"liem/internal/fault"
)

// format is the version of the file's layout. A program reads what is not newer than its own.
const format = 1

// Names and bounds of members.
const (
	manifestName = "manifest.json"
	tablePrefix  = "tables/"
	tableSuffix  = ".jsonl"
	blobPrefix   = "blobs/"
	maxManifest  = 256 << 20
)

// Manifest is what a backup says of itself.
type Manifest struct {
	Format     int       `json:"format"`
	Program    string    `json:"program"` // version of the program that wrote it
	Engine     db.Engine `json:"engine"`
	Migrations []string  `json:"migrations"` // applied when it was written: the version of the schema
	CreatedAt  time.Time `json:"created_at"`
	Tables     []Table   `json:"tables"`
	Blobs      []Blob    `json:"blobs"`
}

// Table is one table of the backup.
type Table struct {
	Name    string   `json:"name"`
	Columns []Column `json:"columns"`
	Rows    int64    `json:"rows"`
	Size    int64    `json:"size"` // bytes of its member
	SHA256  string   `json:"sha256"`
}

// Column is a column with what its values are, whatever an engine calls that.
type Column struct {
	Name string `json:"name"`
	Kind Kind   `json:"kind"`
}

// Blob is one stored file; its digest is its SHA-256.
type Blob struct {
	Digest string `json:"digest"`
	Size   int64  `json:"size"`
}

// Rows is the number of rows in all tables.
func (m *Manifest) Rows() (n int64) {
	for _, t := range m.Tables {
		n += t.Rows
	}
	return n
}

// BlobBytes is the size of all blobs.
func (m *Manifest) BlobBytes() (n int64) {
	for _, b := range m.Blobs {
		n += b.Size
	}
	return n
}

func readManifest(r io.Reader) (Manifest, error) {
	var m Manifest
	if err := json.NewDecoder(io.LimitReader(r, maxManifest)).Decode(&m); err != nil {
		return m, damaged(manifestName, err)
	}
	if m.Format < 1 || m.Format > format {
		return m, fault.New(fault.Conflict, "backup.newer_format").With("Format", m.Format)
	}
	return m, nil
}

// damaged is a file that is no backup, was cut off, or was changed.
func damaged(member string, cause error) error {
	return fault.New(fault.Invalid, "backup.damaged").With("Member", member).Because(cause)
}
