//go:build linux || darwin

package main

import "syscall"

// freeSpace is the room that this user has left on a folder's disk, in bytes.
func freeSpace(dir string) (int64, bool) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return 0, false
	}
	return int64(s.Bavail) * int64(s.Bsize), true // #nosec G115 -- a disk has fewer than 2^63 bytes
}
