package ledger

import (
	"testing"

	"golang.org/x/mod/sumdb/note"
)

// FuzzStatement: of what is signed with the right key only the text of a statement, to the
// letter, is taken for one.
func FuzzStatement(f *testing.F) {
	keys, err := OpenKeys(f.TempDir())
	if err != nil {
		f.Fatal(err)
	}
	whole := Statement{Size: 3, Root: make([]byte, hashSize)}
	f.Add(whole.text())
	f.Add(origin + "\n03\nAAAA\nat 1\n")
	f.Add(origin + "\n9223372036854775808\n=\nat -1\n")
	f.Fuzz(func(t *testing.T, text string) {
		signed, err := note.Sign(&note.Note{Text: text}, keys.Signer)
		if err != nil {
			t.Skip() // no text of a note
		}
		s, err := readStatement(string(signed), note.VerifierList(keys.Verifier))
		if err == nil && (s.text() != text || s.Size <= 0 || len(s.Root) != hashSize) {
			t.Fatalf("%q is read as %+v", text, s)
		}
	})
}
