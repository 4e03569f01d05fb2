package main

import (
	"io"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
	"github.com/stretchr/testify/require"

	"liem/internal/i18n"
)

// leaves are all commands that do something, in a language.
func leaves(t *testing.T, l i18n.Locale) (*kong.Kong, []*kong.Node) {
	t.Helper()
	c := &console{out: io.Discard, err: io.Discard, p: i18n.For(l)}
	parser, err := newParser(&commands{}, c)
	require.NoError(t, err)
	return parser, parser.Model.Leaves(false)
}

// fields parts an example as a shell does: at spaces, but for those in single quotes.
func fields(example string) []string {
	var out []string
	for i, part := range strings.Split(example, "'") {
		if i%2 == 1 {
			out = append(out, part)
		} else {
			out = append(out, strings.Fields(part)...)
		}
	}
	return out
}

func TestEveryCommandHasTextsAndAnExampleThatCanBeRead(t *testing.T) {
	for _, l := range i18n.Locales {
		_, all := leaves(t, l)
		require.Greater(t, len(all), 20)
		for _, n := range all {
			name := commandOf(n)
			require.NotContains(t, n.Help, "[", name)
			for _, v := range n.Positional {
				require.NotContains(t, v.Help, "[server", "%s %s", name, v.Name)
			}
			for _, f := range n.Flags {
				require.NotContains(t, f.Help, "[server", "%s --%s", name, f.Name)
			}
			for _, example := range strings.Split(n.Tag.Get("example"), "\n") {
				require.True(t, strings.HasPrefix(example+" ", name+" "), "%s: %q", name, example)
				parser, _ := leaves(t, l)
				parsed, err := parser.Parse(fields(example)[1:])
				require.NoError(t, err, example)
				require.Equal(t, name, commandOf(parsed.Selected()))
			}
		}
	}
}

func TestHelpOfEveryCommand(t *testing.T) {
	p := newPlace(t)
	groups := []string{"", "courses", "import", "export", "user", "unit", "officer", "ledger"}
	_, vi := leaves(t, i18n.Vietnamese)
	_, en := leaves(t, i18n.English)
	for i, n := range vi {
		l, want := i18n.Vietnamese, n
		if i%2 == 1 {
			l, want = i18n.English, en[i]
		}
		help := p.done(t, append(strings.Fields(commandOf(n))[1:], "--help", "--lang", string(l))...)
		require.Contains(t, help, want.Help)
		require.Contains(t, help, i18n.For(l).T("server.help_example")+"\n  "+strings.ReplaceAll(n.Tag.Get("example"), "\n", "\n  "))
	}
	for _, group := range groups {
		help := p.done(t, append(strings.Fields(group), "--help", "--lang", "en")...)
		require.NotContains(t, help, "[server.", group)
		require.Contains(t, help, i18n.For(i18n.English).T("server.help_commands"))
	}
	require.NoFileExists(t, p.dir, "help makes nothing")
}

func TestWrongUsageIsTold(t *testing.T) {
	p := newPlace(t)
	for line, want := range map[string]string{
		"--bogus":           "There is no flag --bogus.",
		"courses":           "A command is missing",
		"courses chekc x":   "chekc",
		"courses check":     "operands are missing",
		"courses check a b": "“b” was not expected",
		"export completions --format pdf --from 2026-01-01 --to 2026-12-31": "must be one of",
		"export completions":                  "These flags are missing",
		"user add":                            "--username",
		"user passwd lan":                     "--password-stdin",
		"serve --port many":                   "--port",
		"courses import x --note y":           "--publish",
		"unit add --code A --name B --kind X": "must be one of",
		"--json export completions --format csv --from 2026-01-01 --to 2026-12-31":      "--out",
		"export completions --format csv --from 01-01-2026 --to 2026-12-31 --out a.csv": "--from",
	} {
		o := p.run(t, append(strings.Fields(line), "--lang", "en")...)
		require.Equal(t, exitUsage, o.code, "%s: %s", line, o.err)
		require.Contains(t, o.out+o.err, want, line)
	}
	require.NoFileExists(t, p.dir)
}

func TestTheEnvironmentIsCheckedBeforeAnythingIsDone(t *testing.T) {
	for _, env := range []string{"PORT=http", "LOG_LEVEL=loud", "LOG_FORMAT=xml", "PUBLIC_URL=daotao.example", "TRUSTED_PROXIES=proxy",
		"SESSION_IDLE=0s", "SESSION_IDLE=48h", "DATABASE_MAX_CONNS=1", "LEDGER_ORIGIN=a+b", "DATABASE_URL_FILE=/nowhere"} {
		p := newPlace(t, env)
		o := p.run(t, "migrate")
		require.Equal(t, exitUsage, o.code, env)
		name, _, _ := strings.Cut(env, "=")
		if env == "SESSION_IDLE=48h" {
			name = "SESSION_ABSOLUTE" // it would end before the session had been idle so long
		}
		if env == "PORT=http" {
			name = "Port"
		}
		require.Contains(t, o.err, name)
		require.NoFileExists(t, p.dir)
	}
}

func TestFlagsStandBeforeOrAfter(t *testing.T) {
	p := newPlace(t)
	course := t.TempDir() + "/mot-khoa"
	p.done(t, "courses", "new", course)
	before := p.done(t, "--json", "courses", "--lang=en", "check", course)
	after := p.done(t, "courses", "check", course, "--lang", "en", "--json")
	require.Equal(t, before, after)
	require.Contains(t, before, `"errors": 0`)
}

func TestLanguageComesFromTheFlagOrTheEnvironment(t *testing.T) {
	for _, one := range []struct {
		args []string
		env  map[string]string
		want i18n.Locale
	}{
		{nil, nil, i18n.Vietnamese},
		{nil, map[string]string{"LANG": "C.UTF-8"}, i18n.Vietnamese},
		{nil, map[string]string{"LANG": "en_US.UTF-8"}, i18n.English},
		{nil, map[string]string{"LANG": "en_US.UTF-8", "LC_ALL": "vi_VN.UTF-8"}, i18n.Vietnamese},
		{[]string{"doctor", "--lang", "vi"}, map[string]string{"LANG": "en_US.UTF-8"}, i18n.Vietnamese},
		{[]string{"--lang=en", "doctor"}, nil, i18n.English},
	} {
		require.Equal(t, one.want, language(one.args, func(name string) string { return one.env[name] }), "%v %v", one.args, one.env)
	}
}
