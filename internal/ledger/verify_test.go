package ledger

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"

	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// world is a record of 285 entries under two checkpoints, of which a last one waits.
type world struct {
	db   *sqldb.DB
	dir  string
	keys Keys
	a, b []Entry // of the streams "a" (6) and "b" (5)
}

func (w *world) append(t *testing.T, stream string, n int) (es []Entry) {
	t.Helper()
	err := w.db.Write(t.Context(), func(tx *sqldb.Tx) error {
		for i := range n {
			e, err := Append(t.Context(), tx, Entry{Stream: stream, Actor: "u", Org: "o", Role: "r", Verb: "v", Body: fmt.Appendf(nil, `{"n":%d}`, i)})
			if err != nil {
				return err
			}
			es = append(es, e)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return es
}

func (w *world) checkpoint(t *testing.T) Statement {
	t.Helper()
	s, err := Checkpoint(t.Context(), w.db, w.dir, w.keys.Signer)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (w *world) verify(t *testing.T) Report {
	t.Helper()
	r, err := Verify(t.Context(), w.db, w.dir, w.keys.Verifier)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// The first 279 entries are under the first checkpoint, in the order of streams: a
// at 0…4, b at 5…8, bulk at 9…. The last of a and b came later, at 279 and 280; one
// more of c waits.
func newWorld(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) *world {
	t.Helper()
	w := &world{db: db, dir: t.TempDir()}
	var err error
	if w.keys, err = OpenKeys(w.dir); err != nil {
		t.Fatal(err)
	}
	w.a, w.b = w.append(t, "a", 5), w.append(t, "b", 4)
	w.append(t, "bulk", 270)
	w.checkpoint(t)
	clock.Advance(time.Minute)
	w.a, w.b = append(w.a, w.append(t, "a", 1)...), append(w.b, w.append(t, "b", 1)...)
	w.checkpoint(t)
	w.append(t, "c", 1)
	return w
}

var tables = []string{"ledger_head", "ledger_entry", "ledger_body", "ledger_erasure", "ledger_tile", "ledger_checkpoint"}

// keep copies the record's tables aside, so that restore can undo a tampering.
func (w *world) keep(t *testing.T) {
	t.Helper()
	for _, table := range tables {
		w.exec(t, `CREATE TABLE kept_`+table+` AS SELECT * FROM `+table)
	}
}

func (w *world) restore(t *testing.T) {
	t.Helper()
	for _, table := range tables {
		w.exec(t, `DELETE FROM `+table)
		w.exec(t, `INSERT INTO `+table+` SELECT * FROM kept_`+table)
	}
}

func (w *world) exec(t *testing.T, query string, args ...any) {
	t.Helper()
	if err := w.db.Write(t.Context(), func(tx *sqldb.Tx) error {
		_, err := tx.Exec(t.Context(), query, args...)
		return err
	}); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}

// relink numbers, chains and hashes a stream anew, as somebody would who may write
// everything but has not the key.
func (w *world) relink(t *testing.T, stream string, change func([]Entry) []Entry) {
	t.Helper()
	ctx := t.Context()
	err := w.db.Write(ctx, func(tx *sqldb.Tx) error {
		es, err := List(ctx, tx, stream, 0, 1000)
		if err != nil {
			return err
		}
		slices.Reverse(es)
		was := len(es)
		es = change(es)
		if _, err := tx.Exec(ctx, `UPDATE ledger_entry SET seq = seq + 1000 WHERE stream = $1`, stream); err != nil {
			return err
		}
		prev := ""
		for i, e := range es {
			e.Seq, e.Prev = int64(i+1), prev
			e.Hash = e.digest()
			prev = e.Hash
			n, err := tx.Exec(ctx, `UPDATE ledger_entry SET seq = $1, prev = $2, hash = $3, verb = $4 WHERE id = $5`, e.Seq, e.Prev, e.Hash, e.Verb, e.ID)
			if err == nil && n == 0 {
				err = insertEntry(ctx, tx, e, "salt")
			}
			if err != nil {
				return err
			}
		}
		return must(tx.Exec(ctx, `UPDATE ledger_head SET count = $1, hash = $2 WHERE stream = $3 AND count = $4`, len(es), prev, stream, was))
	})
	if err != nil {
		t.Fatal(err)
	}
}

func must(_ int64, err error) error { return err }

func (w *world) rewriteFile(t *testing.T, size int64, old, with string) {
	t.Helper()
	path := checkpointPath(w.dir, size)
	raw := read(t, path)
	if !strings.Contains(string(raw), old) {
		t.Fatalf("%s has no %q", raw, old)
	}
	if err := os.WriteFile(path, []byte(strings.Replace(string(raw), old, with, 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.WriteFile(path, raw, 0o644) })
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

type tampering struct {
	do   func(*testing.T, *world)
	want []Finding // all there is to find, unless more says that consequences follow
	more bool
}

func sql(query string, args ...any) func(*testing.T, *world) {
	return func(t *testing.T, w *world) { w.exec(t, query, args...) }
}

func both(first, second func(*testing.T, *world)) func(*testing.T, *world) {
	return func(t *testing.T, w *world) { first(t, w); second(t, w) }
}

// tamperings are ways to falsify the record and what must be found. Positions are
// those newWorld describes.
func tamperings(w *world) map[string]tampering {
	a, b := w.a, w.b
	at := func(k Kind, e Entry, pos int64) Finding {
		return Finding{Kind: k, Stream: e.Stream, Seq: e.Seq, EntryID: e.ID, Pos: pos}
	}
	all := map[string]tampering{
		"body altered": {do: sql(`UPDATE ledger_body SET body = '{"n":99}' WHERE entry_id = $1`, a[1].ID), want: []Finding{at(BodyAltered, a[1], 1)}},
		"salt altered": {do: sql(`UPDATE ledger_body SET salt = 'x' WHERE entry_id = $1`, a[1].ID), want: []Finding{at(BodyAltered, a[1], 1)}},
		"body removed": {do: sql(`DELETE FROM ledger_body WHERE entry_id = $1`, a[1].ID), want: []Finding{at(BodyMissing, a[1], 1)}},
		"body removed, erasure pretended": {do: both(sql(`DELETE FROM ledger_body WHERE entry_id = $1`, a[1].ID),
			sql(`INSERT INTO ledger_erasure (entry_id, by_entry) VALUES ($1, $2)`, a[1].ID, a[2].ID)), want: []Finding{at(BodyMissing, a[1], 1)}},
		"body removed, a look-alike erasure": {do: func(t *testing.T, w *world) {
			var fake Entry
			if err := w.db.Write(t.Context(), func(tx *sqldb.Tx) (err error) {
				fake, err = Append(t.Context(), tx, Entry{Stream: "a", Verb: "v", Body: fmt.Appendf(nil, `{"entry":%q}`, a[1].ID)})
				return errors.Join(err, eraseOne(t, tx, a[1].ID, fake.ID))
			}); err != nil {
				t.Fatal(err)
			}
		}, want: []Finding{at(BodyMissing, a[1], 1)}},
		"middle removed": {do: sql(`DELETE FROM ledger_entry WHERE id = $1`, a[1].ID), want: []Finding{
			{Kind: Removed, Stream: "a", Seq: 2, Pos: -1, Count: 1}, {Kind: Removed, EntryID: a[1].ID, Pos: -1, Count: 1}, {Kind: Removed, Pos: 1, Count: 1}}},
		"tail removed": {do: sql(`DELETE FROM ledger_entry WHERE stream = 'a' AND seq >= 5`), want: []Finding{
			{Kind: Removed, Stream: "a", Seq: 5, Pos: -1, Count: 2}, {Kind: Removed, Pos: 4, Count: 1}, {Kind: Removed, Pos: 279, Count: 1}}, more: true},
		"tail removed, head mended, traces too": {do: both(both(sql(`DELETE FROM ledger_entry WHERE id = $1`, b[4].ID), sql(`DELETE FROM ledger_body WHERE entry_id = $1`, b[4].ID)),
			sql(`UPDATE ledger_head SET count = 4, hash = $1 WHERE stream = 'b'`, b[3].Hash)), want: []Finding{{Kind: Removed, Pos: 280, Count: 1}}},
		"stream removed": {do: sql(`DELETE FROM ledger_entry WHERE stream = 'b'`), want: []Finding{
			{Kind: Removed, Stream: "b", Seq: 1, Pos: -1, Count: 5}, {Kind: Removed, Pos: 5, Count: 1}, {Kind: Removed, Pos: 280, Count: 1}}, more: true},
		"stream removed, head too": {do: both(both(sql(`DELETE FROM ledger_body WHERE entry_id IN (SELECT id FROM ledger_entry WHERE stream = 'b')`),
			sql(`DELETE FROM ledger_entry WHERE stream = 'b'`)), sql(`DELETE FROM ledger_head WHERE stream = 'b'`)), want: []Finding{
			{Kind: Removed, Pos: 5, Count: 1}, {Kind: Removed, Pos: 6, Count: 1}, {Kind: Removed, Pos: 7, Count: 1}, {Kind: Removed, Pos: 8, Count: 1}, {Kind: Removed, Pos: 280, Count: 1}}},
		"end of everything removed, tree too": {do: both(both(sql(`DELETE FROM ledger_body WHERE entry_id = $1`, b[4].ID), sql(`DELETE FROM ledger_entry WHERE id = $1`, b[4].ID)),
			both(sql(`UPDATE ledger_head SET count = 4, hash = $1 WHERE stream = 'b'`, b[3].Hash), dropLastLeaf)), want: []Finding{{Kind: Truncated, Pos: 281, Count: 1}}},
		"copy inserted": {do: sql(`INSERT INTO ledger_entry (id, stream, seq, at, actor, org, role, verb, body_digest, prev, hash)
			SELECT 'copy', stream, 7, at, actor, org, role, verb, body_digest, prev, hash FROM ledger_entry WHERE id = $1`, a[5].ID), want: []Finding{
			{Kind: Inserted, Stream: "a", Seq: 7, EntryID: "copy", Pos: -1}, {Kind: Altered, Stream: "a", Seq: 7, EntryID: "copy", Pos: -1}}, more: true},
		"inserted with a new chain": {do: func(t *testing.T, w *world) {
			w.relink(t, "a", func(es []Entry) []Entry {
				return slices.Insert(es, 2, Entry{ID: "new", Stream: "a", At: es[1].At, Verb: "v", Body: json.RawMessage("{}"), BodyDigest: digestBody("salt", []byte("{}"))})
			})
		}, want: []Finding{{Kind: Moved, Stream: "a", Seq: 4, EntryID: a[2].ID, Pos: 2}, {Kind: Rewritten, Stream: "a", Seq: 4, EntryID: a[2].ID, Pos: 2}}, more: true},
		"rewritten with a new chain": {do: func(t *testing.T, w *world) {
			w.relink(t, "a", func(es []Entry) []Entry { es[4].Verb = "other"; return es })
		}, want: []Finding{at(Rewritten, a[4], 4), at(Rewritten, a[5], 279)}},
		"removed with a new chain": {do: both(sql(`DELETE FROM ledger_body WHERE entry_id = $1`, a[4].ID), both(sql(`DELETE FROM ledger_entry WHERE id = $1`, a[4].ID), func(t *testing.T, w *world) {
			w.exec(t, `UPDATE ledger_head SET count = 5 WHERE stream = 'a'`)
			w.relink(t, "a", func(es []Entry) []Entry { return es })
		})), want: []Finding{{Kind: Removed, Pos: 4, Count: 1}, {Kind: Rewritten, Stream: "a", Seq: 5, EntryID: a[5].ID, Pos: 279}}},
		"two swapped": {do: both(sql(`UPDATE ledger_entry SET seq = 100 WHERE id = $1`, a[1].ID), both(sql(`UPDATE ledger_entry SET seq = 2 WHERE id = $1`, a[2].ID),
			sql(`UPDATE ledger_entry SET seq = 3 WHERE id = $1`, a[1].ID))), want: []Finding{
			{Kind: Altered, Stream: "a", Seq: 2, EntryID: a[2].ID, Pos: 2}, {Kind: Altered, Stream: "a", Seq: 3, EntryID: a[1].ID, Pos: 1}}, more: true},
		"own hash made to fit": {do: func(t *testing.T, w *world) {
			e := a[2]
			e.Verb = "other"
			w.exec(t, `UPDATE ledger_entry SET verb = $1, hash = $2 WHERE id = $3`, e.Verb, e.digest(), e.ID)
		}, want: []Finding{at(Unlinked, a[3], 3), at(Rewritten, a[2], 2)}},
		"head count raised":  {do: sql(`UPDATE ledger_head SET count = 9 WHERE stream = 'a'`), want: []Finding{at(HeadAltered, a[5], -1)}},
		"head count lowered": {do: sql(`UPDATE ledger_head SET count = 5 WHERE stream = 'a'`), want: []Finding{at(HeadAltered, a[5], -1)}},
		"head hash changed":  {do: sql(`UPDATE ledger_head SET hash = 'x' WHERE stream = 'a'`), want: []Finding{at(HeadAltered, a[5], -1)}},
		"head removed":       {do: sql(`DELETE FROM ledger_head WHERE stream = 'a'`), want: []Finding{at(HeadMissing, a[5], -1)}},
		"pos swapped": {do: both(sql(`UPDATE ledger_entry SET pos = 1000 WHERE id = $1`, a[1].ID), both(sql(`UPDATE ledger_entry SET pos = 1 WHERE id = $1`, a[2].ID),
			sql(`UPDATE ledger_entry SET pos = 2 WHERE id = $1`, a[1].ID))), want: []Finding{at(Moved, a[2], 1), at(Rewritten, a[2], 1), at(Rewritten, a[1], 2)}},
		"pos taken away":     {do: sql(`UPDATE ledger_entry SET pos = NULL WHERE id = $1`, b[1].ID), want: []Finding{{Kind: Removed, Pos: 6, Count: 1}, at(Moved, b[2], 7)}, more: true},
		"pos too high":       {do: sql(`UPDATE ledger_entry SET pos = 5000 WHERE id = $1`, b[4].ID), want: []Finding{{Kind: Removed, Pos: 280, Count: 1}, at(Moved, b[4], 5000)}},
		"pos below zero":     {do: sql(`UPDATE ledger_entry SET pos = -5 WHERE id = $1`, b[4].ID), want: []Finding{{Kind: Removed, Pos: 280, Count: 1}, at(Moved, b[4], -5)}, more: true},
		"pos given early":    {do: sql(`UPDATE ledger_entry SET pos = 281 WHERE stream = 'c'`), want: []Finding{{Kind: TreeAltered, Stream: "c", Seq: 1, Pos: 281}}},
		"leaf tile changed":  {do: changeTile(0), want: []Finding{at(Rewritten, a[0], 0), {Kind: TreeAltered, Pos: 0}, {Kind: TreeAltered, Pos: 279}, {Kind: TreeAltered, Pos: 281}}},
		"upper tile changed": {do: changeTile(1), want: []Finding{{Kind: TreeAltered, Pos: 0}}},
		"tiles removed":      {do: sql(`DELETE FROM ledger_tile WHERE level = 1`), want: []Finding{{Kind: TreeAltered, Pos: 0}}},
		"checkpoint root":    {do: sql(`UPDATE ledger_checkpoint SET root = 'ab' WHERE size = 279`), want: []Finding{{Kind: CheckpointAltered, Pos: 279}}},
		"checkpoint time":    {do: sql(`UPDATE ledger_checkpoint SET at = at + 1 WHERE size = 279`), want: []Finding{{Kind: CheckpointAltered, Pos: 279}}},
		"checkpoint note":    {do: sql(`UPDATE ledger_checkpoint SET note = replace(note, 'at ', 'at 1') WHERE size = 279`), want: []Finding{{Kind: CheckpointAltered, Pos: 279}}},
		"checkpoint size":    {do: sql(`UPDATE ledger_checkpoint SET size = 200 WHERE size = 279`), want: []Finding{{Kind: CheckpointAltered, Pos: 200}, {Kind: CheckpointRemoved, Pos: 279}}},
		"checkpoint removed": {do: sql(`DELETE FROM ledger_checkpoint WHERE size = 281`), want: []Finding{{Kind: CheckpointRemoved, Pos: 281}}},
		"file changed":       {do: func(t *testing.T, w *world) { w.rewriteFile(t, 279, "\nat ", "\nat 1") }, want: []Finding{{Kind: FileAltered, Pos: 279}}},
		"file signed anew": {do: func(t *testing.T, w *world) {
			s, err := readStatement(string(read(t, checkpointPath(w.dir, 279))), note.VerifierList(w.keys.Verifier))
			if err != nil {
				t.Fatal(err)
			}
			old := s.Note
			s.At = s.At.Add(-time.Hour)
			if s, err = sign(s, w.keys.Signer); err != nil {
				t.Fatal(err)
			}
			w.rewriteFile(t, 279, old, s.Note)
		}, want: []Finding{{Kind: FileAltered, Pos: 279}}},
		"file and row changed": {do: both(sql(`UPDATE ledger_checkpoint SET note = 'x' WHERE size = 281`), func(t *testing.T, w *world) { w.rewriteFile(t, 281, "hemu", "xemu") }),
			want: []Finding{{Kind: CheckpointAltered, Pos: 281}, {Kind: FileAltered, Pos: 281}}},
		"signed with another key": {do: otherKey, want: []Finding{{Kind: CheckpointAltered, Pos: 281}}},
	}
	for column, value := range map[string]string{"stream": "'aa'", "at": "at + 1", "actor": "'x'", "org": "'x'", "role": "'x'", "verb": "'x'", "body_digest": "'x'", "prev": "'x'", "hash": "'x'"} {
		f := at(Altered, a[1], 1)
		if column == "stream" {
			f.Stream = "aa"
		}
		all["header: "+column] = tampering{do: sql(`UPDATE ledger_entry SET `+column+` = `+value+` WHERE id = $1`, a[1].ID), want: []Finding{f}, more: true}
	}
	all["header: id"] = tampering{do: sql(`UPDATE ledger_entry SET id = 'x' WHERE id = $1`, a[1].ID), want: []Finding{{Kind: Altered, Stream: "a", Seq: 2, EntryID: "x", Pos: 1}}, more: true}
	return all
}

func dropLastLeaf(t *testing.T, w *world) {
	setTile(t, w, 0, 1, func(h []byte) []byte { return h[:len(h)-hashSize] })
}

func changeTile(level int64) func(*testing.T, *world) {
	return func(t *testing.T, w *world) { setTile(t, w, level, 0, func(h []byte) []byte { h[3] ^= 1; return h }) }
}

func setTile(t *testing.T, w *world, level, idx int64, change func([]byte) []byte) {
	t.Helper()
	if err := w.db.Write(t.Context(), func(tx *sqldb.Tx) error {
		ts, id := storedTiles(t.Context(), tx), tileID{level, idx}
		hashes, err := ts.tile(id)
		if err != nil {
			return err
		}
		ts.held[id], ts.grew[id] = change(hashes), true
		return saveTiles(t.Context(), tx, ts)
	}); err != nil {
		t.Fatal(err)
	}
}

func otherKey(t *testing.T, w *world) {
	keys, err := OpenKeys(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := w.db.Write(t.Context(), func(tx *sqldb.Tx) error {
		s, err := newestStatement(t.Context(), tx)
		if err != nil {
			return err
		}
		if s, err = sign(s, keys.Signer); err != nil {
			return err
		}
		return must(tx.Exec(t.Context(), `UPDATE ledger_checkpoint SET note = $1 WHERE size = $2`, s.Note, s.Size))
	}); err != nil {
		t.Fatal(err)
	}
}

func TestVerifyFindsEveryTampering(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		w := newWorld(t, db, clock)
		whole := w.verify(t)
		if !whole.Whole() || whole.Streams != 4 || whole.Entries != 282 || whole.Waiting != 1 || whole.Checkpoints != 2 || whole.Copies != 2 || whole.Newest.Size != 281 {
			t.Fatalf("untouched: %+v", whole)
		}
		w.keep(t)
		for name, c := range tamperings(w) {
			t.Run(name, func(t *testing.T) {
				defer w.restore(t)
				c.do(t, w)
				got := w.verify(t)
				for i := range got.Findings { // the id of c's entry is not in the table
					if got.Findings[i].Stream == "c" {
						got.Findings[i].EntryID = ""
					}
				}
				for _, f := range c.want {
					if !slices.Contains(got.Findings, f) {
						t.Errorf("not found: %+v", f)
					}
				}
				if !c.more && len(got.Findings) != len(c.want) || got.Found != int64(len(got.Findings)) {
					t.Errorf("found %d", got.Found)
				}
				if t.Failed() {
					for _, f := range got.Findings {
						t.Logf("found %+v", f)
					}
				}
			})
		}
		if again := w.verify(t); !again.Whole() {
			t.Errorf("restored: %+v", again)
		}
	})
}

// eraseOne removes one body and says which entry tells of it.
func eraseOne(t *testing.T, tx *sqldb.Tx, id, by string) error {
	t.Helper()
	_, err := tx.Exec(t.Context(), `DELETE FROM ledger_body WHERE entry_id = $1`, id)
	return errors.Join(err, insertErasure(t.Context(), tx, id, by))
}

func TestErasedVerifies(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		w := newWorld(t, db, clock)
		if err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
			body, _ := json.Marshal(erasure{Entries: []string{w.a[1].ID}})
			by, err := Append(t.Context(), tx, Entry{Stream: "a", Verb: EraseVerb, Actor: "archivist", Body: body})
			if err != nil {
				return err
			}
			return eraseOne(t, tx, w.a[1].ID, by.ID)
		}); err != nil {
			t.Fatal(err)
		}
		w.checkpoint(t)
		if r := w.verify(t); !r.Whole() || r.Erased != 1 || r.Waiting != 0 || r.Entries != 283 {
			t.Errorf("%+v", r)
		}
		w.exec(t, `INSERT INTO ledger_body (entry_id, salt, body) VALUES ($1, 's', '{}')`, w.a[1].ID)
		want := []Finding{{Kind: BodyRestored, Stream: "a", Seq: 2, EntryID: w.a[1].ID, Pos: 1}}
		if r := w.verify(t); !slices.Equal(r.Findings, want) {
			t.Errorf("%+v", r.Findings)
		}
	})
}

func TestADamagedRecordIsNotSigned(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		w := newWorld(t, db, clock)
		w.keep(t)
		all := tamperings(w)
		all["checkpoint root of the newest"] = tampering{do: sql(`UPDATE ledger_checkpoint SET root = 'ab' WHERE size = 281`)}
		for _, name := range []string{"tail removed, head mended, traces too", "pos too high", "pos given early", "end of everything removed, tree too", "upper tile changed", "checkpoint root of the newest"} {
			all[name].do(t, w)
			if _, err := Checkpoint(t.Context(), db, w.dir, w.keys.Signer); !errors.Is(err, ErrDamaged) {
				t.Errorf("%s: %v", name, err)
			}
			w.restore(t)
		}
		if s := w.checkpoint(t); s.Size != 282 {
			t.Errorf("restored: size %d", s.Size)
		}
	})
}

func TestProofs(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		w := newWorld(t, db, clock)
		prove := func(id string) (p Proof, err error) {
			err = db.Read(t.Context(), func(tx *sqldb.Tx) error {
				p, err = Prove(t.Context(), tx, id)
				return err
			})
			return p, err
		}
		for _, e := range append(w.a, w.b...) {
			p, err := prove(e.ID)
			if err != nil {
				t.Fatal(err)
			}
			if err := p.Check(w.keys.Verifier); err != nil {
				t.Errorf("%s %d: %v", e.Stream, e.Seq, err)
			}
			for what, change := range map[string]func(*Proof){
				"body":  func(p *Proof) { p.Entry.Body = json.RawMessage(`{"n":7}`) },
				"verb":  func(p *Proof) { p.Entry.Verb = "x" },
				"entry": func(p *Proof) { p.Entry.Verb = "x"; p.Entry.Hash = p.Entry.digest() },
				"place": func(p *Proof) { p.Pos++ },
				"note":  func(p *Proof) { p.Note = strings.Replace(p.Note, "281", "280", 1) },
			} {
				q := p
				if change(&q); q.Check(w.keys.Verifier) == nil {
					t.Errorf("a proof with another %s holds", what)
				}
			}
			if p.Check() == nil {
				t.Error("holds without a trusted key")
			}
		}
		late := w.append(t, "c", 1)[0]
		for id, want := range map[string]error{"none": ErrNotFound, late.ID: ErrNoCheckpoint} {
			if _, err := prove(id); !errors.Is(err, want) {
				t.Errorf("%s: %v", id, err)
			}
		}
	})
}

func TestCheckpointFollowsTheRecord(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		w := &world{db: db, dir: t.TempDir()}
		var err error
		if w.keys, err = OpenKeys(w.dir); err != nil {
			t.Fatal(err)
		}
		if again, err := OpenKeys(w.dir); err != nil || again.Public != w.keys.Public {
			t.Fatalf("opened again: %v", err)
		}
		if s := w.checkpoint(t); s.Size != 0 || len(s.Note) != 0 {
			t.Errorf("of nothing: %+v", s)
		}
		w.append(t, "s", batch+7) // more than one transaction puts in order
		first := w.checkpoint(t)
		path := checkpointPath(w.dir, first.Size)
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		if s := w.checkpoint(t); s.Note != first.Note || first.Size != batch+7 {
			t.Errorf("nothing new, yet %+v", s)
		}
		if _, err := os.Stat(path); err != nil {
			t.Errorf("the copy did not come back: %v", err)
		}
		var page []Statement
		if err := db.Read(context.Background(), func(tx *sqldb.Tx) error {
			page, err = Statements(t.Context(), tx, 0, 10)
			return err
		}); err != nil || len(page) != 1 || page[0].Note != first.Note {
			t.Errorf("%+v %v", page, err)
		}
		if r := w.verify(t); !r.Whole() || r.Entries != batch+7 {
			t.Errorf("%+v", r)
		}
	})
}
