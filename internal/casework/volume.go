package casework

import "slices"

// slipsUnder and filesUnder are the kinds of documents and attachments that stand under a line of the
// contents, where they are not of the line's own name.
var (
	slipsUnder = map[string][]string{"agreement": {"agreement", "oral_agreement"}, "termination": {"termination", "transfer"}}
	filesUnder = map[string][]string{"evidence": {"evidence", "photo"}}
)

// forms are lines of the contents that are printed from the case, without a number
// of their own, where no numbered document was made.
var forms = []string{"register", "rights_notice"}

// paginate puts the papers of the file in the order of the contents and numbers
// their pages through, from 1. Pages of documents are those they are printed on, of
// attachments what was said when they came. Where nothing here prints there are no
// numbers, rather than wrong ones.
func (c *Case) paginate(e *Env) (filed []Filed, total int) {
	add := func(f Filed) {
		if f.Pages = max(1, f.Pages); e.Pages == nil {
			f.Pages = 0
		} else {
			f.First = total + 1
		}
		total += f.Pages
		filed = append(filed, f)
	}
	for _, item := range c.Contents() {
		if !item.Present {
			continue
		}
		slips := c.slipsOf(item.Kind)
		for _, s := range slips {
			add(Filed{Kind: item.Kind, Slip: s.ID, Pages: e.Pages[s.ID]})
		}
		if len(slips) == 0 && slices.Contains(forms, item.Kind) {
			add(Filed{Kind: item.Kind, Pages: e.Pages[item.Kind]})
		}
		for _, f := range c.filesOf(item.Kind) {
			add(Filed{Kind: item.Kind, File: f.ID, Pages: f.Pages})
		}
	}
	return filed, total
}

// volume is what lies in the file as it was last archived, in the order of its pages.
func (c *Case) volume() (filed []Filed) {
	for _, s := range c.Slips {
		if s.Kind == "contents" {
			filed = s.Said.Filed
		}
	}
	return filed
}

// slipsOf are the numbered documents under a line of the contents.
func (c *Case) slipsOf(line string) []Slip {
	return beneath(c.Slips, line, slipsUnder, func(s Slip) string { return s.Kind })
}

// filesOf are the attachments under a line of the contents.
func (c *Case) filesOf(line string) []File {
	return beneath(c.Files, line, filesUnder, func(f File) string { return f.Kind })
}

func beneath[T any](list []T, line string, kinds map[string][]string, kind func(T) string) (out []T) {
	wanted := kinds[line]
	if wanted == nil {
		wanted = []string{line}
	}
	for _, v := range list {
		if slices.Contains(wanted, kind(v)) {
			out = append(out, v)
		}
	}
	return out
}

// Papers are what has to be printed to know the pages of the file: the ids of its
// numbered documents, and the kinds of its forms without a number.
func (c *Case) Papers() (slips []Slip, kinds []string) {
	for _, item := range c.Contents() {
		under := c.slipsOf(item.Kind)
		slips = append(slips, under...)
		if item.Present && len(under) == 0 && slices.Contains(forms, item.Kind) {
			kinds = append(kinds, item.Kind)
		}
	}
	return slips, kinds
}
