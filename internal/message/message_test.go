package message

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"hemu/internal/fault"
)

var placeholder = regexp.MustCompile(`\{[a-z_A-Z]+\}`)

func TestLanguagesAgree(t *testing.T) {
	zh, en := catalogues[Chinese], catalogues[English]
	for k, text := range zh {
		other, ok := en[k]
		if !ok {
			t.Errorf("%s has no English", k)
			continue
		}
		a, b := placeholder.FindAllString(text, -1), placeholder.FindAllString(other, -1)
		slices.Sort(a)
		slices.Sort(b)
		if !slices.Equal(slices.Compact(a), slices.Compact(b)) {
			t.Errorf("%s: placeholders %v and %v differ", k, a, b)
		}
	}
	for k := range en {
		if _, ok := zh[k]; !ok {
			t.Errorf("%s has no Chinese", k)
		}
	}
}

// faultCode finds the codes of faults where rooms make them.
var faultCode = regexp.MustCompile(`fault\.(?:New\(fault\.\w+, |BadField\(|Error\{Kind: fault\.\w+, Code: )"([a-z_]+(?:\.[a-z_]+)*)"`)
var formCode = regexp.MustCompile(`\.(?:Add\(|Require\([^"]*, )"([a-z_]+\.[a-z_.]+)"`)

func TestEveryFaultHasASentence(t *testing.T) {
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, re := range []*regexp.Regexp{faultCode, formCode} {
			for _, m := range re.FindAllStringSubmatch(string(src), -1) {
				if !Has(m[1]) {
					t.Errorf("%s: fault %q has no sentence", path, m[1])
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestText(t *testing.T) {
	if got := Text(English, "internal", fault.Args{"ref": "r1"}); !strings.Contains(got, "reference r1") {
		t.Error(got)
	}
	if got := Text(Chinese, "no.such.key", nil); got != "no.such.key" {
		t.Error(got)
	}
	for accept, want := range map[string]Lang{"": Chinese, "en-GB,zh;q=0.5": English, "fr, zh-TW": Chinese, "de": Chinese} {
		if got := Parse(accept); got != want {
			t.Errorf("Parse(%q) = %s", accept, got)
		}
	}
}
