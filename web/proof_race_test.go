//go:build race

package web_test

// underRace tells that the race detector slows everything down: the proof takes a sample, and all its cases without it.
const underRace = true
