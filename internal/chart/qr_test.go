package chart_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/chart"
)

func TestAQRCodeIsDarkOnLightAndSaysWhatItIs(t *testing.T) {
	svg, err := chart.QR("otpauth://totp/Liêm:hoa?secret=ABC", `Mã "QR" <1>`)
	require.NoError(t, err)
	require.Contains(t, string(svg), `aria-label="Mã &#34;QR&#34; &lt;1&gt;"`)
	require.NotContains(t, string(svg), "style=")
	other, err := chart.QR("otpauth://totp/Liêm:hoa?secret=ABD", "x")
	require.NoError(t, err)
	require.NotEqual(t, strings.Count(string(svg), "M"), 0)
	require.NotEqual(t, svg[strings.Index(string(svg), "#000"):], other[strings.Index(string(other), "#000"):])
	_, err = chart.QR(strings.Repeat("x", 5000), "x")
	require.Error(t, err)
}
