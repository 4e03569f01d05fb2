package backup

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"time"
	"unicode/utf8"
)

// Kind is what a column's values are.
type Kind string

// The kinds. A migration that uses another type must add it here; a test over the real schema says so.
const (
	kindText  Kind = "text"
	kindInt   Kind = "int"
	kindBool  Kind = "bool"
	kindBytes Kind = "bytes"
	kindTime  Kind = "time"
)

// kinds are the engines' names of types, in lower case.
var kinds = map[string]Kind{
	"text": kindText, "character varying": kindText,
	"integer": kindInt, "bigint": kindInt, "smallint": kindInt,
	"boolean": kindBool,
	"bytea":   kindBytes, "blob": kindBytes,
	"timestamptz": kindTime, "timestamp with time zone": kindTime,
}

// encode turns a value as the driver gives it into one that JSON holds without loss.
func encode(kind Kind, v any) (any, error) {
	if v == nil {
		return nil, nil
	}
	switch kind {
	case kindText:
		return text(v)
	case kindInt:
		if n, ok := v.(int64); ok {
			return n, nil
		}
	case kindBool:
		switch b := v.(type) {
		case bool:
			return b, nil
		case int64: // SQLite
			return b != 0, nil
		}
	case kindBytes:
		if b, ok := v.([]byte); ok {
			return base64.StdEncoding.EncodeToString(b), nil
		}
	case kindTime:
		t, err := moment(v)
		return t.UTC().Format(time.RFC3339Nano), err
	}
	return nil, fmt.Errorf("%T where %s was expected", v, kind)
}

func text(v any) (any, error) {
	var s string
	switch t := v.(type) {
	case string:
		s = t
	case []byte:
		s = string(t)
	default:
		return nil, fmt.Errorf("%T where text was expected", v)
	}
	if !utf8.ValidString(s) {
		return nil, errors.New("text that is not UTF-8")
	}
	return s, nil
}

// sqliteTime is how Bun writes a time into SQLite.
const sqliteTime = "2006-01-02 15:04:05.999999999-07:00"

func moment(v any) (time.Time, error) {
	switch t := v.(type) {
	case time.Time:
		return t, nil
	case []byte:
		return time.Parse(sqliteTime, string(t))
	case string:
		return time.Parse(sqliteTime, t)
	}
	return time.Time{}, fmt.Errorf("%T where a time was expected", v)
}

// decode turns a value from JSON into one that Bun writes.
func decode(kind Kind, v any) (any, error) {
	if v == nil {
		return nil, nil
	}
	switch s := v.(type) {
	case bool:
		if kind == kindBool {
			return s, nil
		}
	case json.Number:
		if kind == kindInt {
			return s.Int64()
		}
	case string:
		switch kind {
		case kindText:
			return s, nil
		case kindBytes:
			return base64.StdEncoding.DecodeString(s)
		case kindTime:
			return time.Parse(time.RFC3339Nano, s)
		}
	}
	return nil, fmt.Errorf("%T where %s was expected", v, kind)
}
