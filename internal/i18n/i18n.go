// Package i18n holds every sentence that people read, in Vietnamese and English, and writes numbers and dates as they
// do. No sentence stands in code or templates: they name keys.
//
// Most texts have no arguments and are a look-up in a map; the others go through go-i18n, with plurals by "Count".
package i18n

import (
	"embed"
	"encoding/json"
	"fmt"
	"path"
	"sort"
	"strings"

	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"liem/internal/clock"
	"liem/internal/fault"
)

//go:embed text/*.json
var files embed.FS

// Locale is a language of the interface.
type Locale string

// The languages. Vietnamese comes first: it is what people get who never chose.
const (
	Vietnamese Locale = "vi"
	English    Locale = "en"
)

// Locales lists the languages.
var Locales = []Locale{Vietnamese, English}

// Printer writes in one language.
type Printer struct {
	locale    Locale
	plain     map[string]string
	localizer *goi18n.Localizer
	composed  map[string]bool
}

var printers = load()

// For is the printer of a language, Vietnamese for what is none.
func For(l Locale) *Printer {
	if p, ok := printers[l]; ok {
		return p
	}
	return printers[Vietnamese]
}

// load reads the language files; they are part of the program, so a mistake in them stops its start.
func load() map[Locale]*Printer {
	bundle := goi18n.NewBundle(language.Vietnamese)
	loaded := make(map[Locale]*Printer, len(Locales))
	for _, l := range Locales {
		p := &Printer{locale: l, plain: map[string]string{}, composed: map[string]bool{}}
		for key, m := range Messages(l) {
			if m.One == "" && !strings.Contains(m.Other, "{{") {
				p.plain[key] = m.Other
				continue
			}
			p.composed[key] = true
			one := m.One
			if one == "" {
				one = m.Other // Vietnamese has a plural "one" in CLDR too
			}
			bundle.MustAddMessages(language.MustParse(string(l)), &goi18n.Message{ID: key, One: one, Other: m.Other})
		}
		p.localizer = goi18n.NewLocalizer(bundle, string(l))
		loaded[l] = p
	}
	return loaded
}

// Message is a text, with a form of its own for one where the language has it.
type Message struct{ One, Other string }

// Messages reads a language's files: JSON objects of key to text, or to {"one": …, "other": …}. A key that stands
// twice is a mistake.
func Messages(l Locale) map[string]Message {
	names, err := files.ReadDir("text")
	if err != nil {
		panic(err)
	}
	all := map[string]Message{}
	for _, entry := range names {
		if !strings.HasSuffix(entry.Name(), "."+string(l)+".json") {
			continue
		}
		raw, err := files.ReadFile(path.Join("text", entry.Name()))
		if err != nil {
			panic(err)
		}
		var texts map[string]any
		if err := json.Unmarshal(raw, &texts); err != nil {
			panic(fmt.Errorf("%s: %w", entry.Name(), err))
		}
		for key, value := range texts {
			if _, twice := all[key]; twice {
				panic(fmt.Sprintf("%s: key %q stands twice", entry.Name(), key))
			}
			all[key] = message(entry.Name(), key, value)
		}
	}
	return all
}

func message(file, key string, value any) Message {
	switch v := value.(type) {
	case string:
		return Message{Other: v}
	case map[string]any:
		one, _ := v["one"].(string)
		other, _ := v["other"].(string)
		if one != "" && other != "" {
			return Message{One: one, Other: other}
		}
	}
	panic(fmt.Sprintf("%s: key %q is neither a text nor {one, other}", file, key))
}

// Locale is the printer's language.
func (p *Printer) Locale() Locale { return p.locale }

// Has tells whether there is a text for the key.
func (p *Printer) Has(key string) bool {
	_, ok := p.plain[key]
	return ok || p.composed[key]
}

// T is the text of a key; args alternate names and values. "Count" chooses the plural. A key without a text comes back
// in brackets; a test finds those.
func (p *Printer) T(key string, args ...any) string {
	if s, ok := p.plain[key]; ok {
		return s
	}
	values := make(map[string]any, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		if name, ok := args[i].(string); ok {
			values[name] = args[i+1]
		}
	}
	return p.compose(key, values)
}

func (p *Printer) compose(key string, values map[string]any) string {
	if !p.composed[key] {
		return "[" + key + "]"
	}
	c := &goi18n.LocalizeConfig{MessageID: key, TemplateData: values, PluralCount: 2}
	if n, ok := values["Count"]; ok {
		c.PluralCount = n
	}
	s, err := p.localizer.Localize(c)
	if err != nil {
		return "[" + key + "]"
	}
	return s
}

// Error is what a person may read of an error: a fault's text, a list's texts, and for anything else that something
// unexpected went wrong.
func (p *Printer) Error(err error) string {
	if list, ok := err.(fault.List); ok {
		texts := make([]string, len(list))
		for i, e := range list {
			texts[i] = p.Error(e)
		}
		return strings.Join(texts, " ")
	}
	e, ok := fault.As(err)
	if !ok {
		return p.T("fault.internal")
	}
	if s, ok := p.plain[e.Key]; ok {
		return s
	}
	args := make(map[string]any, len(e.Args))
	for name, value := range e.Args {
		if d, ok := value.(clock.Date); ok { // a fault is made where nobody knows who reads it
			value = p.Date(d)
		}
		args[name] = value
	}
	return p.compose(e.Key, args)
}

// Keys lists the keys that have a text, in order.
func (p *Printer) Keys() []string {
	keys := make([]string, 0, len(p.plain)+len(p.composed))
	for k := range p.plain {
		keys = append(keys, k)
	}
	for k := range p.composed {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
