package ledger

import (
	"context"

	"hemu/internal/sqldb"
)

// Chain completes the entries of a new stream, in their order, for a program that
// fills a database with many streams at once: Seq, Prev, digests and Hash. ID, At and
// all that Append asks for are the caller's. It returns the salt of each, and writes
// nothing.
func Chain(entries []Entry) (salts []string) {
	prev := ""
	for i := range entries {
		salt := newSalt()
		entries[i].Seq, entries[i].Erased = int64(i)+1, false
		entries[i] = entries[i].chained(prev, salt)
		prev, salts = entries[i].Hash, append(salts, salt)
	}
	return salts
}

// Place gives entries with these hashes, which the caller writes, the next places in
// the tree: the first has the place returned, the others follow. Each stream's come in
// their own order. The next Checkpoint signs them. ErrDamaged while entries wait for
// their place or the record contradicts itself.
func Place(ctx context.Context, tx *sqldb.Tx, hashes []string) (first int64, err error) {
	if err := tx.Lock(ctx, "ledger.sequence"); err != nil {
		return 0, err
	}
	waiting, err := waitingEntries(ctx, tx, 1)
	if err != nil || len(waiting) > 0 {
		return 0, orDamaged(err)
	}
	t := storedTiles(ctx, tx)
	if first, err = tileSize(ctx, tx); err != nil {
		return 0, err
	}
	tree, err := t.upTo(first)
	for _, hash := range hashes {
		if err == nil {
			err = t.appendLeaf(tree, leafHash(hash))
		}
	}
	if err != nil {
		return 0, err
	}
	return first, saveTiles(ctx, tx, t)
}

func orDamaged(err error) error {
	if err == nil {
		err = ErrDamaged
	}
	return err
}
