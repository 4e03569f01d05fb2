// Package citation recognises references to Vietnamese legal texts in prose: "điểm a khoản 2 Điều 147 BLTTHS 2015",
// "các điều 2, 3 và 5 Luật số 36/2018/QH14", "Điều 143 đến Điều 145", "Chỉ thị 26-CT/TW".
//
// An instrument (văn bản) is a law, decree, circular, decision …; its key is its number, folded: "101/2015/qh13". The table
// of known instruments (instruments.json) gives names and abbreviations; what is not in it is recognised by its number, or
// by its name as it is written. An article (điều) has clauses (khoản), these have points (điểm).
//
// Reading goes in two steps. The first finds what is written, paragraph by paragraph, and knows no context. The second
// settles which instrument an article belongs to that names none, or a generic one ("của Luật"): by what was named last
// nearby, and by what the document's own legal basis lists. How sure that is stays with the citation (Certainty); what
// cannot be settled is Unknown, never a guess.
//
// Letters are compared without marks, so text without them, in capitals or in decomposed form is recognised too. A clause
// without an article ("khoản 2 nêu trên") is not a citation here.
package citation
