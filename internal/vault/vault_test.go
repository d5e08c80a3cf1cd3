package vault

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func open(t *testing.T, dir string) *Ring {
	t.Helper()
	r, err := OpenRing(dir)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestSealedOpensOnlyWhereItWasSealed: for any text the round trip holds, no two
// sealings are alike, nothing of the text shows, and another place, another key
// or any changed byte is told.
func TestSealedOpensOnlyWhereItWasSealed(t *testing.T) {
	ring := NewRing()
	key, err := ring.NewKey("case:1")
	if err != nil {
		t.Fatal(err)
	}
	other, _ := ring.NewKey("case:2")
	rapid.Check(t, func(rt *rapid.T) {
		plain := rapid.StringN(1, 40, 200).Draw(rt, "plain")
		sealed, err := key.Seal("phone", plain)
		if err != nil {
			rt.Fatal(err)
		}
		again, _ := key.Seal("phone", plain)
		if sealed == again || !IsSealed(sealed) || len(plain) > 3 && strings.Contains(sealed, plain) {
			rt.Fatalf("%q sealed as %q and %q", plain, sealed, again)
		}
		if got, err := key.Open("phone", sealed); err != nil || got != plain {
			rt.Fatalf("opened as %q, %v", got, err)
		}
		if _, err := key.Open("idNumber", sealed); !errors.Is(err, ErrDamaged) {
			rt.Fatal("opens in another place", err)
		}
		if _, err := other.Open("phone", sealed); !errors.Is(err, ErrDamaged) {
			rt.Fatal("opens under another key", err)
		}
		at := rapid.IntRange(len(mark), len(sealed)-1).Draw(rt, "at")
		spoilt := sealed[:at] + string("AB"[b2i(sealed[at] == 'A')]) + sealed[at+1:]
		// The last character of base64 has bits that carry nothing.
		if got, err := key.Open("phone", spoilt); err == nil && got != plain {
			rt.Fatalf("a changed byte opens as %q", got)
		}
	})
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

func TestWhatWasNeverSealed(t *testing.T) {
	var none Key
	if got, err := none.Open("phone", "13812341234"); err != nil || got != "13812341234" {
		t.Error("a plain text of old must pass", got, err)
	}
	if _, err := none.Seal("phone", "1"); !errors.Is(err, ErrNoKeys) {
		t.Error("the zero key seals", err)
	}
	var ring *Ring
	if _, err := ring.Seal("x", "1"); !errors.Is(err, ErrNoKeys) {
		t.Error("no ring seals", err)
	}
	if _, err := ring.NewKey("x"); !errors.Is(err, ErrNoKeys) {
		t.Error("no ring makes keys", err)
	}
	if _, err := (&Ring{}).Hash("phone", "1"); !errors.Is(err, ErrNoKeys) {
		t.Error("no ring hashes", err)
	}
}

// TestRotation follows two processes on one file: what either sealed before,
// between and after opens for both; a master goes only when nothing lies under
// it and a day has passed.
func TestRotation(t *testing.T) {
	dir := t.TempDir()
	server, tool := open(t, dir), open(t, dir)
	key, err := server.NewKey("case:1")
	if err != nil {
		t.Fatal(err)
	}
	sealed, _ := key.Seal("phone", "13812341234")
	draft, _ := server.Seal("draft", "{}")
	first := server.Current()

	now := time.Date(2026, 3, 2, 4, 0, 0, 0, time.UTC)
	second, err := tool.Rotate(now)
	if err != nil || second == first {
		t.Fatal(second, err)
	}
	again, changed, err := tool.Rewrap("case:1", key.Wrapped)
	if err != nil || !changed || MasterOf(again) != second {
		t.Fatal(again, changed, err)
	}
	if _, changed, _ := tool.Rewrap("case:1", again); changed {
		t.Error("wrapped twice under one master")
	}
	// The server has not looked at the file since: it meets the new name.
	k, err := server.Key("case:1", again)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := k.Open("phone", sealed); err != nil || got != "13812341234" {
		t.Fatal("after the rotation", got, err)
	}
	if server.Current() != second {
		t.Error("the server goes on under the old master")
	}
	redraft, changed, err := tool.Reseal("draft", draft)
	if err != nil || !changed || MasterOf(redraft) != second {
		t.Fatal(redraft, changed, err)
	}
	if gone, _ := tool.Retire(now.Add(25*time.Hour), map[string]int64{first: 1}); len(gone) > 0 {
		t.Error("a master in use was thrown away")
	}
	if gone, _ := tool.Retire(now.Add(time.Hour), nil); len(gone) > 0 {
		t.Error("a master was thrown away while servers may still seal under it")
	}
	gone, err := tool.Retire(now.Add(25*time.Hour), map[string]int64{second: 2})
	if err != nil || len(gone) != 1 || gone[0] != first {
		t.Fatal(gone, err)
	}
	if _, err := open(t, dir).Key("case:1", key.Wrapped); !errors.Is(err, ErrUnknownKey) {
		t.Error("opens under a master that is gone", err)
	}
}

func TestHashIsOfTheInstallationAndTheKind(t *testing.T) {
	dir := t.TempDir()
	a, b, other := open(t, dir), open(t, dir), open(t, t.TempDir())
	one, _ := a.Hash("phone", "13812341234")
	same, _ := b.Hash("phone", "13812341234")
	kind, _ := a.Hash("id", "13812341234")
	strange, _ := other.Hash("phone", "13812341234")
	if one != same || one == kind || one == strange || len(one) != 64 {
		t.Error(one, same, kind, strange)
	}
}

// TestOneSetOfKeysHoweverManyStart: processes that start at once on an empty
// folder end with the same keys, in a file nobody else reads.
func TestOneSetOfKeysHoweverManyStart(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "keys")
	names := make([]string, 8)
	var all sync.WaitGroup
	for i := range names {
		all.Go(func() {
			if r, err := OpenRing(dir); err == nil {
				names[i] = r.Current()
			}
		})
	}
	all.Wait()
	for _, name := range names {
		if name == "" || name != names[0] {
			t.Fatal(names)
		}
	}
	info, err := os.Stat(filepath.Join(dir, "vault.json"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Error(info, err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".vault-*")); len(left) > 0 {
		t.Error("left behind", left)
	}
}

func TestDamagedKeysAreTold(t *testing.T) {
	for name, text := range map[string]string{
		"no JSON": "{", "no keys": "{}", "short key": `{"current":"m1","masters":{"m1":{"key":"AAAA"}},"lookup":"AAAA"}`,
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "vault.json"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := OpenRing(dir); err == nil {
			t.Error(name, "was taken for keys")
		}
	}
}

// TestRotationsAtOnce: two processes that rotate at the same moment lose no master.
func TestRotationsAtOnce(t *testing.T) {
	dir := t.TempDir()
	open(t, dir)
	const n = 8
	var all sync.WaitGroup
	for range n {
		ring := open(t, dir) // as another process: it shares nothing but the file
		all.Go(func() {
			if _, err := ring.Rotate(time.Now()); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if f, err := readFile(filepath.Join(dir, "vault.json")); err != nil || len(f.Masters) != n+1 {
		t.Errorf("%d masters are left of %d, %v", len(f.Masters), n+1, err)
	}
}
