package document

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"hemu/internal/casework"
	"hemu/internal/codes"
	"hemu/internal/document/form"
	"hemu/internal/document/words"
	"hemu/internal/message"
)

// dossierNo is the 卷号: the archive's own, else the number of the cover.
func (d *drawer) dossierNo() string {
	no := d.c.ArchiveNo
	for _, s := range d.c.Slips {
		if s.Kind == KindCover && no == "" {
			no = s.No
		}
	}
	return no
}

// closing reports the end of a case as it stood on the day of the report. The opinions
// are the handler's and the leader's own; only what they typed is printed.
func (d *drawer) closing() form.ClosingReport {
	c := d.c
	result, performed := d.result()
	if kind := d.name(codes.ListClosing, d.closingKind()); kind != "" {
		result = kind + txStop + "\n" + result
	}
	return form.ClosingReport{
		Meta: d.meta, Unit: d.office(d.slip.Org), ReportNo: d.slip.No, Number: d.dossierNo(), Filled: day(d.slip.IssuedAt),
		Handler: d.ctx.People[c.Handler], Accepted: day(c.AcceptedAt), Closed: day(d.slip.IssuedAt), Parties: d.parties(d.inOrder(nil)),
		Source:   d.name(codes.ListSource, d.ctx.Codes.Map(codes.ListChannel, c.Channel, codes.ListSource, d.on)),
		Category: d.name(codes.ListCause, c.Cause), Facts: c.Facts, Result: strings.TrimSpace(result), Performed: performed, Opinion: d.slip.Said.Note,
	}
}

// closingKind is that of this report; a case taken up again has lost its own.
func (d *drawer) closingKind() string { return cmp.Or(d.slip.Said.Reason, d.c.Closing) }

// result is what came of the mediation before the slip: the newest agreement with how
// it was performed, or the notice by which mediation ended, whichever is later.
func (d *drawer) result() (result, performed string) {
	var last time.Time
	for i := range d.c.Agreements {
		a := &d.c.Agreements[i]
		if a.Concluded.IsZero() || a.Concluded.After(d.slip.IssuedAt) || a.Concluded.Before(last) {
			continue
		}
		pattern := txWrittenResult
		if a.Form == "oral" {
			pattern = txOralResult
		}
		last, result = a.Concluded, fmt.Sprintf(pattern, a.No)+"\n"+strings.Join(a.Terms, "\n")
		performed = d.performed(a)
	}
	for _, s := range d.c.Slips {
		if s.Kind != KindTermination && (s.Kind != KindTransfer || s.Subject != "") || s.IssuedAt.After(d.slip.IssuedAt) || s.IssuedAt.Before(last) {
			continue
		}
		at := drawer{c: d.c, slip: s, ctx: d.ctx, on: d.on}
		last, performed = s.IssuedAt, txNoAgreement
		if s.Kind == KindTransfer {
			result = aside(fmt.Sprintf(txTransferred, s.Said.To), s.Said.Note) + txStop
		} else {
			result = fmt.Sprintf(txEndedResult, at.endReason()) + txStop
		}
	}
	return result, performed
}

// performed says how an agreement was carried out: as a whole where all duties went
// the same way, else duty by duty.
func (d *drawer) performed(a *casework.Agreement) string {
	if len(a.Duties) == 0 {
		return txNothingToDo
	}
	state := map[string]string{"performed": txPerformed, "released": txReleased}
	same := true
	for _, o := range a.Duties {
		same = same && o.State == a.Duties[0].State
	}
	if text := cmp.Or(state[a.Duties[0].State], txNotPerformed); same {
		return text
	}
	state["performed"] = txDone
	var lines []string
	for _, o := range a.Duties {
		what := cmp.Or(trim(o.What), words.Figures(o.AmountFen))
		lines = append(lines, fmt.Sprintf(txDutyState, what, cmp.Or(state[o.State], txNotPerformed)))
	}
	return strings.Join(lines, txSemi)
}

// cover names the mediators of all sessions held, or the handler where none was.
func (d *drawer) cover() form.DossierCover {
	c := d.c
	f := form.DossierCover{
		Meta: d.meta, Committee: d.office(d.slip.Org), Name: c.Title, Number: d.dossierNo(), From: day(c.AcceptedAt), To: day(c.ClosedAt),
		Filer: d.ctx.People[d.slip.IssuedBy], Filed: day(d.slip.IssuedAt), Retention: d.name(codes.ListRetention, c.Retention), Remark: d.slip.Said.Note, Pages: d.slip.Said.Pages,
	}
	for _, s := range c.Sessions {
		for _, n := range s.Leading() {
			if s.State == "held" && !slices.Contains(f.Mediators, n) {
				f.Mediators = append(f.Mediators, n)
			}
		}
	}
	if name := d.ctx.People[c.Handler]; len(f.Mediators) == 0 && name != "" {
		f.Mediators = []string{name}
	}
	return f
}

// contents lists what is in the file as it was archived, in the order of its pages:
// each numbered document by itself, the attachments of a kind in one line.
func (d *drawer) contents() form.Contents {
	f := form.Contents{Meta: d.meta, Number: d.dossierNo()}
	slips, many := map[string]string{}, map[string]int{}
	for _, s := range d.c.Slips {
		slips[s.ID] = s.Kind
	}
	called := d.titles()
	for _, at := range d.slip.Said.Filed {
		many[at.Kind+slips[at.Slip]]++
	}
	nth := map[string]int{}
	for filed := d.slip.Said.Filed; len(filed) > 0; {
		at := filed[0]
		line, n := form.Item{Name: cmp.Or(called[cmp.Or(at.Slip, at.Kind)], title(cmp.Or(slips[at.Slip], at.Kind)))}, 1
		switch kind := at.Kind + slips[at.Slip]; {
		case at.File != "":
			for n < len(filed) && filed[n].Kind == at.Kind && filed[n].File != "" {
				n++
			}
			line.Remark = fmt.Sprintf(txPieces, n)
		case many[kind] > 1:
			nth[kind]++
			line.Name = fmt.Sprintf(txNth, line.Name, nth[kind])
		}
		line.Page = pageNumbers(at, filed[n-1])
		f.Items, filed = append(f.Items, line), filed[n:]
	}
	return f
}

// titles are what stands over the papers of the case, by slip id and by kind for a form
// without a number: the contents call a paper what it calls itself.
func (d *drawer) titles() map[string]string {
	all := map[string]string{}
	for _, at := range d.slip.Said.Filed {
		one := *d
		one.slip = casework.Slip{Kind: at.Kind, IssuedAt: d.slip.IssuedAt}
		for _, s := range d.c.Slips {
			if s.ID == at.Slip {
				one.slip = s
			}
		}
		if at.File != "" || one.slip.Kind == KindContents {
			continue
		}
		if f, err := one.slipForm(); err == nil {
			all[cmp.Or(at.Slip, at.Kind)] = f.Document().Name
		}
	}
	return all
}

// pageNumbers are the first and last page from one paper to another, "" where nobody counted.
func pageNumbers(from, to casework.Filed) string {
	switch {
	case from.First == 0:
		return ""
	case from.First == to.Last():
		return strconv.Itoa(from.First)
	}
	return strconv.Itoa(from.First) + "-" + strconv.Itoa(to.Last())
}

// title is what a kind of document is called in the console's lists.
func title(kind string) string { return message.Text(message.Chinese, "slip."+kind, nil) }
