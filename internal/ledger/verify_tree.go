package ledger

import (
	"bytes"
	"errors"
	"math"

	"github.com/transparency-dev/merkle/compact"
)

// leaf is an entry as it stands in the tree.
type leaf struct {
	id, stream, hash string
	seq, pos         int64
}

func (l leaf) finding(k Kind) Finding {
	return Finding{Kind: k, Stream: l.stream, Seq: l.seq, EntryID: l.id, Pos: l.pos}
}

// growth builds the tree twice: kept from the leaves in the tiles, live from the
// entries, each standing in where the other has nothing. When they differ, the
// checkpoints say which of them is the record that was signed.
type growth struct {
	v          *verifier
	kept, live *compact.Range
	stored     *tiles // levels above the leaves; one tile of each at a time
	leaves     *tiles
	entries    *cursor[leaf]
	signed     *cursor[Statement]
	files      *fileCursor
	file       *copied // the next one; nil when there are no more
	err        error   // of compareNode
}

// tree checks every place and every checkpoint.
func (v *verifier) tree(files *fileCursor) error {
	load := storedTiles(v.ctx, v.tx).load
	g := &growth{
		v: v, kept: ranges.NewEmptyRange(0), live: ranges.NewEmptyRange(0),
		stored: newTiles(load), leaves: newTiles(load), files: files,
		entries: newCursor(func(last leaf) ([]leaf, error) {
			if last.id == "" {
				last.pos = math.MinInt64
			}
			return leavesAfter(v.ctx, v.tx, last.pos)
		}),
		signed: newCursor(func(last Statement) ([]Statement, error) {
			if last.Note == "" && last.Size == 0 {
				last.Size = math.MinInt64
			}
			return statementsAfter(v.ctx, v.tx, last.Size)
		}),
	}
	var err error
	if g.file, err = files.next(); err != nil {
		return err
	}
	return g.run()
}

func (g *growth) run() error {
	for pos := int64(0); ; pos++ {
		if err := g.statements(pos); err != nil {
			return err
		}
		kept, err := g.keptLeaf(pos)
		if err != nil {
			return err
		}
		e, has, err := g.entryAt(pos)
		if err != nil {
			return err
		}
		live := leafHash(e.hash)
		switch {
		case !has && kept == nil:
			return g.finish(pos)
		case !has:
			g.v.found(Finding{Kind: Removed, Pos: pos, Count: 1})
			live = kept
		case kept == nil:
			g.v.found(e.finding(TreeAltered))
			kept = live
		case !bytes.Equal(kept, live):
			g.v.found(e.finding(Rewritten))
		}
		if err := errors.Join(g.kept.Append(kept, g.compareNode), g.live.Append(live, nil), g.err); err != nil {
			return err
		}
	}
}

// keptLeaf is the leaf the tiles hold for pos, nil for none.
func (g *growth) keptLeaf(pos int64) ([]byte, error) {
	return oneOf(g.leaves, tileID{0, pos / tileWidth}, pos%tileWidth)
}

// compareNode compares a node that has just become whole with the stored one.
func (g *growth) compareNode(id compact.NodeID, hash []byte) {
	if id.Level == 0 || id.Level%tileHeight != 0 {
		return
	}
	stored, err := oneOf(g.stored, tileID{int64(id.Level / tileHeight), int64(id.Index / tileWidth)}, int64(id.Index%tileWidth))
	g.err = errors.Join(g.err, err)
	if !bytes.Equal(stored, hash) {
		g.v.found(Finding{Kind: TreeAltered, Pos: int64(id.Index << id.Level)})
	}
}

// oneOf is hash number at of a tile, nil when the tile ends before. Only the newest
// tile of each level is held.
func oneOf(t *tiles, id tileID, at int64) ([]byte, error) {
	if _, ok := t.held[id]; !ok {
		for other := range t.held {
			if other.level == id.level {
				delete(t.held, other)
			}
		}
	}
	hashes, err := t.tile(id)
	if err != nil || int64(len(hashes)) < (at+1)*hashSize {
		return nil, err
	}
	return hashes[at*hashSize : (at+1)*hashSize], nil
}

// entryAt is the entry at pos. Entries at places that cannot be are found and left.
func (g *growth) entryAt(pos int64) (leaf, bool, error) {
	for {
		e, ok, err := g.entries.peek()
		if err != nil || !ok || e.pos > pos {
			return leaf{}, false, err
		}
		g.entries.skip()
		if e.pos == pos {
			return e, true, nil
		}
		g.v.found(e.finding(Moved))
	}
}

// finish deals with what points behind the end of the tree.
func (g *growth) finish(size int64) error {
	for {
		e, ok, err := g.entries.peek()
		if err != nil {
			return err
		}
		if !ok {
			return g.statements(math.MaxInt64)
		}
		g.v.found(e.finding(Moved))
		g.entries.skip()
	}
}

// statements checks the checkpoints and copies of sizes up to size, at which the
// tree now stands; those of the sizes before it have been checked.
func (g *growth) statements(size int64) error {
	for {
		s, more, err := g.signed.peek()
		if err != nil {
			return err
		}
		if !more {
			s.Size = math.MaxInt64
		}
		for g.file != nil && g.file.size <= size && g.file.size <= s.Size {
			if err := g.checkFile(*g.file, s); err != nil {
				return err
			}
		}
		if !more || s.Size > size {
			return nil
		}
		if err := g.checkRow(s); err != nil {
			return err
		}
		g.signed.skip()
	}
}

func (g *growth) checkRow(s Statement) error {
	signed, err := readStatement(s.Note, g.v.keys)
	if err != nil || signed.Size != s.Size || !bytes.Equal(signed.Root, s.Root) || !signed.At.Equal(s.At) {
		g.v.found(Finding{Kind: CheckpointAltered, Pos: s.Size})
		return nil
	}
	g.v.report.Checkpoints++
	g.v.report.Newest = s
	return g.checkRoot(s)
}

// checkFile checks a copy; row is the first checkpoint in the table that is not of a
// lesser size. The copy speaks for the root where the table has no sound row.
func (g *growth) checkFile(f copied, row Statement) (err error) {
	signed, bad := readStatement(f.note, g.v.keys)
	sound := false
	if row.Size == f.size {
		_, err := readStatement(row.Note, g.v.keys)
		sound = err == nil
	}
	if bad != nil || signed.Size != f.size || sound && row.Note != f.note {
		g.v.found(Finding{Kind: FileAltered, Pos: f.size})
	} else {
		g.v.report.Copies++
		if row.Size != f.size {
			g.v.found(Finding{Kind: CheckpointRemoved, Pos: f.size})
		}
		if !sound {
			err = g.checkRoot(signed)
		}
	}
	if err == nil {
		g.file, err = g.files.next()
	}
	return err
}

// checkRoot compares a signed root with the tree of that size.
func (g *growth) checkRoot(s Statement) error {
	if end := int64(g.kept.End()); s.Size > end {
		g.v.found(Finding{Kind: Truncated, Pos: s.Size, Count: s.Size - end})
		return nil
	}
	kept, err := g.kept.GetRootHash(nil)
	if err != nil || bytes.Equal(kept, s.Root) {
		return err
	}
	live, err := g.live.GetRootHash(nil)
	if err != nil {
		return err
	}
	if bytes.Equal(live, s.Root) {
		g.v.found(Finding{Kind: TreeAltered, Pos: s.Size})
	} else {
		g.v.found(Finding{Kind: RootMismatch, Pos: s.Size})
	}
	return nil
}
