package ledger

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"

	"hemu/internal/sqldb"
	"hemu/internal/vault"
)

// origin is the first line of every checkpoint and the name of its key.
const origin = "hemu-ledger"

// batch is how many entries one transaction puts in order. On SQLite it holds up
// requests for as long as that takes, some 30 ms.
const batch = 1000

// Statement is a checkpoint: the first Size entries, in the order of all streams,
// have this Merkle root.
type Statement struct {
	Size int64
	Root []byte // 32 bytes
	At   time.Time
	Note string // the signed text, in the format of golang.org/x/mod/sumdb/note
}

// Keys sign checkpoints and check their signatures.
type Keys struct {
	Signer   note.Signer
	Verifier note.Verifier
	Public   string // the verifier in text, to be handed to auditors
}

// OpenKeys reads the signing key in dir/keys/ledger.key, or makes one, with the
// public key beside it in ledger.pub. Processes that share one database must share
// the key. Whoever has the key can sign a false record, so copies of the checkpoints
// belong where the key's holder cannot change them.
func OpenKeys(dir string) (k Keys, err error) {
	path := filepath.Join(dir, "keys", "ledger.key")
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		raw, err = makeKey(path)
	}
	if err != nil {
		return k, fmt.Errorf("ledger key: %w", err)
	}
	skey := strings.TrimSpace(string(raw))
	if k.Signer, err = note.NewSigner(skey); err != nil {
		return k, fmt.Errorf("ledger key: %w", err)
	}
	if k.Public, err = publicKey(skey); err != nil {
		return k, fmt.Errorf("ledger key: %w", err)
	}
	k.Verifier, err = note.NewVerifier(k.Public)
	return k, err
}

func makeKey(path string) ([]byte, error) {
	skey, vkey, err := note.GenerateKey(rand.Reader, origin)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	if err := vault.WriteNew(path, []byte(skey+"\n"), 0o600); errors.Is(err, fs.ErrExist) {
		return os.ReadFile(path) // another process was quicker
	} else if err != nil {
		return nil, err
	}
	err = vault.WriteNew(strings.TrimSuffix(path, "key")+"pub", []byte(vkey+"\n"), 0o644)
	if errors.Is(err, fs.ErrExist) {
		err = nil
	}
	return []byte(skey), err
}

// publicKey is the verifier's text for a signer's, which NewSigner has checked.
func publicKey(skey string) (string, error) {
	parts := strings.SplitN(skey, "+", 5) // PRIVATE, KEY, name, hash, algorithm and seed
	seed, err := base64.StdEncoding.DecodeString(parts[4])
	if err != nil {
		return "", err
	}
	return note.NewEd25519VerifierKey(parts[2], ed25519.NewKeyFromSeed(seed[1:]).Public().(ed25519.PublicKey))
}

// Checkpoint gives every committed entry its place in the tree, signs the tree if
// it has grown, and sees that the newest statement has its copy under
// dir/checkpoints ("" for none). Run it every minute from one periodic job; two at
// once take turns. It never waits for requests, nor they for it. The zero Statement
// means there is no entry yet. ErrDamaged when the record contradicts itself.
func Checkpoint(ctx context.Context, db *sqldb.DB, dir string, signer note.Signer) (s Statement, err error) {
	for done := false; !done; {
		if err := db.Write(ctx, func(tx *sqldb.Tx) (err error) {
			s, done, err = step(ctx, tx, signer)
			return err
		}); err != nil {
			return s, err
		}
	}
	if dir == "" || s.Size == 0 {
		return s, nil
	}
	return s, copyOut(dir, s)
}

// step orders one batch of entries, and signs when none are left.
func step(ctx context.Context, tx *sqldb.Tx, signer note.Signer) (s Statement, done bool, err error) {
	if err := tx.Lock(ctx, "ledger.sequence"); err != nil {
		return s, false, err
	}
	t := storedTiles(ctx, tx)
	s, err = newestStatement(ctx, tx)
	if err != nil {
		return s, false, err
	}
	size, err := soundSize(ctx, tx, t, s)
	if err != nil {
		return s, false, err
	}
	tree, err := t.upTo(size)
	if err != nil {
		return s, false, err
	}
	waiting, err := waitingEntries(ctx, tx, batch)
	if err != nil {
		return s, false, err
	}
	for i, w := range waiting {
		if err := t.appendLeaf(tree, leafHash(w.hash)); err != nil {
			return s, false, err
		}
		if err := setPos(ctx, tx, w.id, size+int64(i)); err != nil {
			return s, false, err
		}
	}
	if err := saveTiles(ctx, tx, t); err != nil {
		return s, false, err
	}
	if size += int64(len(waiting)); len(waiting) == batch || size == s.Size {
		return s, len(waiting) < batch, nil
	}
	root, err := tree.GetRootHash(nil)
	if err != nil {
		return s, false, err
	}
	if s, err = sign(Statement{Size: size, Root: root, At: tx.Now}, signer); err != nil {
		return s, false, err
	}
	return s, true, insertStatement(ctx, tx, s)
}

// soundSize is the size of the tree, if entries, tiles and the newest statement
// agree about it: a record that has lost its end must not be signed again. It looks
// at the edge of the tree only, so its cost does not grow; Verify looks at all of it.
func soundSize(ctx context.Context, tx *sqldb.Tx, t *tiles, newest Statement) (int64, error) {
	size, err := tileSize(ctx, tx)
	if err != nil {
		return 0, err
	}
	placed, err := placedEntries(ctx, tx)
	if err != nil {
		return 0, err
	}
	if size != placed {
		return 0, ErrDamaged
	}
	tree, err := t.upTo(newest.Size) // fails when the tiles are fewer
	if err != nil {
		return 0, err
	}
	if root, err := tree.GetRootHash(nil); err != nil || !bytes.Equal(root, newest.Root) {
		return 0, ErrDamaged
	}
	return size, nil
}

func sign(s Statement, signer note.Signer) (Statement, error) {
	signed, err := note.Sign(&note.Note{Text: s.text()}, signer)
	s.Note = string(signed)
	return s, err
}

// text is what is signed: a checkpoint as transparency logs write it (origin, size,
// root), and the instant in a line of its own.
func (s Statement) text() string {
	return fmt.Sprintf("%s\n%d\n%s\nat %d\n", origin, s.Size, base64.StdEncoding.EncodeToString(s.Root), s.At.UnixMilli())
}

// readStatement checks the signature and takes the signed text apart.
func readStatement(signed string, keys note.Verifiers) (s Statement, err error) {
	n, err := note.Open([]byte(signed), keys)
	if err != nil {
		return s, err
	}
	lines := strings.Split(n.Text, "\n")
	if len(lines) != 5 {
		return s, errors.New("ledger: a checkpoint has four lines")
	}
	s.Note = signed
	var ms int64
	var errs [3]error
	s.Size, errs[0] = strconv.ParseInt(lines[1], 10, 64)
	s.Root, errs[1] = base64.StdEncoding.DecodeString(lines[2])
	ms, errs[2] = strconv.ParseInt(strings.TrimPrefix(lines[3], "at "), 10, 64)
	s.At = time.UnixMilli(ms).UTC()
	if err := errors.Join(errs[:]...); err != nil {
		return s, fmt.Errorf("ledger: malformed checkpoint: %w", err)
	}
	if s.text() != n.Text || s.Size <= 0 || len(s.Root) != hashSize {
		return s, errors.New("ledger: malformed checkpoint")
	}
	return s, nil
}
