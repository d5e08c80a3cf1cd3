package ledger

import (
	"context"
	"errors"

	"github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"
	"golang.org/x/mod/sumdb/note"

	"hemu/internal/sqldb"
)

// Proof shows, without the database, that an entry is in the record a checkpoint
// was signed for.
type Proof struct {
	Entry Entry
	Salt  string   // with the body gives BodyDigest; "" when the body was erased
	Pos   int64    // 0.. in the order of all streams
	Path  [][]byte // hashes from the leaf to the root
	Note  string   // the signed checkpoint
}

// Prove proves that an entry is under the newest checkpoint. Errors: ErrNotFound;
// ErrNoCheckpoint when the entry is newer than that.
func Prove(ctx context.Context, tx *sqldb.Tx, entryID string) (p Proof, err error) {
	if p.Entry, err = Get(ctx, tx, entryID); err != nil {
		return p, err
	}
	pos, salt, err := findPlace(ctx, tx, entryID)
	if err != nil {
		return p, err
	}
	s, err := newestStatement(ctx, tx)
	if err != nil {
		return p, err
	}
	if pos == nil || *pos >= s.Size {
		return p, ErrNoCheckpoint
	}
	if salt != nil {
		p.Salt = *salt
	}
	p.Pos, p.Note = *pos, s.Note
	nodes, err := proof.Inclusion(uint64(p.Pos), uint64(s.Size))
	if err != nil {
		return p, err
	}
	t := storedTiles(ctx, tx)
	hashes := make([][]byte, len(nodes.IDs))
	for i, id := range nodes.IDs {
		if hashes[i], err = t.node(id); err != nil {
			return p, err
		}
	}
	p.Path, err = nodes.Rehash(hashes, rfc6962.DefaultHasher.HashChildren)
	return p, err
}

// Check verifies p with nothing but the public keys of those trusted to sign: the
// body, the entry's hash, its path to the root, and the signature under the root.
// The error says which of these is false.
func (p Proof) Check(keys ...note.Verifier) error {
	e := p.Entry
	if !e.Erased && digestBody(p.Salt, e.Body) != e.BodyDigest {
		return errors.New("ledger: the body is not the one recorded")
	}
	if e.digest() != e.Hash {
		return errors.New("ledger: the entry is not the one recorded")
	}
	s, err := readStatement(p.Note, note.VerifierList(keys...))
	if err != nil {
		return err
	}
	return proof.VerifyInclusion(rfc6962.DefaultHasher, uint64(p.Pos), uint64(s.Size), leafHash(e.Hash), p.Path, s.Root)
}
