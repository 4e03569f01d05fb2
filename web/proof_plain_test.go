//go:build !race

package web_test

// underRace tells that the race detector slows everything down.
const underRace = false
