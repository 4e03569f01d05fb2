// Package demo fills a database with a demonstration: an invented procuracy of two levels with some 300 officers, the
// sample courses, and a year of learning (and a thinner one before it) that ends at the business clock's today.
//
// Everything is a function of the day and of one seed, but for what must be secret (salts, sealed fields): the same day
// gives the same people and the same history. Nothing is pretended: papers are drawn and answers graded by quiz, what a
// completion states is composed by training, and leaves go through the ledger's queue.
//
// Seed works in three steps: the units; the courses, published by courses.Service on days of the past; and everybody
// with all they did, in one transaction. A step that was cut short left nothing or is continued; the mark in the trail
// that the last step leaves says that all is there.
//
// Two times run beside each other, as in the running program: what people see is in business time, what the machine
// notes (the trail, the ledger, ids) in system time. History keeps the distance that the two clocks have now.
package demo
