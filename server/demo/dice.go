package demo

import (
	"encoding/binary"
	"hash/fnv"
	"math/rand/v2"
	"time"

	"github.com/google/uuid"
)

// dice throws the same numbers every time for the same name: all of the demonstration's chance but newID and salts.
type dice struct{ *rand.Rand }

// newDice makes the dice of one purpose, so that a change in one does not change what the others throw.
func newDice(purpose string) dice {
	h := fnv.New64a()
	h.Write([]byte(purpose))
	return dice{rand.New(rand.NewPCG(h.Sum64(), 1))} // #nosec G404 -- invented data, the same every time
}

// chance is true with the probability p.
func (d dice) chance(p float64) bool { return d.Float64() < p }

// between is a whole number from a to b, both included.
func (d dice) between(a, b int) int { return a + d.IntN(b-a+1) }

// span is a duration from a to b.
func (d dice) span(a, b time.Duration) time.Duration {
	return a + time.Duration(d.Int64N(int64(b-a)+1))
}

// pick takes one of a list.
func pick[T any](d dice, list []T) T { return list[d.IntN(len(list))] }

// id is a UUIDv7 (RFC 9562) of a moment; ids of later moments sort after it.
func (d dice) id(at time.Time) string {
	var u uuid.UUID
	binary.BigEndian.PutUint64(u[0:], uint64(at.UnixMilli())<<16|d.Uint64()&0xffff)
	binary.BigEndian.PutUint64(u[8:], d.Uint64())
	u[6] = u[6]&0x0f | 0x70
	u[8] = u[8]&0x3f | 0x80
	return u.String()
}

// newID is an id of a moment that no other run throws: a seeding that goes on where it was cut short meets its own rows.
func newID(at time.Time) string {
	return dice{rand.New(rand.NewPCG(rand.Uint64(), rand.Uint64()))}.id(at) // #nosec G404 -- an id of invented data, no secret
}
