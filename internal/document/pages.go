package document

import (
	"context"
	"errors"

	"hemu/internal/casework"
	"hemu/internal/codes"
	"hemu/internal/document/flow"
	"hemu/internal/document/font"
	"hemu/internal/document/pdf"
	"hemu/internal/org"
	"hemu/internal/sqldb"
)

// Counter counts on how many pages the papers of a case are printed, so that an
// archived file can be numbered through (casework.Deps.Pages).
type Counter struct {
	Writer *Writer
	Codes  func(context.Context, *sqldb.Tx) (codes.Snapshot, error)
	Names  func(context.Context, *sqldb.Tx, []string) (map[string]string, error)
}

// exampleCode stands for the tracking code: the page count needs one of its length,
// and nobody here may know the real one.
const exampleCode = "0000-0000-0000"

// Pages are the printed pages of the papers of c by slip id, and by kind for a form
// without a number. Without typefaces nothing can be printed: nil, and no fault.
func (k Counter) Pages(ctx context.Context, tx *sqldb.Tx, c casework.Case) (map[string]int, error) {
	fonts, err := k.Writer.Fonts.Set()
	if errors.Is(err, font.ErrNone) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	about, err := k.context(ctx, tx, c)
	if err != nil {
		return nil, err
	}
	pages := map[string]int{}
	slips, kinds := c.Papers()
	for _, s := range slips {
		d, err := Draw(c, s, about)
		if err != nil {
			return nil, err
		}
		pages[s.ID] = pdf.Count(fonts, d)
	}
	for _, kind := range kinds {
		var d *flow.Document
		if d, err = Form(c, kind, about); err != nil {
			return nil, err
		}
		pages[kind] = pdf.Count(fonts, d)
	}
	return pages, nil
}

func (k Counter) context(ctx context.Context, tx *sqldb.Tx, c casework.Case) (about Context, err error) {
	units, people := c.Mentions()
	about = Context{TrackingCode: exampleCode, TrackingURL: "https://example.org/t/" + exampleCode, CaseURL: "https://example.org/cases/" + string(c.ID), Now: tx.Now}
	if about.Units, err = org.ByID(ctx, tx, units); err != nil {
		return about, err
	}
	if about.People, err = k.Names(ctx, tx, people); err != nil {
		return about, err
	}
	about.Codes, err = k.Codes(ctx, tx)
	return about, err
}
