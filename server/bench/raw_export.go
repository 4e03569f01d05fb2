package main

import (
	"context"
	"database/sql"
	"encoding/csv"
	"strconv"
	"time"

	"liem/internal/db"
	"liem/server/app"
)

// rawQuery is what the export of completions asks the database for.
const rawQuery = `SELECT o.id, o.full_name, o.birth_date, o.gender, o.number, o.national_id,
	COALESCE(p.title, ''), COALESCE(p.position, ''), COALESCE(u.name, ''), c.course_title, c.category, COALESCE(h.name, ''),
	c.begun_on, c.done_on, c.course_hours, c.hours, c.hours_reason, c.mark, c.plan, c.year, c.version_number, c.version_digest
FROM officers o CROSS JOIN completions c
JOIN courses k ON k.id = c.course_id
LEFT JOIN postings p ON p.officer_id = c.officer_id AND p.kind = 'main' AND p.valid_from <= c.done_on AND p.valid_to >= c.done_on
LEFT JOIN unit_periods u ON u.unit_id = p.unit_id AND u.valid_from <= c.done_on AND u.valid_to >= c.done_on
LEFT JOIN unit_periods h ON h.unit_id = k.unit_id AND h.valid_from <= c.done_on AND h.valid_to >= c.done_on
WHERE c.officer_id = o.id AND c.done_on >= '2020-01-01' AND c.done_on <= '2029-12-31'
ORDER BY o.sort_key, o.id, c.done_on, c.id`

// exportRaw is the reference for exports: the same query, its columns scanned and written as they are, to nowhere.
func exportRaw(ctx context.Context, d *data) (file, error) {
	store, err := db.Open(ctx, db.Config{Path: app.Config{Dir: d.dir}.DatabasePath(), MaxReaders: 1})
	if err != nil {
		return file{}, err
	}
	defer store.Close()
	start := time.Now()
	rows, err := store.Reader().DB.QueryContext(ctx, rawQuery)
	if err != nil {
		return file{}, err
	}
	defer rows.Close()
	f := file{first: time.Since(start)}
	err = writeRaw(rows, &f)
	f.took = time.Since(start)
	return f, err
}

// Write counts what would be the file.
func (f *file) Write(p []byte) (int, error) {
	f.bytes += len(p)
	return len(p), nil
}

func writeRaw(rows *sql.Rows, f *file) error {
	out := csv.NewWriter(f)
	var text [18]string
	var sealed []byte
	var number [5]int
	var mark sql.NullInt64
	for rows.Next() {
		err := rows.Scan(&text[0], &text[1], &text[2], &text[3], &text[4], &sealed, &text[5], &text[6], &text[7], &text[8], &text[9],
			&text[10], &text[11], &text[12], &number[0], &number[1], &text[13], &mark, &text[14], &number[2], &number[3], &text[15])
		if err != nil {
			return err
		}
		text[16], text[17] = strconv.Itoa(number[1]), strconv.Itoa(number[2])
		if err := out.Write(text[1:]); err != nil {
			return err
		}
		f.rows++
	}
	out.Flush()
	return rows.Err()
}
