// Package once makes a request that is sent twice happen once: the second sending
// gets the first one's answer. It knows nothing of HTTP or of what requests do.
package once

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"hemu/internal/fault"
	"hemu/internal/sqldb"
)

// maxKey is the longest key, in bytes; a UUID has 36.
const maxKey = 200

// Do runs fn, or returns what fn returned when actorID first used key. Keys are the
// actor's own; an empty key just runs fn. Do claims the key before fn runs, so of
// two sendings at once the later waits and then gets the earlier one's answer. When
// fn fails tx must be rolled back, and the key is free again. in tells a repetition
// from a mistake: a key used for another input or another type of input is a
// Conflict, request.key_reused.
func Do[In, Out any](ctx context.Context, tx *sqldb.Tx, actorID, key string, in In, fn func() (Out, error)) (out Out, err error) {
	if key == "" {
		return fn()
	}
	if len(key) > maxKey {
		return out, fault.New(fault.Invalid, "request.bad_key").With(fault.Args{"max": maxKey})
	}
	input, err := digest(tx, in)
	if err != nil {
		return out, err
	}
	fresh, err := claim(ctx, tx, actorID, key, input)
	if err != nil {
		return out, err
	}
	if !fresh {
		return answered[Out](ctx, tx, actorID, key, input)
	}
	if out, err = fn(); err != nil {
		return out, err
	}
	raw, err := json.Marshal(out)
	if err != nil {
		return out, err
	}
	return out, remember(ctx, tx, actorID, key, string(raw))
}

// Write is Do in a transaction of its own: what a service method that takes an
// idempotency key consists of.
func Write[In, Out any](ctx context.Context, db *sqldb.DB, actorID, key string, in In, fn func(*sqldb.Tx) (Out, error)) (out Out, err error) {
	err = db.Write(ctx, func(tx *sqldb.Tx) (err error) {
		out, err = Do(ctx, tx, actorID, key, in, func() (Out, error) { return fn(tx) })
		return err
	})
	return out, err
}

func answered[Out any](ctx context.Context, tx *sqldb.Tx, actorID, key, input string) (out Out, err error) {
	before, output, err := find(ctx, tx, actorID, key)
	if err != nil {
		return out, err
	}
	if before != input {
		return out, fault.New(fault.Conflict, "request.key_reused")
	}
	return out, json.Unmarshal([]byte(output), &out)
}

// Answered is what was returned when actorID first used key, whatever the input;
// ok is false when the key is not known.
func Answered[Out any](ctx context.Context, tx *sqldb.Tx, actorID, key string) (out Out, ok bool, err error) {
	_, output, err := find(ctx, tx, actorID, key)
	if sqldb.IsNoRows(err) {
		return out, false, nil
	}
	if err != nil {
		return out, false, err
	}
	return out, true, json.Unmarshal([]byte(output), &out)
}

// digest covers the type too: two commands may have inputs of the same fields.
// It is keyed where there are keys: a thief of the database must not find out by
// trial which number stood in an input.
func digest(tx *sqldb.Tx, in any) (string, error) {
	raw, err := json.Marshal(in)
	if err != nil {
		return "", err
	}
	text := fmt.Appendf(nil, "%T %s", in, raw)
	if tx.Ring != nil {
		return tx.Ring.Hash("once", string(text))
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:]), nil
}
