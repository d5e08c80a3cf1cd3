package ledger

import (
	"bytes"
	"errors"
	"fmt"
	"testing"

	"github.com/transparency-dev/merkle/compact"
	"github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"
	"pgregory.net/rapid"
)

// The tree in tiles against the library's own, across three levels of tiles.
func TestTilesAreTheTree(t *testing.T) {
	const size = tileWidth*tileWidth + 300
	ts := newTiles(func(tileID) ([]byte, error) { return nil, nil })
	tree, leaves, roots := ranges.NewEmptyRange(0), make([][]byte, size), make([][]byte, size+1)
	for i := range leaves {
		leaves[i] = leafHash(fmt.Sprintf("%064x", i))
		if err := ts.appendLeaf(tree, leaves[i]); err != nil {
			t.Fatal(err)
		}
		roots[i+1], _ = tree.GetRootHash(nil)
	}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(1, size).Draw(t, "size")
		r, err := ts.upTo(n)
		if err != nil {
			t.Fatal(err)
		}
		if root, _ := r.GetRootHash(nil); !bytes.Equal(root, roots[n]) {
			t.Fatalf("root of %d differs", n)
		}
		pos := rapid.Int64Range(0, n-1).Draw(t, "pos")
		nodes, err := proof.Inclusion(uint64(pos), uint64(n))
		if err != nil {
			t.Fatal(err)
		}
		hashes := make([][]byte, len(nodes.IDs))
		for i, id := range nodes.IDs {
			if hashes[i], err = ts.node(id); err != nil {
				t.Fatal(err)
			}
		}
		path, err := nodes.Rehash(hashes, rfc6962.DefaultHasher.HashChildren)
		if err != nil {
			t.Fatal(err)
		}
		if err := proof.VerifyInclusion(rfc6962.DefaultHasher, uint64(pos), uint64(n), leaves[pos], path, roots[n]); err != nil {
			t.Fatal(err)
		}
	})
	if _, err := ts.node(compact.NewNodeID(0, size)); !errors.Is(err, ErrDamaged) {
		t.Errorf("a node beyond the tree: %v", err)
	}
}

func TestTilesRefuseToGrowWhenDamaged(t *testing.T) {
	ts := newTiles(func(id tileID) ([]byte, error) { return make([]byte, 5*hashSize), nil })
	tree, err := ts.upTo(4) // one leaf more than that is stored
	if err != nil {
		t.Fatal(err)
	}
	if err := ts.appendLeaf(tree, make([]byte, hashSize)); !errors.Is(err, ErrDamaged) {
		t.Errorf("grew: %v", err)
	}
}
