package blob

import (
	"context"
	"io"
)

// Put stores what r gives without recording it: for tests of what is kept.
func (s Store) Put(ctx context.Context, r io.Reader, limit int64) (Blob, error) {
	return s.put(ctx, r, Even(limit), false)
}

// PutOriginal is Put of bytes that stay as they are.
func (s Store) PutOriginal(ctx context.Context, r io.Reader, limit int64) (Blob, error) {
	return s.put(ctx, r, Even(limit), true)
}

func (s Store) put(ctx context.Context, r io.Reader, limits Limits, original bool) (Blob, error) {
	b, f, drop, err := s.receive(ctx, r, limits, original)
	if err != nil {
		return b, err
	}
	defer drop()
	return b, s.shelf().keep(ctx, f, b)
}
