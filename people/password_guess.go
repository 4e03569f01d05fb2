package people

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/trustelem/zxcvbn/frequency"

	"liem/internal/text"
)

// favourites are words around which a Vietnamese office makes its passwords, folded and without spaces. What the whole
// world guesses first comes with the zxcvbn module: its 30,000 most frequent passwords of known leaks.
var favourites = strings.Fields(`
matkhau matkhaumoi matkhaucu doimatkhau khongbiet khongnho khongcomatkhau quenmatkhau dangnhap xinchao tinhyeu yeuem yeuanh anhyeuem
emyeuanh anhnhoem emnhoanh iloveyou vochong giadinh hanhphuc mayman anhem bame mothaiba mothaibabon mothaibabonnam namsaubaytam conyeu
mevabe nhoemnhieu hoahong matnai vietnam vietnamvodich vietnamquehuongtoi toiyeuvietnam yeuvietnam hochiminh bacho chutichhochiminh
hanoi saigon haiphong danang cantho hue thainguyen backan bacninh bacgiang thanhhoa nghean hatinh quangninh namdinh thaibinh ninhbinh
vinhphuc phutho laocai yenbai sonla dienbien langson caobang tuyenquang hagiang hoabinh haiduong hungyen quangbinh quangtri quangnam
quangngai binhdinh phuyen khanhhoa ninhthuan binhthuan gialai kontum daklak daknong lamdong dongnai binhduong binhphuoc tayninh longan
tiengiang bentre travinh vinhlong dongthap angiang kiengiang haugiang soctrang baclieu camau vungtau nhatrang dalat
kiemsat kiemsatvien vienkiemsat vienkiemsatnhandan vksnd vks vkstinh kiemsatnhandan nganhkiemsat canbo canbokiemsat congchuc daotao
hoctap nghiepvu phapluat phaply toaan congan quanly quantri quantrivien hethong administrator admin user guest test test1234
liem canliem canliemchinh cankiemliemchinh chicongvotu congminh chinhtruc khachquan thantrong khiemton dangcongsan dangcongsanvietnam
nhandan nhanvien vanphong phongmot tinhuy demo password passw0rd welcome letmein changeme abcabc qwerty`)

// keyboard holds what fingers walk along.
var keyboard = []string{"01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol"}

// unleet undoes the usual disguises.
var unleet = strings.NewReplacer("@", "a", "4", "a", "0", "o", "1", "i", "!", "i", "3", "e", "5", "s", "$", "s", "7", "t")

// maxDecoration is how many digits and signs around a common word make it no better.
const maxDecoration = 8

// guessable tells whether a password is one that programs try first: a common word with little around it, a walk along
// the keyboard, a short piece over and over.
func guessable(password string) bool {
	whole := squeezed(password)
	core := strings.TrimFunc(whole, func(r rune) bool { return !unicode.IsLetter(r) })
	switch {
	case commonWord(whole) || repeats(whole) || walks(whole):
		return true
	case len(whole)-len(core) > maxDecoration:
		return false
	}
	return core == "" || commonWord(core) || commonWord(unleet.Replace(core))
}

// squeezed is the form that guesses are compared in: folded, without spaces.
func squeezed(s string) string { return strings.ReplaceAll(text.Fold(s), " ", "") }

// commonWord looks through the lists; that takes a fraction of what hashing does, and keeping them sorted would cost memory
// for ever.
func commonWord(word string) bool {
	for _, list := range [][]string{favourites, frequency.FrequencyLists["passwords"]} {
		for _, known := range list {
			if known == word {
				return true
			}
		}
	}
	return false
}

// repeats tells whether a text is one piece of at most four characters, at least three times.
func repeats(s string) bool {
	for n := 1; n <= 4 && n*3 <= len(s); n++ {
		if strings.HasPrefix(s[n:], s[:len(s)-n]) {
			return true
		}
	}
	return false
}

// walks tells whether fewer than four characters of a text lie outside of walks along the keyboard or the alphabet.
func walks(s string) bool {
	outside := 0
	for i := 0; i < len(s); {
		if n := walk(s[i:]); n >= 3 {
			i += n
			continue
		}
		outside++
		i++
	}
	return outside < 4
}

// walk is the length of the longest walk that a text begins with.
func walk(s string) int {
	best := 0
	for _, row := range keyboard {
		for _, line := range []string{row, reversed(row)} {
			for n := min(len(s), len(line)); n > best; n-- {
				if strings.Contains(line, s[:n]) {
					best = n
				}
			}
		}
	}
	return best
}

func reversed(s string) string {
	b := []byte(s)
	for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
	return string(b)
}

// Owner is whose password it is to be.
type Owner struct{ Username, Name, Number string }

// names tells whether a password is built on its owner: the full name, the last two words of it, the username, the staff
// number. Short ones count only where there is little else.
func (o Owner) names(password string) bool {
	whole := squeezed(password)
	words := strings.Fields(text.Fold(o.Name))
	own := []string{squeezed(o.Username), squeezed(o.Number), strings.Join(words, "")}
	if len(words) > 2 {
		own = append(own, strings.Join(words[len(words)-2:], ""))
	}
	for _, name := range own {
		long := utf8.RuneCountInString(name) >= 5
		if name != "" && strings.Contains(whole, name) && (long || len(whole)-len(name) <= maxDecoration) {
			return true
		}
	}
	return false
}
