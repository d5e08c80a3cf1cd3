// Package ledger keeps the append-only record of who did what, in one hash chain
// per stream, and can prove afterwards that nothing was altered, removed,
// inserted or reordered. It knows streams, verbs and bodies only as texts: what a
// case or a user is, and who may read an entry, other rooms decide.
//
// Two things guard an entry. The chain of its stream guards it from the moment it
// is written against changes that do not recompute everything behind it. The next
// checkpoint, signed and copied to a file, guards it against those too; until
// then somebody who can write the whole database could rewrite the end of a
// stream. So checkpoints are made every minute or so, see Checkpoint.
package ledger

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"time"

	"github.com/google/uuid"

	"hemu/internal/fault"
	"hemu/internal/sqldb"
)

// Entry is one act: who did what, in which stream, and when.
type Entry struct {
	ID     string    // UUIDv7; set by Append
	Stream string    // such as a case id, "org:<id>", "codes"
	Seq    int64     // 1.. within the stream; set by Append
	At     time.Time // UTC, whole milliseconds; set by Append
	Actor  string    // user id; "" for the system itself
	Org    string    // organisation acted for
	Role   string    // role acted in
	Verb   string    // such as "case.accept"; stored, so never renamed
	// Body is the JSON of what was done; nil once erased. It is stored to the
	// byte, since its digest is.
	Body json.RawMessage

	Erased     bool   // the body was erased by an entry of EraseVerb
	BodyDigest string // hex SHA-256 of salt and body
	Prev       string // hash of the entry before it in the stream, "" for the first
	Hash       string // hex SHA-256 of everything above but Body and Erased
}

// The ways appending and reading can fail.
var (
	// ErrChanged: another transaction wrote to the stream meanwhile; read again.
	ErrChanged = fault.New(fault.Conflict, "ledger.changed")
	// ErrNotFound: no entry has this id.
	ErrNotFound = fault.New(fault.NotFound, "ledger.not_found")
	// ErrNoCheckpoint: no checkpoint covers the entry yet; wait for the next.
	ErrNoCheckpoint = fault.New(fault.Conflict, "ledger.no_checkpoint")
)

// EraseVerb is the verb of the entries EraseAll writes.
const EraseVerb = "ledger.erase"

// head is the end of a stream; the zero head is that of an empty one.
type head struct {
	stream string
	count  int64
	hash   string
}

// Append writes the next entry of e.Stream in tx, so that the act and its record
// commit together, and returns it complete. Callers fill Stream, Actor, Org, Role,
// Verb and Body. Writers of different streams never wait for one another; of two
// that write one stream at once, the later gets ErrChanged. Where that would
// trouble people (one stream, many writers), take tx.Lock on the stream first.
func Append(ctx context.Context, tx *sqldb.Tx, e Entry) (Entry, error) {
	if e.Stream == "" || e.Verb == "" {
		return e, errors.New("ledger: an entry needs a stream and a verb")
	}
	if len(e.Body) == 0 {
		e.Body = json.RawMessage("{}")
	}
	if !json.Valid(e.Body) {
		return e, errors.New("ledger: the body of " + e.Verb + " is not JSON")
	}
	h, err := findHead(ctx, tx, e.Stream)
	if err != nil {
		return e, err
	}
	e.ID, e.At, e.Seq, e.Erased = newID(tx.Now), tx.Now, h.count+1, false
	salt := newSalt()
	e = e.chained(h.hash, salt)
	if err := moveHead(ctx, tx, h, head{e.Stream, e.Seq, e.Hash}); err != nil {
		return e, err
	}
	return e, insertEntry(ctx, tx, e, salt)
}

// chained is e behind the entry with the hash prev, its digests reckoned.
func (e Entry) chained(prev, salt string) Entry {
	e.Prev, e.BodyDigest = prev, digestBody(salt, e.Body)
	e.Hash = e.digest()
	return e
}

// Latest is the instant of the newest entry, or nearly: of those that have a place in
// the tree, the one placed last counts. The zero time in an empty ledger.
func Latest(ctx context.Context, tx *sqldb.Tx) (time.Time, error) {
	at, err := latestAt(ctx, tx)
	if err != nil || at == 0 {
		return time.Time{}, err
	}
	return time.UnixMilli(at).UTC(), nil
}

// EraseAll removes the bodies of all entries of a stream, as the law may demand of
// personal data, save of those that record an erasure, and records that in the same
// stream, in one entry; it returns how many there were. by says who erases, and its Body
// why; chain, tree and checkpoints still verify, and the report counts the entries as
// erased. A stream without such entries stays as it is. Errors: ErrChanged.
func EraseAll(ctx context.Context, tx *sqldb.Tx, stream string, by Entry) (int, error) {
	ids, err := eraseBodies(ctx, tx, stream)
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	body, err := json.Marshal(erasure{Entries: ids, Why: by.Body})
	if err != nil {
		return 0, err
	}
	by.Stream, by.Verb, by.Body = stream, EraseVerb, body
	if by, err = Append(ctx, tx, by); err != nil {
		return 0, err
	}
	for _, id := range ids {
		if err := insertErasure(ctx, tx, id, by.ID); err != nil {
			return 0, err
		}
	}
	return len(ids), nil
}

// erasure is the body of an entry of EraseVerb.
type erasure struct {
	Entries []string        `json:"entries"`
	Why     json.RawMessage `json:"why"`
}

// names reports whether e is of the entry with this id.
func (e erasure) names(id string) bool { return slices.Contains(e.Entries, id) }

// digest is the hash that chains e. The encoding gives every field its length, so
// no two entries share one; fields are never reordered or left out, and a new one
// goes to the end under a new first word.
func (e Entry) digest() string {
	h := sha256.New()
	for _, field := range []string{
		"hemu.ledger.1", e.ID, e.Stream, strconv.FormatInt(e.Seq, 10), strconv.FormatInt(e.At.UnixMilli(), 10),
		e.Actor, e.Org, e.Role, e.Verb, e.BodyDigest, e.Prev,
	} {
		var size [8]byte
		binary.BigEndian.PutUint64(size[:], uint64(len(field)))
		h.Write(size[:])
		h.Write([]byte(field))
	}
	return hex.EncodeToString(h.Sum(nil))
}

func digestBody(salt string, body []byte) string {
	h := sha256.New()
	h.Write([]byte(salt))
	h.Write(body)
	return hex.EncodeToString(h.Sum(nil))
}

// newSalt is 128 random bits in hex: a body can be as poor as {"outcome":"yes"},
// and its digest outlives it.
func newSalt() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}

// newID is a UUIDv7 of the transaction's instant, not of the machine's clock.
func newID(at time.Time) string {
	id := uuid.UUID{}
	_, _ = rand.Read(id[:]) // never fails
	ms := at.UnixMilli()
	for i := range 6 {
		id[i] = byte(ms >> (40 - 8*i))
	}
	id[6] = 0x70 | id[6]&0x0f // version 7
	id[8] = 0x80 | id[8]&0x3f // RFC 9562 variant
	return id.String()
}
