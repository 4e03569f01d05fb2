package db

import (
	"context"
	"time"
)

// Version is the engine's version as it tells it, "3.54.1" or "15.14 (Debian …)", and the number it begins with.
func (d *DB) Version(ctx context.Context) (text string, major int, err error) {
	query := "SELECT sqlite_version()"
	if d.engine == Postgres {
		query = "SHOW server_version"
	}
	if err := d.reader.NewRaw(query).Scan(ctx, &text); err != nil {
		return "", 0, Fault(err)
	}
	for _, r := range text {
		if r < '0' || r > '9' {
			break
		}
		major = major*10 + int(r-'0')
	}
	return text, major, nil
}

// Now is the time by the database server's clock; by this machine's where the database is a file.
func (d *DB) Now(ctx context.Context, own time.Time) (time.Time, error) {
	if d.engine == SQLite {
		return own, nil
	}
	var now time.Time
	err := d.reader.NewRaw("SELECT clock_timestamp()").Scan(ctx, &now)
	return now.UTC(), Fault(err)
}
