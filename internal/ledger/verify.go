package ledger

import (
	"context"
	"encoding/json"

	"golang.org/x/mod/sumdb/note"

	"hemu/internal/sqldb"
)

// Kind is what is wrong with the record.
type Kind string

// The kinds of findings. Stored and shown by code, so never renamed.
const (
	Altered           Kind = "altered"            // an entry's own fields are not what its hash says
	BodyAltered       Kind = "body_altered"       // the body is not what the entry's digest says
	BodyMissing       Kind = "body_missing"       // the body is gone and no entry says it was erased
	BodyRestored      Kind = "body_restored"      // a body that was erased is back
	Removed           Kind = "removed"            // Count entries from Seq on, or from Pos on, are gone
	Inserted          Kind = "inserted"           // an entry stands behind the end of its stream
	Unlinked          Kind = "unlinked"           // an entry follows another than the one before it: something was put in, swapped or rewritten here
	HeadAltered       Kind = "head_altered"       // the end of a stream is not its last entry
	HeadMissing       Kind = "head_missing"       // a stream has entries and no end
	Moved             Kind = "moved"              // an entry's place contradicts its stream
	Rewritten         Kind = "rewritten"          // at Pos the tree has another entry: this one was rewritten, with its chain, after a checkpoint
	TreeAltered       Kind = "tree_altered"       // the stored tree at Pos is not what entries and checkpoints say
	CheckpointAltered Kind = "checkpoint_altered" // the checkpoint of size Pos is not as it was signed
	CheckpointRemoved Kind = "checkpoint_removed" // the checkpoint of size Pos has a file and no row
	FileAltered       Kind = "file_altered"       // the copy of the checkpoint of size Pos is not as it was signed
	RootMismatch      Kind = "root_mismatch"      // entries and tree below Pos are not those the checkpoint was signed for
	Truncated         Kind = "truncated"          // a checkpoint was signed for Count more entries than there are
)

// Finding is one thing that is wrong, and where.
type Finding struct {
	Kind    Kind
	Stream  string
	Seq     int64 // in Stream; 0 when unknown
	EntryID string
	Pos     int64 // in the order of all streams, or the size of a checkpoint; -1 when unknown
	Count   int64 // how many entries, where a run of them is missing
}

// maxFindings is how many findings a report lists; it counts them all.
const maxFindings = 1000

// Report is what Verify found.
type Report struct {
	Streams, Entries int64
	Erased           int64 // entries whose body was lawfully erased
	Waiting          int64 // entries no checkpoint covers yet
	Checkpoints      int64 // rows whose signature holds
	Copies           int64 // files whose signature holds
	Newest           Statement
	Found            int64     // how many findings
	Findings         []Finding // the first of them, never nil
}

// Whole reports whether nothing is wrong.
func (r Report) Whole() bool { return r.Found == 0 }

// Verify reads the whole record once and compares every entry with its body, chain,
// stream and place in the tree, and the tree with every checkpoint signed by one of
// keys, those in the database and those copied under dir ("" for none). It needs no
// running server, works on one picture of the database, and holds only a page of it
// at a time. The error says that verifying failed; what is wrong with the record is
// in the report.
//
// Beyond proof are entries written after the newest checkpoint, when somebody who
// can write the whole database removes or rewrites the very end of a stream; and
// the newest checkpoints, when they are removed from table and files alike. Against
// the latter keep copies elsewhere and compare Newest.
func Verify(ctx context.Context, db *sqldb.DB, dir string, keys ...note.Verifier) (Report, error) {
	return VerifyTelling(ctx, db, dir, func(int64, int64) {}, keys...)
}

// VerifyTelling is Verify for people who wait: told is called for each entry with
// how many have been read, of how many.
func VerifyTelling(ctx context.Context, db *sqldb.DB, dir string, told func(read, all int64), keys ...note.Verifier) (Report, error) {
	v := &verifier{ctx: ctx, keys: note.VerifierList(keys...), told: told, report: Report{Findings: []Finding{}}}
	files, err := openFiles(dir)
	if err != nil {
		return v.report, err
	}
	err = db.Read(ctx, func(tx *sqldb.Tx) error {
		v.tx = tx
		if v.all, err = countEntries(ctx, tx); err != nil {
			return err
		}
		if err := v.streams(); err != nil {
			return err
		}
		if err := v.orphans(); err != nil {
			return err
		}
		return v.tree(files)
	})
	return v.report, err
}

type verifier struct {
	ctx    context.Context // of one Verify
	tx     *sqldb.Tx
	keys   note.Verifiers
	all    int64 // entries there should be, by the heads
	told   func(read, all int64)
	report Report
}

func (v *verifier) found(f Finding) {
	if v.report.Found++; len(v.report.Findings) < maxFindings {
		v.report.Findings = append(v.report.Findings, f)
	}
}

// link is an entry as Verify reads it.
type link struct {
	Entry
	pos                  *int64
	salt, body, erasedBy *string
}

func (l link) finding(k Kind) Finding {
	f := Finding{Kind: k, Stream: l.Stream, Seq: l.Seq, EntryID: l.ID, Pos: -1}
	if l.pos != nil {
		f.Pos = *l.pos
	}
	return f
}

// chain is how far a stream has been followed.
type chain struct {
	head    *head // as stored; nil when missing
	seq     int64
	hash    string // of the entry at seq
	id      string
	pos     int64 // the last one seen
	waiting bool  // an entry without a place has been seen
	met     bool  // the entry at head.count has the head's hash
}

// streams follows every stream from its first entry to its head.
func (v *verifier) streams() error {
	heads := newCursor(func(last head) ([]head, error) { return headsAfter(v.ctx, v.tx, last.stream) })
	links := newCursor(func(last link) ([]link, error) { return linksAfter(v.ctx, v.tx, last.Stream, last.Seq) })
	for {
		l, more, err := links.peek()
		if err != nil {
			return err
		}
		c := chain{pos: -1}
		if c.head, err = v.headOf(heads, l.Stream, !more); err != nil || !more {
			return err
		}
		v.report.Streams++
		stream := l.Stream
		for ; more && l.Stream == stream; l, more, err = links.peek() {
			if err := v.link(&c, l); err != nil {
				return err
			}
			links.skip()
		}
		if err != nil {
			return err
		}
		v.end(stream, c)
	}
}

// headOf is the head of stream. Heads before it belong to streams without entries:
// all of theirs are gone. With rest, all remaining heads are such.
func (v *verifier) headOf(heads *cursor[head], stream string, rest bool) (*head, error) {
	for {
		h, ok, err := heads.peek()
		if err != nil || !ok || !rest && h.stream > stream {
			return nil, err
		}
		heads.skip()
		if !rest && h.stream == stream {
			return &h, nil
		}
		v.found(Finding{Kind: Removed, Stream: h.stream, Seq: 1, Pos: -1, Count: h.count})
	}
}

// link checks one entry against its own hash, the one before it, and its body.
func (v *verifier) link(c *chain, l link) error {
	v.report.Entries++
	v.told(v.report.Entries, v.all)
	gap := l.Seq - c.seq - 1
	if gap > 0 {
		v.found(Finding{Kind: Removed, Stream: l.Stream, Seq: c.seq + 1, Pos: -1, Count: gap})
	}
	switch {
	case l.digest() != l.Hash:
		v.found(l.finding(Altered))
	case gap == 0 && l.Prev != c.hash:
		v.found(l.finding(Unlinked))
	}
	switch {
	case l.pos == nil:
		v.report.Waiting++
		c.waiting = true
	case c.waiting || *l.pos <= c.pos:
		v.found(l.finding(Moved))
	default:
		c.pos = *l.pos
	}
	if c.met && l.Seq > c.head.count {
		v.found(l.finding(Inserted))
	}
	c.seq, c.hash, c.id = l.Seq, l.Hash, l.ID
	c.met = c.met || c.head != nil && c.head.count == c.seq && c.head.hash == c.hash
	return v.body(l)
}

func (v *verifier) body(l link) error {
	switch {
	case l.body == nil && l.erasedBy == nil:
		v.found(l.finding(BodyMissing))
	case l.body == nil:
		ok, err := v.erasedRightly(l)
		if err != nil {
			return err
		}
		if !ok {
			v.found(l.finding(BodyMissing))
			return nil
		}
		v.report.Erased++
	case l.erasedBy != nil:
		v.found(l.finding(BodyRestored))
	case digestBody(*l.salt, []byte(*l.body)) != l.BodyDigest:
		v.found(l.finding(BodyAltered))
	}
	return nil
}

// erasedRightly reports whether the entry said to erase l does; that entry itself is
// verified where its own turn comes.
func (v *verifier) erasedRightly(l link) (bool, error) {
	by, err := Get(v.ctx, v.tx, *l.erasedBy)
	if err != nil {
		return false, ignoreNotFound(err)
	}
	var e erasure
	return by.Verb == EraseVerb && by.Stream == l.Stream && json.Unmarshal(by.Body, &e) == nil && e.names(l.ID), nil
}

// end compares the last entry of a stream with its head.
func (v *verifier) end(stream string, c chain) {
	f := Finding{Stream: stream, Seq: c.seq, EntryID: c.id, Pos: -1}
	switch {
	case c.head == nil:
		f.Kind = HeadMissing
	case c.met:
		return // what came after the head was found as it came
	case c.head.count > c.seq && c.head.hash != c.hash:
		f = Finding{Kind: Removed, Stream: stream, Seq: c.seq + 1, Pos: -1, Count: c.head.count - c.seq}
	default:
		f.Kind = HeadAltered
	}
	v.found(f)
}

// orphans finds what is left of entries that were removed together with their
// traces in stream and head.
func (v *verifier) orphans() error {
	ids, err := orphanBodies(v.ctx, v.tx, maxFindings)
	for _, id := range ids {
		v.found(Finding{Kind: Removed, EntryID: id, Pos: -1, Count: 1})
	}
	return err
}

// cursor walks over rows, a page at a time, so that other queries can be made in
// between and memory stays small.
type cursor[T any] struct {
	page func(last T) ([]T, error) // the rows after last; after none, the first ones
	rows []T
	last T
	end  bool
}

func newCursor[T any](page func(T) ([]T, error)) *cursor[T] { return &cursor[T]{page: page} }

// peek is the present row, or false behind the last.
func (c *cursor[T]) peek() (row T, ok bool, err error) {
	if len(c.rows) == 0 && !c.end {
		if c.rows, err = c.page(c.last); err != nil {
			return row, false, err
		}
		c.end = len(c.rows) == 0
	}
	if c.end {
		return row, false, nil
	}
	return c.rows[0], true, nil
}

// skip moves behind the present row.
func (c *cursor[T]) skip() {
	c.last, c.rows = c.rows[0], c.rows[1:]
}
