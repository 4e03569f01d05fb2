package app

import (
	"fmt"
	"net/url"
	"os"
	"reflect"
	"strings"
	"time"
)

// Variable is a variable of the environment with its value in force.
type Variable struct {
	Name    string `json:"name"`
	Value   string `json:"value"` // a secret one without its password
	Default string `json:"default"`
	Set     bool   `json:"set"` // the environment sets it
}

// TextKey is the key of the sentence that says what the variable is for.
func (v Variable) TextKey() string { return "server.env." + strings.ToLower(v.Name) }

// Variables lists all of them, in the order of Config.
func (c Config) Variables() []Variable {
	value := reflect.ValueOf(c)
	list := make([]Variable, value.NumField())
	for i := range list {
		field := value.Type().Field(i)
		v := Variable{Name: field.Tag.Get("env"), Default: field.Tag.Get("envDefault"), Value: plain(value.Field(i).Interface())}
		if field.Tag.Get("secret") != "" {
			v.Value = masked(v.Value)
		}
		_, v.Set = os.LookupEnv(v.Name)
		list[i] = v
	}
	return list
}

func plain(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case []string:
		return strings.Join(v, ",")
	case time.Duration:
		return shortDuration(v)
	}
	return fmt.Sprint(v)
}

// shortDuration is "8h" rather than "8h0m0s".
func shortDuration(d time.Duration) string {
	s := d.String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}

// masked is an address without its password, and nothing at all of what is no address.
func masked(s string) string {
	if s == "" {
		return ""
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" {
		return "xxxxx"
	}
	return u.Redacted()
}

func oneLine(path string) (string, error) {
	raw, err := os.ReadFile(path)
	return strings.TrimSpace(string(raw)), err
}
