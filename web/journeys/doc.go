// Package journeys walks the program as people do: the built binary, a real browser, both database engines. Its tests
// run where JOURNEYS is set, after the binary was built; every page that they visit goes through axe-core in the light
// and the dark theme.
package journeys
