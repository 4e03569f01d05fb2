package courses

// inTrail is the name of each act with a draft in the trail.
var inTrail = map[Act]string{
	ActSubmit:   "course.submit",
	ActReturn:   "course.return",
	ActApprove:  "course.approve",
	ActWithdraw: "course.withdraw",
	ActRestore:  "course.restore",
}
