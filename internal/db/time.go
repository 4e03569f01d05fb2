package db

import "time"

// TimeText is a time as SQLite stores it, for statements that do not go through Bun; Bun writes the same.
func TimeText(t time.Time) string { return t.UTC().Format("2006-01-02 15:04:05.999999-07:00") }
