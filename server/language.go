package main

import (
	"strings"

	"liem/internal/i18n"
)

// language is what the program speaks: --lang, or else what the environment says (LC_ALL before LC_MESSAGES before
// LANG), or else Vietnamese. It is found before the command line is read, whose own help and errors speak it too.
func language(args []string, env func(string) string) i18n.Locale {
	for i, a := range args {
		if a == "--lang" && i+1 < len(args) {
			return i18n.Locale(args[i+1])
		}
		if value, ok := strings.CutPrefix(a, "--lang="); ok {
			return i18n.Locale(value)
		}
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := env(name); value != "" {
			if strings.HasPrefix(value, "en") {
				return i18n.English
			}
			return i18n.Vietnamese // also for C and POSIX, which are no language
		}
	}
	return i18n.Vietnamese
}
