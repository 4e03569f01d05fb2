// Package quiz measures what people know: it reads quizzes written in Markdown, draws papers, takes answers and grades
// them.
//
// Words:
//
//   - Question: one immutable version of a question, named by the Digest of its content. Its ID stays the same across
//     versions; its Kind never changes under one ID.
//   - Settings: the rules of a quiz: pass mark, time, attempts, how many questions are drawn, what is shown afterwards.
//   - Paper: the questions one attempt was given, in order, with the order of their options. It is drawn from a seed,
//     stored, and what the attempt is graded against.
//   - Attempt: one person's try at a quiz, from Draw to Submit.
//   - Answer: what stands for one place N of a paper, with the sequence number its sender gave it.
//
// Units: points are hundredths, marks and pass marks basis points (10000 is everything), places count from 1.
//
// Invariants: what a person is shown before submitting holds no key and no feedback (ShownQuestion has no field for
// them). Reading, drawing and grading are pure; grading is exact, without floating point. An answer is acknowledged only
// after it is committed; a higher sequence number wins whatever order answers arrive in; what arrives after submitting or
// after the deadline is kept apart and not counted. Nobody who takes an attempt to submit it can miss an answer that has
// been acknowledged.
package quiz
