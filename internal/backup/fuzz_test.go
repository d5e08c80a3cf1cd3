package backup

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// packed is a file of one member and a manifest, which is put behind it as Write does.
func packed(name, content string, manifestOf []byte) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, m := range [][2]string{{name, content}, {manifest, string(manifestOf)}} {
		if w, err := z.Create(m[0]); err == nil {
			_, _ = w.Write([]byte(m[1]))
		}
	}
	_ = z.Close()
	return out.Bytes()
}

// FuzzVerify: whatever is given as a backup is refused as damaged or newer, or every member
// is what the manifest says of it and lies within the folder.
func FuzzVerify(f *testing.F) {
	sum := sha256.Sum256([]byte("x"))
	whole := Manifest{Format: Format, Members: []Member{{Name: "files/keys/x", Size: 1, SHA256: hex.EncodeToString(sum[:])}}}
	for _, m := range []Manifest{whole, {Format: Format + 1}, {Format: Format}} {
		raw, err := json.Marshal(m)
		if err != nil {
			f.Fatal(err)
		}
		f.Add("files/keys/x", "x", raw)
		f.Add("../x", "x", bytes.ReplaceAll(raw, []byte("files/keys/x"), []byte("../x")))
	}
	f.Add("", "", []byte("[]"))
	f.Fuzz(func(t *testing.T, name, content string, raw []byte) {
		path := filepath.Join(t.TempDir(), "b.zip")
		if err := os.WriteFile(path, packed(name, content, raw), 0o600); err != nil {
			t.Fatal(err)
		}
		m, err := Verify(t.Context(), path)
		if err != nil {
			if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNewer) {
				t.Fatal(err)
			}
			return
		}
		sum := sha256.Sum256([]byte(content))
		for _, x := range m.Members {
			if x.Name != name || !filepath.IsLocal(x.Name) || x.SHA256 != hex.EncodeToString(sum[:]) || x.Size != int64(len(content)) {
				t.Fatalf("%+v of %q", x, name)
			}
		}
	})
}

// FuzzShutKeys: what comes as the keys of a backup is refused, or opens to names of files
// without a folder. Costs that would take the memory of the machine are refused unread.
func FuzzShutKeys(f *testing.F) {
	f.Add([]byte(`{"memoryKiB":8,"passes":1,"salt":"AAAA","shut":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}`))
	f.Add([]byte(`{"memoryKiB":4294967295,"passes":1}`))
	f.Add([]byte(`{"memoryKiB":8,"passes":4294967295}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		var k shutKeys
		if json.Unmarshal(raw, &k) != nil {
			return // refused by place
		}
		if k.MemoryKiB <= maxMemoryKiB && k.Passes <= 100 { // costs that are taken are slow on purpose
			k.MemoryKiB, k.Passes = min(k.MemoryKiB, 1<<10), min(k.Passes, 2)
		}
		files, err := k.open("a passphrase")
		for name := range files {
			if err != nil || name != filepath.Base(name) {
				t.Fatalf("%q, %v", name, err)
			}
		}
		if err == nil && len(k.Shut) == 0 {
			t.Fatal("opened without a lock")
		}
	})
}
