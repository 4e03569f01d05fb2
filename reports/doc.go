// Package reports answers questions over everything, read-only, and writes them as XLSX and CSV.
//
// Export A is one row per officer and course completed in a period; export B is one row per officer and year with the
// hours of each of the five content types of Nghị định 171/2025/NĐ-CP against the yearly norm.
//
// One definition of each figure: the page and the files come from the same rows and the same columns. In export A an
// officer's unit, position and title are those of the day on which the course was completed, so a transfer changes no
// earlier row. In export B they are the last that the officer had in the year, as far as the period reaches into it; who
// did not serve then has no row. A unit stands for itself and all that was below it on the day in question. Rows are
// ordered by tên, then họ đệm, in Vietnamese order.
//
// Rows stream: whatever the size of a report, it takes the memory of one row (XLSX: of what its stream writer holds).
package reports
