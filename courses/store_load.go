package courses

import (
	"context"
	"encoding/json"

	"liem/internal/db"
	"liem/internal/markdown"
	"liem/quiz"
)

// load reads a version whole: four queries.
func (s *Store) load(ctx context.Context, id string) (*Loaded, error) {
	v, err := s.Version(ctx, id)
	if err != nil {
		return nil, err
	}
	l := &Loaded{Version: v, Meta: v.Meta}
	var parts []partRow
	if err := s.idb.NewSelect().Model(&parts).Where("p.version_id = ?", id).Order("p.position").Scan(ctx); err != nil {
		return nil, db.Fault(err)
	}
	var used []questionRow
	if err := s.idb.NewSelect().Model(&used).Where("q.version_id = ?", id).Order("q.part_id", "q.position").Scan(ctx); err != nil {
		return nil, db.Fault(err)
	}
	digests := map[string][]string{}
	var all []string
	for _, q := range used {
		digests[q.PartID] = append(digests[q.PartID], q.Digest)
		all = append(all, q.Digest)
	}
	for _, r := range parts {
		p, err := r.loaded()
		if err != nil {
			return nil, err
		}
		p.QuestionDigests = digests[r.PartID]
		l.Parts = append(l.Parts, p)
	}
	if l.questions, err = quiz.NewStore(s.idb).QuestionsByDigest(ctx, all); err != nil {
		return nil, err
	}
	for digest, q := range l.questions {
		l.questions[digest] = q.Rewrite(func(h HTML) HTML { return linked(h, "/courses/"+v.Slug+"/") })
	}
	l.arrange()
	return l, nil
}

func (r partRow) loaded() (LoadedPart, error) {
	p := LoadedPart{Part: Part{Position: r.Position, ID: r.PartID, Stem: r.Stem, Kind: r.Kind, Title: r.Title, Minutes: r.Minutes}, HTML: markdown.Stored(r.HTML)}
	if err := json.Unmarshal([]byte(r.Outline), &p.Outline); err != nil {
		return p, err
	}
	return p, json.Unmarshal([]byte(r.Settings), &p.Settings)
}
