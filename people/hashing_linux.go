package people

import "syscall"

// giveWay lets every other thread go first; Linux knows a priority of each. One may always lower one's own, so nothing
// is to be done about an error.
func giveWay() { _ = syscall.Setpriority(syscall.PRIO_PROCESS, syscall.Gettid(), 19) }
