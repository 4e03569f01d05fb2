package fault_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/fault"
)

func TestChainsCopy(t *testing.T) {
	base := fault.New(fault.Invalid, "form.too_long")
	at := base.At("title").With("Max", 5)
	require.Equal(t, "", base.Field)
	require.Nil(t, base.Args)
	require.Equal(t, "title", at.Field)
	require.Equal(t, 5, at.Args["Max"])
	more := at.With("Min", 1)
	require.NotContains(t, at.Args, "Min")
	require.Contains(t, more.Args, "Max")
}

func TestKindsAreFoundThroughWrapping(t *testing.T) {
	cause := errors.New("disk")
	err := fmt.Errorf("saving: %w", fault.New(fault.Unavailable, "fault.unavailable").Because(cause))
	require.Equal(t, fault.Unavailable, fault.KindOf(err))
	require.ErrorIs(t, err, cause)
	require.Equal(t, fault.Internal, fault.KindOf(cause))
	require.False(t, fault.Is(nil, fault.Internal))
	require.False(t, fault.Is(cause, fault.Internal))
}

func TestListIsNilWhenEmpty(t *testing.T) {
	var l fault.List
	require.NoError(t, l.Err())
	l.Add(nil)
	require.NoError(t, l.Err())
	l.Add(fault.New(fault.Invalid, "a"))
	l.Add(fault.New(fault.Conflict, "b"))
	require.Equal(t, fault.Invalid, fault.KindOf(l.Err()))
	require.Equal(t, "a; b", l.Error())
}
