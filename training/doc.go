// Package training holds who learns what: enrolments, progress, and the use cases that join courses, quizzes and
// records in one transaction.
//
// An officer who opens a course has an Enrolment. It keeps the version that it began with; reading progress, attempts
// and the completion hang on it. There is at most one open enrolment per officer and course; taking a course again is a
// new one. A course is complete when every needed part is done: a lesson by being marked, a quiz by being passed.
//
// Submit grades an attempt, stores the grade, and, if the course is now complete, inserts the completion with its leaf
// and queues the leaf for the ledger: all of it in one transaction or none. Everything that can be posted twice is
// harmless the second time.
//
// Dates and deadlines that people see come from the business clock; the order of what was saved comes from the system's.
package training
