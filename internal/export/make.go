package export

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"io/fs"
	"os"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/casework"
	"hemu/internal/region"
	"hemu/internal/sheet"
	"hemu/internal/sqldb"
)

// unfinished is what the name of a file ends with while it is written.
const unfinished = ".part"

// making is one attempt at an export.
type making struct {
	s      *Service
	export Export
	actor  access.Actor
	table  *sheet.Writer
	about  about
	digest hash.Hash
	pages  int
}

// put gives the file of an attempt its name. Another attempt that has ended meanwhile took it
// away: then this one is not the one that counts.
func (s *Service) put(ctx context.Context, e Export, part string) error {
	gone := os.Rename(part, s.path(e))
	if !errors.Is(gone, fs.ErrNotExist) {
		return gone
	}
	return s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		now, err := find(ctx, tx, e.ID)
		switch {
		case err != nil:
			return err
		case now.State != Running || now.attempt != e.attempt:
			return errCancelled
		}
		return gone
	})
}

// Make makes the file of an export that was asked for: the work of Due. It begins anew
// when an attempt before was cut off, and does nothing for one that has ended.
func (s *Service) Make(ctx context.Context, id string) error {
	e, claimed, err := s.claim(ctx, id)
	if err != nil || !claimed {
		return err
	}
	part := s.path(e) + unfinished
	size, err := s.make(ctx, &e, part)
	if err == nil {
		err = s.put(ctx, e, part)
	}
	if err == nil {
		e.Bytes = size
		err = s.ready(ctx, e)
	}
	if err == nil {
		s.discardFiles(id, s.path(e)) // of attempts that were cut off
		return nil
	}
	_ = os.Remove(part)
	if errors.Is(err, errCancelled) {
		_ = os.Remove(s.path(e)) // its own: that of another attempt may be the one that counts
		return nil
	}
	if errorOf(err) == nil {
		return err // tried again
	}
	return s.DB.Write(ctx, func(tx *sqldb.Tx) error {
		e.State = Failed
		_, err := end(ctx, tx, e)
		return err
	})
}

func (s *Service) claim(ctx context.Context, id string) (e Export, claimed bool, err error) {
	err = s.DB.Write(ctx, func(tx *sqldb.Tx) error {
		if e, err = find(ctx, tx, id); err != nil {
			return err
		}
		claimed, err = begin(ctx, tx, e)
		e.attempt, e.ReadAt, e.Done = e.attempt+1, tx.Now, 0
		return err
	})
	if errors.Is(err, ErrNotFound) {
		err = nil // nothing to make
	}
	return e, claimed, err
}

// make writes the table to part and returns its size.
func (s *Service) make(ctx context.Context, e *Export, part string) (int64, error) {
	actor, err := s.actorOf(ctx, *e)
	if err != nil {
		return 0, err
	}
	snap, err := s.Codes.Read(ctx)
	if err != nil {
		return 0, err
	}
	if err := os.MkdirAll(s.Dir, 0o700); err != nil {
		return 0, err
	}
	f, err := os.OpenFile(part, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return 0, err
	}
	defer func() { _ = f.Close() }()
	table, err := sheet.NewWriter(f, e.Wanted.Format, Watermark(actor, e.Wanted, e.ID, e.ReadAt), e.Wanted.heading())
	if err != nil {
		return 0, err
	}
	m := &making{s: s, export: *e, actor: actor, table: table, digest: sha256.New(),
		about: about{codes: snap, day: calendar.DateOf(e.ReadAt), lang: e.Wanted.Lang}}
	count := func(n int) error { m.export.Total = n; return m.progress(ctx, nil) }
	if err := s.Cases.Walk(ctx, actor, e.Wanted.Selection, e.Wanted.personal(), count, m.page); err != nil {
		table.Abandon()
		return 0, err
	}
	if err := errors.Join(table.Close(), f.Sync()); err != nil {
		return 0, err
	}
	*e = m.export
	e.Digest = hex.EncodeToString(m.digest.Sum(nil))
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

// page writes some cases and notes that they were looked at.
func (m *making) page(ctx context.Context, tx *sqldb.Tx, cases []casework.Exported) (err error) {
	ids, places := make([]casework.ID, len(cases)), make([]string, len(cases))
	for i, c := range cases {
		ids[i], places[i] = c.ID, c.Region
		_, _ = io.WriteString(m.digest, string(c.ID)+"\n") // a hash does not fail
	}
	if m.about.places, err = region.Names(ctx, tx, places); err != nil {
		return err
	}
	wanted := chosen(m.export.Wanted.Columns)
	for _, c := range cases {
		cells := make([]any, len(wanted))
		for i, column := range wanted {
			cells[i] = column.value(c, m.about)
		}
		if err := m.table.Row(cells); err != nil {
			return err
		}
	}
	m.export.Done += len(cases)
	return m.progress(ctx, ids)
}

// progress notes how far the attempt is and what it has read since; errCancelled when
// it no longer counts.
func (m *making) progress(ctx context.Context, ids []casework.ID) error {
	return m.s.DB.Write(ctx, func(tx *sqldb.Tx) error {
		counts, err := advance(ctx, tx, m.export)
		if err != nil {
			return err
		}
		if !counts {
			return errCancelled
		}
		if len(ids) == 0 {
			return nil
		}
		if err := insertPage(ctx, tx, m.export.ID, m.pages, ids); err != nil {
			return err
		}
		m.pages++
		what := "export"
		if m.export.Wanted.personal() {
			what = "export_names"
		}
		return casework.Looked(ctx, tx, m.actor, ids, what)
	})
}

// ready ends an export well and puts it on record.
func (s *Service) ready(ctx context.Context, e Export) error {
	actor, err := s.actorOf(ctx, e)
	if err != nil {
		return err
	}
	return s.DB.Write(ctx, func(tx *sqldb.Tx) error {
		e.State = Ready
		counts, err := end(ctx, tx, e)
		if err != nil {
			return err
		}
		if !counts {
			return errCancelled
		}
		w := e.Wanted
		w.Selection.Filter.Text, w.Selection.Filter.Party = "", ""
		return s.note(ctx, tx, actor, "case.export", made{
			e.ID, w.Selection.Filter, len(w.Selection.IDs), w.Columns, w.Format, w.Reason, e.Done, e.Digest,
		})
	})
}
