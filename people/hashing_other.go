//go:build !linux

package people

// giveWay does nothing where threads have no priority of their own; one hash at a time bounds what they take.
func giveWay() {}
