// Package people holds officers, units, roles and their scope, and signing in. It is the only place that decides what
// somebody may do.
//
// An Officer serves at units by dated Postings, several at once and one of them main: reports, scope and lists go by the
// main one. What HR notes beyond the columns is a Field; values of sensitive fields are sealed like identity numbers.
// Units form a dated tree of two levels and departments: a unit's name, parent and kind belong to a period, so a report
// is right as of any day. An Account signs in; it may or may not belong to an officer. A Grant gives an account a role
// over a unit and all below it, for dates.
//
// Whoever shows records of officers to somebody else notes it with Disclose, and the officer reads who saw what.
//
// A UnitChange renames, moves, merges, splits or abolishes units on a day; it keeps a journal of its rows and can be undone
// while nothing builds on it. A Group holds officers by hand or by a Rule, which is evaluated whenever it is read.
//
// Can answers every question of permission from one table of role × action, and Scope gives the units to which an
// action reaches, for stores to filter by.
package people
