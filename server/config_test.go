package main

import (
	"os"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/i18n"
	"liem/server/app"
)

// docs/configuration.md lists every variable with its default and the words of the program itself, and no other.
func TestConfigurationIsDocumented(t *testing.T) {
	raw, err := os.ReadFile("../docs/configuration.md")
	require.NoError(t, err)
	documented := regexp.MustCompile("(?m)^\\| `[A-Z_]+` .*$").FindAllString(string(raw), -1)
	var want []string
	for _, v := range (app.Config{}).Variables() {
		for _, l := range i18n.Locales {
			require.True(t, i18n.For(l).Has(v.TextKey()), "%s in %s", v.Name, l)
		}
		value := "| "
		if v.Default != "" {
			value = "| `" + v.Default + "` "
		}
		want = append(want, "| `"+v.Name+"` "+value+"| "+i18n.For(i18n.English).T(v.TextKey())+" |")
	}
	require.Equal(t, want, documented)
}

func TestConfigMasksPasswordsAndReadsSecretFiles(t *testing.T) {
	dir := t.TempDir()
	file := dir + "/url"
	require.NoError(t, os.WriteFile(file, []byte("postgres://liem:hunter2@db.example/liem\n"), 0o600))
	p := newPlace(t, "DATABASE_URL_FILE="+file, "SESSION_IDLE=90m")
	text := p.done(t, "config", "--json")
	require.NotContains(t, text, "hunter2")
	values := map[string]described{}
	for _, v := range decoded[[]described](t, text) {
		values[v.Name] = v
	}
	require.Equal(t, "postgres://liem:xxxxx@db.example/liem", values["DATABASE_URL"].Value)
	require.Equal(t, "1h30m", values["SESSION_IDLE"].Value)
	require.True(t, values["SESSION_IDLE"].Set)
	require.False(t, values["PORT"].Set)
	require.Equal(t, "8080", values["PORT"].Default)
	require.NotContains(t, p.done(t, "config"), "hunter2")
}
