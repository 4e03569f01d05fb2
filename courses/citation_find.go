package courses

import (
	"context"

	"liem/internal/citation"
	"liem/internal/db"
	"liem/people"
)

// CitedInstruments lists the legal texts that the courses in the actor's scope cite.
func (s *Service) CitedInstruments(ctx context.Context, a people.Actor) ([]CitedInstrument, error) {
	return NewStore(s.DB.Reader()).CitedInstruments(ctx, a.Scope(people.ActPreviewCourse))
}

// CitedArticles lists the articles of a legal text that the courses in the actor's scope cite.
func (s *Service) CitedArticles(ctx context.Context, a people.Actor, instrument string) ([]CitedArticle, error) {
	return NewStore(s.DB.Reader()).CitedArticles(ctx, CitationQuery{Scope: a.Scope(people.ActPreviewCourse), Instrument: instrument})
}

// EachCitation hands over the passages in the actor's scope that cite some articles of a legal text; no article means all.
// limit bounds how many articles are named in them; 0 is no bound.
func (s *Service) EachCitation(ctx context.Context, a people.Actor, instrument string, articles []citation.Span, limit int, each func(CitedPassage) error) error {
	q := CitationQuery{Scope: a.Scope(people.ActPreviewCourse), Instrument: instrument, Articles: articles, Limit: limit}
	return NewStore(s.DB.Reader()).EachCitation(ctx, q, each)
}

// indexCitationsMissing reads the versions that the present recogniser has not read, each course in its own transaction.
func (s *Service) indexCitationsMissing(ctx context.Context) error {
	ids, err := NewStore(s.DB.Reader()).uncited(ctx)
	if err != nil {
		return err
	}
	for _, id := range ids {
		err := s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
			store := NewStore(tx)
			if _, err := store.take(ctx, id); err != nil {
				return err
			}
			return store.indexCitations(ctx, id)
		})
		if err != nil {
			return err
		}
	}
	return nil
}
