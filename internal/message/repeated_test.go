package message_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// repeated lists the keys that stand twice in one object of a JSON text: readers take the
// last of them, and the other sentence is lost without a word.
func repeated(text string) (twice []string, err error) {
	d := json.NewDecoder(strings.NewReader(text))
	var value func(at string) error
	value = func(at string) error {
		token, err := d.Token()
		if err != nil {
			return err
		}
		open, nested := token.(json.Delim)
		if !nested {
			return nil
		}
		seen := map[string]bool{}
		for i := 0; d.More(); i++ {
			key := fmt.Sprint(i)
			if open == '{' {
				name, err := d.Token()
				if err != nil {
					return err
				}
				if key, _ = name.(string); seen[key] {
					twice = append(twice, at+key)
				}
				seen[key] = true
			}
			if err := value(at + key + "."); err != nil {
				return err
			}
		}
		_, err = d.Token()
		return err
	}
	return twice, value("")
}

// TestNoKeyStandsTwice: in the catalogues of the server and of the console.
func TestNoKeyStandsTwice(t *testing.T) {
	if twice, err := repeated(`{"a": 1, "b": {"c": [{"d": 1, "d": 2}], "a": 3}, "a": 4}`); err != nil || strings.Join(twice, " ") != "b.c.0.d a" {
		t.Fatal(twice, err)
	}
	for _, pattern := range []string{"*/*.json", "../../web/src/i18n/*/*.json"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) < 10 {
			t.Fatal(pattern, files, err)
		}
		for _, f := range files {
			raw, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			if twice, err := repeated(string(raw)); err != nil || len(twice) > 0 {
				t.Errorf("%s: %q, %v", f, twice, err)
			}
		}
	}
}
