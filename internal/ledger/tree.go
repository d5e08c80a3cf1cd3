package ledger

import (
	"bytes"
	"encoding/hex"
	"fmt"

	"github.com/transparency-dev/merkle/compact"
	"github.com/transparency-dev/merkle/rfc6962"

	"hemu/internal/fault"
)

// ErrDamaged: the record contradicts itself, so nothing is signed upon it. What
// exactly is wrong, Verify says.
var ErrDamaged = fault.New(fault.Internal, "ledger.damaged")

const (
	tileHeight = 8
	tileWidth  = 1 << tileHeight
	hashSize   = 32
)

// ranges makes the compact ranges of the tree of RFC 6962.
var ranges = compact.RangeFactory{Hash: rfc6962.DefaultHasher.HashChildren}

// leafHash is the leaf an entry has in the tree: its own hash, as a leaf of RFC
// 6962. A hash that is not hex, as only damage can make it, has a leaf too.
func leafHash(entryHash string) []byte {
	raw, err := hex.DecodeString(entryHash)
	if err != nil {
		raw = []byte(entryHash)
	}
	return rfc6962.DefaultHasher.HashLeaf(raw)
}

// tileID names a tile: the nodes idx*256… of tree level 8*level. Only whole nodes
// are kept; those on the right edge of the tree follow from them.
type tileID struct{ level, idx int64 }

// tiles reads and extends the kept nodes of the tree, a row of tileWidth at a time.
type tiles struct {
	load func(tileID) ([]byte, error) // hashes end to end; none for a missing tile
	held map[tileID][]byte
	grew map[tileID]bool
}

func newTiles(load func(tileID) ([]byte, error)) *tiles {
	return &tiles{load: load, held: map[tileID][]byte{}, grew: map[tileID]bool{}}
}

func (t *tiles) tile(id tileID) ([]byte, error) {
	if hashes, ok := t.held[id]; ok {
		return hashes, nil
	}
	hashes, err := t.load(id)
	if err != nil {
		return nil, err
	}
	t.held[id] = hashes
	return hashes, nil
}

// node is any node of the tree below which all leaves exist. Nodes between the
// levels of tiles are computed from at most 128 nodes of one tile.
func (t *tiles) node(id compact.NodeID) ([]byte, error) {
	within := id.Level % tileHeight
	first := id.Index << within
	hashes, err := t.tile(tileID{int64(id.Level / tileHeight), int64(first / tileWidth)})
	if err != nil {
		return nil, err
	}
	from := int(first%tileWidth) * hashSize
	to := from + hashSize<<within
	if to > len(hashes) {
		return nil, ErrDamaged
	}
	r := ranges.NewEmptyRange(0)
	for ; from < to; from += hashSize {
		if err := r.Append(hashes[from:from+hashSize], nil); err != nil {
			return nil, err
		}
	}
	return r.GetRootHash(nil)
}

// upTo is the compact range of the first size leaves: what is needed to know their
// root, and to append.
func (t *tiles) upTo(size int64) (*compact.Range, error) {
	ids := compact.RangeNodes(0, uint64(size), nil)
	hashes := make([][]byte, len(ids))
	for i, id := range ids {
		h, err := t.node(id)
		if err != nil {
			return nil, err
		}
		hashes[i] = h
	}
	return ranges.NewRange(0, uint64(size), hashes)
}

// appendLeaf extends r, and the tiles with the nodes that thereby become whole.
func (t *tiles) appendLeaf(r *compact.Range, leaf []byte) (err error) {
	visit := func(id compact.NodeID, hash []byte) {
		if err == nil && id.Level%tileHeight == 0 {
			err = t.put(tileID{int64(id.Level / tileHeight), int64(id.Index / tileWidth)}, int(id.Index%tileWidth), hash)
		}
	}
	if e := r.Append(leaf, visit); e != nil {
		return e
	}
	return err
}

func (t *tiles) put(id tileID, at int, hash []byte) error {
	hashes, err := t.tile(id)
	if err != nil {
		return err
	}
	if len(hashes) != at*hashSize { // something was taken from or added to the tile
		return fmt.Errorf("tile %d/%d: %w", id.level, id.idx, ErrDamaged)
	}
	t.held[id] = append(bytes.Clone(hashes), hash...)
	t.grew[id] = true
	return nil
}
