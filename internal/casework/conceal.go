package casework

import (
	"cmp"
	"errors"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"hemu/internal/access"
	"hemu/internal/fault"
	"hemu/internal/message"
)

// Conceal hides who an applicant or a third party is from the other side, or shows it
// again (R2, casework.md §5). Until then everybody but those who know reads an alias,
// 申请人甲, wherever the name stood, and nothing else of the person: no number, no
// address, no file, no paper, no search finds it.
type Conceal struct {
	Party  string   `json:"party"`
	On     bool     `json:"on"`
	Knows  []string `json:"knows,omitempty" doc:"user ids; who may know beside the person responsible, the registrar and the head of the unit"`
	Reason string   `json:"reason"`
}

// Act implements Command.
func (Conceal) Act() access.Act { return access.Conceal }

func (in Conceal) people() []string { return in.Knows }

func (in Conceal) guards() bool { return in.On }

func (in Conceal) apply(c *Case, e *Env) error {
	p := c.party(in.Party)
	var f fault.Form
	f.Require(p == nil || !slices.ContainsFunc(e.Absorbed, p.openIn), "case.guard_absorbed", "party")
	f.Require(p != nil, "case.party_unknown", "party")
	f.Require(p == nil || p.Role != "respondent", "case.conceal_whom", "party")
	f.Require(strings.TrimSpace(in.Reason) != "", "case.reason_missing", "reason")
	for _, id := range in.Knows {
		_, known := e.People[id]
		f.Require(known, "case.person_unknown", "knows")
	}
	if err := f.Err(); err != nil {
		return err
	}
	if c.concealed() && !c.mayKnow(e.Actor) {
		return fault.New(fault.Denied, "case.concealed")
	}
	if !in.On {
		p.Alias = ""
		if !c.concealed() {
			c.Knows = nil
		}
		return nil
	}
	c.Knows = distinct(append(slices.Clone(in.Knows), e.Actor.UserID))
	c.conceal(p)
	return nil
}

// openIn reports whether a case merged into this one names the party openly.
func (p *Party) openIn(other Case) bool {
	return slices.ContainsFunc(other.Parties, func(q Party) bool { return q.Alias == "" && p.sameAs(q) })
}

// conceal gives a party the next free alias.
func (c *Case) conceal(p *Party) {
	if p.Alias != "" {
		return
	}
	for n := 0; ; n++ {
		alias := message.Text(message.Chinese, "case.alias_"+p.Role, fault.Args{"n": nth(n)})
		if !slices.ContainsFunc(c.Parties, func(other Party) bool { return other.Alias == alias }) {
			p.Alias = alias
			return
		}
	}
}

// stems number people in a text, as files of courts do.
var stems = []rune("甲乙丙丁戊己庚辛壬癸")

func nth(n int) string {
	if n < len(stems) {
		return string(stems[n])
	}
	return itoa(n + 1)
}

// concealed reports whether the identity of anybody in c is kept.
func (c *Case) concealed() bool {
	return slices.ContainsFunc(c.Parties, func(p Party) bool { return p.Alias != "" })
}

// mayKnow reports whether actor may know who the concealed people of c are: who took
// the case in and who handles it, the head of the unit that holds it, those named on
// it, and the system at work for nobody.
func (c *Case) mayKnow(actor access.Actor) bool {
	if actor.System {
		return true
	}
	return actor.UserID == c.Registrar || actor.UserID == c.Handler || contains(c.Knows, actor.UserID) ||
		actor.Acting.Role == access.Head && actor.Acting.OrgID == c.Holder
}

// veil hides the concealed people of a case. The zero value hides nobody.
type veil struct {
	parties []Party           // as they really are
	words   *strings.Replacer // of every text
}

// veilFor is what has to be hidden from actor; nothing for who knows.
func (c *Case) veilFor(actor access.Actor) veil {
	if !c.concealed() || c.mayKnow(actor) {
		return veil{}
	}
	return c.veil()
}

// veil hides from everybody.
func (c *Case) veil() veil {
	type pair struct{ from, to string }
	var pairs []pair
	v := veil{}
	for _, p := range c.Parties {
		if p.Alias == "" {
			// Another's name that holds a concealed one is left whole.
			pairs = append(pairs, pair{p.Name, p.Name})
			continue
		}
		v.parties = append(v.parties, p)
		for _, name := range append([]string{p.Name}, p.Former...) {
			pairs = append(pairs, pair{name, p.Alias})
		}
		for _, other := range []string{p.LegalRep, p.Agent, p.Phone, p.AgentTel, p.IDNumber, p.Address, p.Reach} {
			pairs = append(pairs, pair{other, "****"})
		}
	}
	if len(v.parties) == 0 {
		return v
	}
	// The longest first: a replacer takes the first that fits.
	slices.SortStableFunc(pairs, func(a, b pair) int { return cmp.Compare(len(b.from), len(a.from)) })
	var list []string
	for _, p := range pairs {
		if utf8.RuneCountInString(p.from) > 1 {
			list = append(list, p.from, p.to)
		}
	}
	v.words = strings.NewReplacer(list...)
	return v
}

// Veiled is the case as it is told to those from whom somebody in it is concealed.
func (c *Case) Veiled() Case { return c.veil().over(*c) }

func (v veil) text(s string) string {
	if v.words == nil {
		return s
	}
	return v.words.Replace(s)
}

// over is c with everybody hidden: of a concealed party only the alias and the part in
// the case are left, files may show the person and are left out, and in every text
// the alias stands where the name stood.
func (v veil) over(c Case) Case {
	if v.words == nil {
		return c
	}
	c = c.clone()
	for i := range c.Parties {
		p := &c.Parties[i]
		if p.Alias != "" {
			*p = Party{ID: p.ID, Role: p.Role, Kind: p.Kind, Name: p.Alias, Alias: p.Alias, Main: p.Main, Consent: p.Consent, Count: p.Count}
		}
	}
	c.Files = nil
	v.walk(reflect.ValueOf(&c).Elem())
	return c
}

// walk puts aliases into every text below at. Slices are copied first: what clone
// shares with the case as it is stored must stay.
func (v veil) walk(at reflect.Value) {
	switch at.Kind() {
	case reflect.String:
		if at.CanSet() {
			at.SetString(v.text(at.String()))
		}
	case reflect.Struct:
		for i := range at.NumField() {
			if f := at.Field(i); f.CanSet() {
				v.walk(f)
			}
		}
	case reflect.Slice:
		if at.IsNil() || !at.CanSet() {
			return
		}
		again := reflect.MakeSlice(at.Type(), at.Len(), at.Len())
		reflect.Copy(again, at)
		at.Set(again)
		for i := range at.Len() {
			v.walk(at.Index(i))
		}
	case reflect.Pointer:
		if at.IsNil() {
			return
		}
		again := reflect.New(at.Type().Elem())
		again.Elem().Set(at.Elem())
		at.Set(again)
		v.walk(again.Elem())
	}
}

// fault hides people in what a refusal says.
func (v veil) fault(err error) error {
	f, ok := errors.AsType[*fault.Error](err)
	if !ok || v.words == nil {
		return err
	}
	hidden := *f
	hidden.Args = v.args(f.Args)
	hidden.Details = slices.Clone(f.Details)
	for i := range hidden.Details {
		hidden.Details[i].Args = v.args(hidden.Details[i].Args)
	}
	return &hidden
}

func (v veil) args(args fault.Args) fault.Args {
	out := fault.Args{}
	for k, value := range args {
		if text, ok := value.(string); ok {
			value = v.text(text)
		}
		out[k] = value
	}
	return out
}

// ofPerson are the fields, in JSON, that are of a party alone.
var ofPerson = []string{"phone", "agentPhone", "idNumber", "idType", "noIdReason", "bornOn", "address", "work", "sex", "legalRep", "agent", "agentAs", "reach", "capacity", "agentRelation", "agentAuthority"}

// tree hides people in the body of an event, in place where it can.
func (v veil) tree(body any) any {
	if v.words == nil {
		return body
	}
	switch body := body.(type) {
	case string:
		return v.text(body)
	case []any:
		for i := range body {
			body[i] = v.tree(body[i])
		}
	case map[string]any:
		if name, _ := body["name"].(string); v.isName(name) {
			for _, field := range ofPerson {
				delete(body, field)
			}
		}
		if field, _ := body["field"].(string); v.isField(field) {
			body["old"], body["new"] = "****", "****"
		}
		delete(body, "file")
		delete(body, "files")
		for k := range body {
			body[k] = v.tree(body[k])
		}
	}
	return body
}

func (v veil) isName(name string) bool {
	return name != "" && slices.ContainsFunc(v.parties, func(p Party) bool { return p.Name == name || slices.Contains(p.Former, name) })
}

// isField reports whether a correction is of a fact about a concealed person.
func (v veil) isField(field string) bool {
	return slices.ContainsFunc(v.parties, func(p Party) bool { return strings.HasPrefix(field, "parties."+p.ID+".") })
}
