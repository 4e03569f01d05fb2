// Package records holds what must never change: completions, each with the leaf that commits to it in the ledger.
//
// A Completion is made once, in the transaction that completes a course. Its Document is the canonical JSON (RFC 8785)
// of everything that it states; its leaf is a salted hash of the document, so the ledger shows nothing of the person,
// and the document and its salt can be erased later without breaking the tree.
//
// Hours count towards the yearly norm of 40 tiết (one week) of Nghị định 171/2025/NĐ-CP only under an issued plan or
// decision; the same version counts once a year; a course counts for the year in which it was begun (the counting rule
// of Thông tư 01/2018/TT-BNV, Điều 3).
package records
