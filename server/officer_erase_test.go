package main

import (
	"testing"

	"github.com/stretchr/testify/require"

	"liem/training"
)

func TestAnOfficerIsErasedFromTheCommandLine(t *testing.T) {
	engines(t, func(t *testing.T, p place) {
		found(t, p)
		p.done(t, "officer", "add", "--number", "001", "--name", "Nguyễn Văn An", "--unit", "VKS-TINH", "--from", "2026-01-01")
		require.Contains(t, p.refused(t, "officer", "erase", "009").err, "009")
		require.Contains(t, p.refused(t, "officer", "erase", "001").err, "còn công tác")
		p.done(t, "officer", "leave", "001", "--last", "2026-06-30", "--reason", "retired")

		require.Contains(t, p.done(t, "officer", "erase", "001"), "Chưa xóa gì")
		require.Contains(t, p.refused(t, "officer", "erase", "001", "--apply").err, "lý do")
		e := decoded[training.Erasure](t, p.done(t, "officer", "erase", "001", "--reason", "Hết thời hạn lưu hồ sơ", "--apply", "--json"))
		require.Zero(t, e.Completions)
		require.Contains(t, p.refused(t, "officer", "erase", "001").err, "001", "the number is gone with the rest")
		p.done(t, "verify")
	})
}
