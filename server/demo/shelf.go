package demo

import (
	"context"
	"fmt"
	"sort"
	"time"

	"liem/courses"
	"liem/courses/library"
	"liem/internal/clock"
)

// The library's courses by their part in the demonstration: the one that counts most is updated to a second version.
const (
	first  = 0 // two versions; has been there longest
	second = 1
	third  = 2
)

// shelf is the published courses.
type shelf struct{ courses []course }

// course is a course with its versions, oldest first.
type course struct{ versions []*courses.Loaded }

// at is the version that was the current one at a moment; nil before the first.
func (c course) at(t time.Time) *courses.Loaded {
	var found *courses.Loaded
	for _, v := range c.versions {
		if v.Version.PublishedAt != nil && !v.Version.PublishedAt.After(t) {
			found = v
		}
	}
	return found
}

// stock publishes what is missing, as the training manager, each edition on its day, and returns all of it.
func stock(ctx context.Context, o Options, cal calendar) (shelf, error) {
	names, ids, err := ranked(cal.today())
	if err != nil {
		return shelf{}, err
	}
	cache := courses.NewCache(o.DB)
	var s shelf
	for rank, name := range names {
		if err := publishAll(ctx, o, cal, name, ids[name], cal.releases(rank)); err != nil {
			return shelf{}, fmt.Errorf("sample course %s: %w", name, err)
		}
		c, err := load(ctx, o, cache, ids[name])
		if err != nil {
			return shelf{}, err
		}
		s.courses = append(s.courses, c)
	}
	return s, nil
}

// ranked lists the sample courses, those that count towards the norm first, then by hours.
func ranked(today clock.Date) ([]string, map[string]string, error) {
	names := library.Names()
	metas, ids := make(map[string]courses.Meta, len(names)), make(map[string]string, len(names))
	for _, name := range names {
		f, err := sample(name)
		if err != nil {
			return nil, nil, err
		}
		c, _ := courses.Compile(f, today)
		metas[name], ids[name] = c.Meta, c.Meta.ID
	}
	sort.SliceStable(names, func(i, j int) bool {
		a, b := metas[names[i]], metas[names[j]]
		if a.Counts != b.Counts {
			return a.Counts
		}
		return a.Hours > b.Hours
	})
	return names, ids, nil
}

// published lists a course's published versions, oldest first.
func published(ctx context.Context, o Options, id string) ([]courses.Version, error) {
	all, err := courses.NewStore(o.DB.Writer()).Versions(ctx, id)
	if err != nil {
		return nil, err
	}
	var list []courses.Version
	for _, v := range all {
		if v.State == courses.StatePublished {
			list = append(list, v)
		}
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Number < list[j].Number })
	return list, nil
}

func load(ctx context.Context, o Options, cache *courses.Cache, id string) (course, error) {
	list, err := published(ctx, o, id)
	if err != nil {
		return course{}, err
	}
	var c course
	for _, v := range list {
		loaded, err := cache.Version(ctx, v.ID)
		if err != nil {
			return c, err
		}
		c.versions = append(c.versions, loaded)
	}
	return c, nil
}
