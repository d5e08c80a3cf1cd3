package vault

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// FuzzKeyFile: a file of keys is refused, or what is sealed by it opens again.
func FuzzKeyFile(f *testing.F) {
	dir := f.TempDir()
	if _, err := OpenRing(dir); err != nil {
		f.Fatal(err)
	}
	whole, err := os.ReadFile(filepath.Join(dir, "vault.json"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	f.Add([]byte(`{}`))
	f.Add([]byte(`{"current":"m1","masters":{"m1":{}},"lookup":""}`))
	f.Add([]byte(`null`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		dir := t.TempDir()
		path := filepath.Join(dir, "vault.json")
		if err := os.WriteFile(path, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		ring, err := OpenRing(dir)
		if err == nil {
			text, err2 := ring.Seal("here", "words")
			plain, err3 := ring.Open("here", text)
			_, err4 := ring.Hash("phone", "1")
			if err := errors.Join(err2, err3, err4); err != nil || plain != "words" {
				t.Fatalf("%q is taken, and opens %q: %v", raw, plain, err)
			}
		}
		if after, err := os.ReadFile(path); err != nil || string(after) != string(raw) {
			t.Fatalf("%q became %q, %v", raw, after, err)
		}
	})
}
