package markdown_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestFormulas(t *testing.T) {
	const block = `<div class="math math-display" tabindex="0" role="group" aria-label="Công thức, có thể cuộn ngang">`
	same(t, map[string]string{
		`Diện tích $\pi r^2$.`:                `<p>Diện tích <span class="math">\pi r^2</span>.</p>`,
		`$a<b$ và ($x$)`:                      `<p><span class="math">a&lt;b</span> và (<span class="math">x</span>)</p>`,
		`$a_1 * b * c_1$`:                     `<p><span class="math">a_1 * b * c_1</span></p>`,
		`$\text{giá } \$5$`:                   `<p><span class="math">\text{giá } \$5</span></p>`,
		"`$x$` và \\$x$":                      "<p><code>$x$</code> và $x$</p>",
		`Ta có $$E=mc^2$$ như vậy.`:           `<p>Ta có <span class="math math-display">E=mc^2</span> như vậy.</p>`,
		`**$x$**`:                             `<p><strong><span class="math">x</span></strong></p>`,
		"$$\n\\sum_{i=1}^n i\n= s\n$$\nsau":   block + "\\sum_{i=1}^n i\n= s</div>\n<p>sau</p>",
		"$$ a+b $$":                           block + "a+b</div>",
		"trước\n$$\na\n$$":                    "<p>trước</p>\n" + block + "a</div>",
		"> $$\n> a\n> $$":                     "<blockquote>\n" + block + "a</div>\n</blockquote>",
		"```math\n\\frac{1}{2}\n```":          block + `\frac{1}{2}</div>`,
		"- $$\n  a\n  $$":                     "<ul>\n<li>\n" + block + "a</div>\n</li>\n</ul>",
		"$$x$$ mở đầu một đoạn":               `<p><span class="math math-display">x</span> mở đầu một đoạn</p>`,
		"$x$</span><script>alert(1)</script>": `<p><span class="math">x</span>alert(1)</p>`,
	})
}

// TestPricesAreNoFormulas holds that money stays text.
func TestPricesAreNoFormulas(t *testing.T) {
	for _, src := range []string{"Từ $5 đến $6.", "$5 và $6", "$20,$30", "US$5 và 6$", "5$ và 6$", "10$", "$", "$$$", "$ x $", "a$b$c", "$5"} {
		require.Equal(t, "<p>"+src+"</p>", render(src), src)
		require.Empty(t, problems(src), src)
	}
}

func TestFormulasThatCannotBeSet(t *testing.T) {
	for src, want := range map[string]string{
		`xa $\frac{1{2}$`:             "1:4 maths_unbalanced",
		`$a}$`:                        "1:1 maths_unbalanced",
		`$\left( x$`:                  "1:1 maths_unbalanced",
		"$$\n\\begin{a}x\\end{b}\n$$": "1:1 maths_unbalanced",
		"a\n\n$$\nx + 1\n\nb":         "3:1 maths_not_closed",
		"$$\nx":                       "1:1 maths_not_closed",
		"```math\n{x\n```":            "1:1 maths_unbalanced",
		"```math\n```":                "1:1 maths_empty",
		`giá $x cộng y`:               "1:5 maths_open",
		"$" + strings.Repeat("{", 25) + strings.Repeat("}", 25) + "$": "1:1 maths_too_deep",
		"$$\n" + strings.Repeat("x\n", 2500) + "$$":                   "1:1 maths_too_long",
	} {
		require.Equal(t, []string{want}, problems(src), src)
		require.NotContains(t, render(src), `class="math`, src)
	}
	require.Equal(t, "<p><code>a}</code></p>", render(`$a}$`))
	require.Empty(t, problems(`$\{ x \} % }$ và $\left\{ x \right.$`))
}

// TestDollarsAreReadInTime would take minutes if every sign looked through the whole line for its end.
func TestDollarsAreReadInTime(t *testing.T) {
	line := strings.Repeat("$a ", 5000)
	require.NotEmpty(t, parse(strings.Repeat(line+"\n\n", 60)).Problems())
}
