package courses_test

import (
	"bytes"
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/courses"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
	"liem/people"
	"liem/training/trainingtest"
)

// TestAVersionIsDownloadedAndUploadedAgain byte for byte, so that it is the version that is there.
func TestAVersionIsDownloadedAndUploadedAgain(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		v := s.Publish(t, trainingtest.Course(1).With("media/hinh.png", pngOf(t, 4, 3)).With("02-hai.md", trainingtest.Lesson("Bài hai", "![Hình](media/hinh.png)")))
		zipped := func() []byte {
			folder, err := s.Courses.Folder(ctx, trainingtest.Root, v.ID)
			require.NoError(t, err)
			var out bytes.Buffer
			require.NoError(t, folder.Zip(&out))
			return out.Bytes()
		}
		raw := zipped()
		require.Equal(t, raw, zipped(), "the same bytes every time")
		folder, err := courses.OpenZip(bytes.NewReader(raw), int64(len(raw)), "ten-khac.zip")
		require.NoError(t, err)
		draft, err := s.Courses.Upload(ctx, trainingtest.Root, folder)
		require.NoError(t, err)
		require.True(t, draft.Same)
		require.Equal(t, v.ID, draft.Version.ID)

		_, err = s.Courses.Folder(ctx, people.Actor{AccountID: "x"}, v.ID)
		require.True(t, fault.Is(err, fault.NotFound))
	})
}

func TestGoingBackPublishesAnOlderVersionAnew(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		f := trainingtest.Course(1)
		v1 := s.Publish(t, f)
		v2 := s.Publish(t, f.Edit(t, "02-hai.md", "Nội dung bài hai.", "Nội dung khác."))
		draft, err := s.Courses.Again(ctx, trainingtest.Root, v1.ID)
		require.NoError(t, err)
		require.False(t, draft.Same)
		v3, err := s.Courses.Publish(ctx, trainingtest.Root, draft.Version.ID, courses.Publication{Note: "Quay lại", Revision: courses.RevisionEditorial})
		require.NoError(t, err)
		require.Equal(t, 3, v3.Number)
		require.Equal(t, v1.Digest, v3.Digest)
		require.NotEqual(t, v2.Digest, v3.Digest)
	})
}
