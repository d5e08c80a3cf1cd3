package ident

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

var today = Day{2026, 11, 24}

func TestCheckCitizen(t *testing.T) {
	got, err := CheckCitizen(" 11010519491231002x", today)
	want := Citizen{"11010519491231002X", "110105", Day{1949, 12, 31}, Female}
	if err != nil || got != want {
		t.Errorf("%+v, %v", got, err)
	}
	if got, err := CheckCitizen("１１０１０５１９４９１２３１００２Ｘ", today); err != nil || got != want {
		t.Errorf("full width: %+v, %v", got, err)
	}
	for in, want := range map[string]error{
		"110105491231002":     ErrCitizenOld,
		"1101054912310O2":     ErrCitizenLength,
		"":                    ErrCitizenLength,
		"110105194912310021":  ErrCitizenCheck,
		"11010519491231003X":  ErrCitizenCheck,
		"110105194902300021":  ErrCitizenBirth,
		"110105202611250021":  ErrCitizenBirth, // tomorrow
		"110105194912A10021":  ErrCitizenForm,
		"1101051949123100X2":  ErrCitizenForm,
		"010105194912310021":  ErrCitizenForm,
		"11010519491231002X1": ErrCitizenLength,
	} {
		if got, err := CheckCitizen(in, today); !errors.Is(err, want) {
			t.Errorf("CheckCitizen(%q) = %+v, %v; want %v", in, got, err, want)
		}
	}
}

// One mistyped digit, or two neighbours changed round, is always noticed.
func TestCitizenCheckNoticesSlips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		body := fmt.Sprintf("3702851980%02d%02d%03d", rapid.IntRange(1, 12).Draw(t, "month"),
			rapid.IntRange(1, 28).Draw(t, "day"), rapid.IntRange(0, 999).Draw(t, "sequence"))
		number := body + string(citizenCheck(body))
		got, err := CheckCitizen(number, today)
		if err != nil || (got.Sex == Male) != ((number[16]-'0')%2 == 1) {
			t.Fatalf("%s: %+v, %v", number, got, err)
		}
		i := rapid.IntRange(0, 16).Draw(t, "place")
		slip := []byte(number)
		slip[i] = '0' + (slip[i]-'0'+byte(rapid.IntRange(1, 9).Draw(t, "by")))%10
		if _, err := CheckCitizen(string(slip), today); err == nil {
			t.Fatalf("%s passes for %s", slip, number)
		}
		j := rapid.IntRange(0, 15).Draw(t, "swap")
		swapped := []byte(number)
		swapped[j], swapped[j+1] = swapped[j+1], swapped[j]
		if _, err := CheckCitizen(string(swapped), today); err == nil && string(swapped) != number {
			t.Fatalf("%s passes for %s", swapped, number)
		}
	})
}

func TestCheckCredit(t *testing.T) {
	got, err := CheckCredit("91350100m000100y43")
	if err != nil || got != (Credit{"91350100M000100Y43", "91", "350100", "M000100Y4"}) {
		t.Errorf("%+v, %v", got, err)
	}
	wrong, err := CheckCredit("91350100M000100Y44")
	if !errors.Is(err, ErrCreditCheck) || wrong.Department != "91" || !OnlyWarns(err) {
		t.Errorf("%+v, %v", wrong, err)
	}
	for in, want := range map[string]error{
		"":                   ErrCreditLength,
		"91350100M000100Y4":  ErrCreditLength,
		"91350100I000100Y43": ErrCreditForm,
		"91A50100M000100Y43": ErrCreditForm,
	} {
		if _, err := CheckCredit(in); !errors.Is(err, want) || OnlyWarns(err) {
			t.Errorf("CheckCredit(%q) = %v, want %v", in, err, want)
		}
	}
}

func TestCheckRegion(t *testing.T) {
	for in, want := range map[string]Region{
		"37":           {"370000000000", Province, "", ""},
		"370200":       {"370200000000", City, "370000000000", ""},
		"370285000000": {"370285000000", County, "370200000000", ""},
		"370285001000": {"370285001000", Town, "370285000000", Subdistrict},
		"370285100":    {"370285100000", Town, "370285000000", TownProper},
		"370285200000": {"370285200000", Town, "370285000000", Township},
		"370285400000": {"370285400000", Town, "370285000000", SpecialArea},
		"370285001001": {"370285001001", Village, "370285001000", Residents},
		"370285100201": {"370285100201", Village, "370285100000", Villagers},
		"370285100601": {"370285100601", Village, "370285100000", UnknownType},
		"441900003000": {"441900003000", Town, "441900000000", Subdistrict}, // right under a city
	} {
		if got, err := CheckRegion(in); err != nil || got != want {
			t.Errorf("CheckRegion(%q) = %+v, %v", in, got, err)
		}
	}
	for _, in := range []string{"", "3", "37028", "3702850010011", "37028500100a", "000000000000", "０37028"} {
		if got, err := CheckRegion(in); !errors.Is(err, ErrRegionForm) {
			t.Errorf("CheckRegion(%q) = %+v, %v", in, got, err)
		}
	}
}

func TestParentContainsChild(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		child, err := CheckRegion(rapid.StringMatching(`[1-8]\d{11}`).Draw(t, "code"))
		if err != nil {
			t.Fatal(err)
		}
		if child.Level == Province {
			return
		}
		parent, err := CheckRegion(child.Parent)
		if err != nil || parent.Level >= child.Level || !parent.Contains(child) || child.Contains(parent) {
			t.Fatalf("%+v under %+v, %v", child, parent, err)
		}
	})
}

func TestCheckPhone(t *testing.T) {
	for in, want := range map[string]Phone{
		"13812341234":       {"13812341234", Mobile},
		"138 1234 1234":     {"13812341234", Mobile},
		"+86-138-1234-1234": {"13812341234", Mobile},
		"8613812341234":     {"13812341234", Mobile},
		"１３８１２３４１２３４":       {"13812341234", Mobile},
		"0532-81234567":     {"0532-81234567", Landline},
		"(0532)81234567":    {"0532-81234567", Landline},
		"053281234567":      {"0532-81234567", Landline},
		"01081234567":       {"010-81234567", Landline},
		"0532-81234567转12":  {"0532-81234567-12", Landline},
		"81234567":          {"81234567", Landline},
		"0543-3123456":      {"0543-3123456", Landline},
	} {
		if got, err := CheckPhone(in); err != nil || got != want {
			t.Errorf("CheckPhone(%q) = %+v, %v", in, got, err)
		}
	}
	for _, in := range []string{"", "-", "12812341234", "1381234123", "138123412345", "0532", "0532-", "00-81234567", "0532-812345678", "无", "81234567-1-2", "0532-81234567-1234567"} {
		if got, err := CheckPhone(in); !errors.Is(err, ErrPhoneForm) {
			t.Errorf("CheckPhone(%q) = %+v, %v", in, got, err)
		}
	}
}

func TestMasks(t *testing.T) {
	for _, tt := range []struct {
		got  Masked
		want string
	}{
		{MaskCitizen("11010519491231002X"), "110105********002X"},
		{MaskCitizen("110105491231002"), "110105*****1002"},
		{MaskCitizen("E12345678"), "E1*****78"},
		{MaskCitizen("1234"), "****"},
		{MaskPhone("13812341234"), "138****1234"},
		{MaskPhone("053281234567"), "0532-*****567"},
		{MaskPhone("0532-81234567-12"), "0532-*****567"},
		{MaskPhone("81234567"), "*****567"},
		{MaskPhone("12345"), "*****"},
		{MaskName("王明"), "王*"},
		{MaskName("王小明"), "王*"},
		{MaskName("欧阳修"), "欧阳*"},
		{MaskName("欧阳"), "欧*"},
		{MaskName("买买提·艾力"), "买*"},
		{MaskName(" "), ""},
	} {
		if string(tt.got) != tt.want {
			t.Errorf("masked %q, want %q", tt.got, tt.want)
		}
	}
}

func TestMaskedHasNoWayBack(t *testing.T) {
	out, err := json.Marshal(struct{ Phone Masked }{MaskPhone("13812341234")})
	if err != nil || string(out) != `{"Phone":"138****1234"}` {
		t.Errorf("%s, %v", out, err)
	}
	var back struct{ Phone Masked }
	if err := json.Unmarshal(out, &back); !errors.Is(err, ErrMaskedNoReturn) || back.Phone != "" {
		t.Errorf("%q came back, %v", back.Phone, err)
	}
	if err := back.Phone.Scan("138****1234"); !errors.Is(err, ErrMaskedNoReturn) {
		t.Errorf("Scan: %v", err)
	}
}

func FuzzCheckCitizen(f *testing.F) {
	f.Add("11010519491231002X")
	f.Add("110105491231002")
	f.Fuzz(func(t *testing.T, s string) {
		c, err := CheckCitizen(s, today)
		if err == nil {
			if again, err := CheckCitizen(c.Number, today); err != nil || again != c {
				t.Errorf("%+v then %+v, %v", c, again, err)
			}
			if hidden := string(MaskCitizen(c.Number)); strings.Contains(hidden, c.Number[6:14]) {
				t.Errorf("%s shows the birth date", hidden)
			}
		}
		if utf8.ValidString(s) && utf8.RuneCountInString(s) > 8 && string(MaskCitizen(s)) == s && strings.Trim(s, "*") != "" {
			hidden := []rune(s)[2 : utf8.RuneCountInString(s)-2]
			if strings.Trim(string(hidden), "*") != "" {
				t.Errorf("%q is not masked", s)
			}
		}
	})
}

func FuzzCheckCodes(f *testing.F) {
	f.Add("91350100M000100Y43")
	f.Add("370285001001")
	f.Add("0532-81234567转12")
	f.Fuzz(func(t *testing.T, s string) {
		if c, err := CheckCredit(s); err == nil && len(c.Code) != 18 {
			t.Errorf("%+v", c)
		}
		if r, err := CheckRegion(s); err == nil && (len(r.Code) != 12 || r.Prefix() == "") {
			t.Errorf("%+v", r)
		}
		if p, err := CheckPhone(s); err == nil {
			if again, err := CheckPhone(p.Number); err != nil || again != p {
				t.Errorf("%+v then %+v, %v", p, again, err)
			}
			if hidden := string(MaskPhone(s)); strings.Count(hidden, "*") < 4 {
				t.Errorf("%s shows %s", p.Number, hidden)
			}
		}
		_ = MaskName(s)
	})
}
