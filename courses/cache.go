package courses

import (
	"context"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/hashicorp/golang-lru/v2/expirable"
	"golang.org/x/sync/singleflight"

	"liem/internal/db"
)

// Cache keeps versions in memory. A version is addressed by its id and its text never changes, so nothing stale can be
// read; which version is a course's current one may be two seconds old.
type Cache struct {
	d        *db.DB
	versions *lru.Cache[string, *Loaded]
	slugs    *expirable.LRU[string, Course]
	flight   singleflight.Group
}

// cachedVersions bounds the memory: a version of some ten lessons takes about 300 KB.
const (
	cachedVersions = 100
	slugStaleness  = 2 * time.Second
	loadTimeout    = 10 * time.Second
)

// NewCache makes an empty cache.
func NewCache(d *db.DB) *Cache {
	versions, err := lru.New[string, *Loaded](cachedVersions)
	if err != nil {
		panic(err) // the size is a positive constant
	}
	return &Cache{d: d, versions: versions, slugs: expirable.NewLRU[string, Course](1000, nil, slugStaleness)}
}

// Version is a version with its parts and questions. Who asks for many at once reads it once.
func (c *Cache) Version(ctx context.Context, id string) (*Loaded, error) {
	if l, ok := c.versions.Get(id); ok {
		return l, nil
	}
	got, err, _ := c.flight.Do(id, func() (any, error) {
		// The others who ask must not fail because the first one left.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), loadTimeout)
		defer cancel()
		l, err := NewStore(c.d.Reader()).load(ctx, id)
		if err == nil && l.Version.State == StatePublished { // a draft has its number and state still to come
			c.versions.Add(id, l)
		}
		return l, err
	})
	if err != nil {
		return nil, err
	}
	return got.(*Loaded), nil
}

// BySlug finds a course by its address.
func (c *Cache) BySlug(ctx context.Context, slug string) (Course, error) {
	if course, ok := c.slugs.Get(slug); ok {
		return course, nil
	}
	course, err := NewStore(c.d.Reader()).CourseBySlug(ctx, slug)
	if err == nil {
		c.slugs.Add(slug, course)
	}
	return course, err
}

// Forget drops what is remembered of a course that changed. It may be known by addresses of before too, so all go.
func (c *Cache) Forget(string) { c.slugs.Purge() }
