package identity

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"hemu/internal/fault"
	"hemu/internal/ident"
	"hemu/internal/message"
	"hemu/internal/sheet"
	"hemu/internal/sqldb"
)

// MaxImport is the most rows one import takes; all are one transaction.
const MaxImport = 5000

// ImportColumns are the columns of an import of users. A person has a line for
// each post; a line without post makes the account only.
func ImportColumns() []sheet.Column {
	return []sheet.Column{
		{Name: "username", Aliases: []string{"用户名", "账号", "登录名"}, Required: true},
		{Name: "name", Aliases: []string{"姓名"}, Required: true},
		{Name: "phone", Aliases: []string{"手机号", "电话", "联系电话"}},
		{Name: "organisation", Aliases: []string{"单位", "组织", "org", "organization"}},
		{Name: "role", Aliases: []string{"岗位", "角色"}},
		{Name: "scope", Aliases: []string{"数据范围", "范围"}},
		{Name: "from", Aliases: []string{"起日", "开始日期", "任职日期"}},
		{Name: "until", Aliases: []string{"止日", "结束日期", "届满日期"}},
	}
}

// ImportOptions say what an import may do. System administrators make accounts
// and security administrators grant posts, so each imports the same file: the
// first makes the accounts and passes over the posts, the second finds the
// accounts made and grants the posts. The command line may do both.
type ImportOptions struct {
	DryRun   bool // find all problems, change nothing
	Accounts bool // make accounts
	Posts    bool // grant posts
}

// Issued is the one-time code of a new account. It is shown once and kept nowhere.
type Issued struct {
	Username string `json:"username"`
	Name     string `json:"name"`
	Code     string `json:"code"`
}

// Imported is what an import did, or would do. New counts accounts made, Changed
// accounts that had been there and got a post, Unchanged the others.
type Imported struct {
	sheet.Report
	Posts int      `json:"posts"`  // posts granted
	Left  int      `json:"left"`   // accounts and posts left to whoever may make them
	Codes []Issued `json:"issued"` // empty for a dry run
}

// Import makes accounts and grants posts from a table, all of it or, when
// anything is wrong with any row, nothing.
func (s *Service) Import(ctx context.Context, by By, r io.Reader, o ImportOptions) (out Imported, err error) {
	rows, err := sheet.Read(r, ImportColumns())
	if err != nil {
		return out, err
	}
	if len(rows) > MaxImport {
		return out, fault.New(fault.Invalid, "identity.import_too_many").With(fault.Args{"max": MaxImport})
	}
	run := s.db.Write
	if o.DryRun {
		run = s.db.Read
	}
	err = run(ctx, func(tx *sqldb.Tx) error {
		plan, err := newPlan(ctx, tx, rows, !o.DryRun)
		if err != nil {
			return err
		}
		for _, row := range rows {
			plan.add(row)
		}
		out = plan.report(by, o)
		if o.DryRun || out.Total > 0 {
			return nil
		}
		out.Applied = true
		out.Codes, err = plan.carryOut(ctx, tx, by, o)
		return err
	})
	return out, err
}

// person is what an import knows of one username.
type person struct {
	NewUser
	id     string // "" when the account is to be made
	held   []Post
	grants []Grant
}

// plan is an import in the making. Filling it is pure; carryOut acts.
type plan struct {
	today    string
	names    map[string]string // unit id to name
	byKey    map[string][]unit // by id, code and name
	people   map[string]*person
	order    []*person
	rows     int
	problems sheet.Problems
}

// newPlan reads what the rows speak of. lock keeps others from changing the
// posts of people who are there already.
func newPlan(ctx context.Context, tx *sqldb.Tx, rows []sheet.Row, lock bool) (*plan, error) {
	p := &plan{today: today(tx), names: map[string]string{}, byKey: map[string][]unit{}, people: map[string]*person{}, rows: len(rows)}
	units, err := openUnits(ctx, tx)
	if err != nil {
		return nil, err
	}
	p.setUnits(units)
	var usernames []string
	for _, row := range rows {
		usernames = append(usernames, Fold(row.Get("username")))
	}
	users, err := usersByName(ctx, tx, usernames)
	if err != nil {
		return nil, err
	}
	var ids []string
	slices.Sort(usernames) // so that two imports at once lock in one order
	for _, name := range usernames {
		u, ok := users[name]
		if !ok || p.people[name] != nil {
			continue
		}
		if lock {
			if err := tx.Lock(ctx, Stream(u.ID)); err != nil {
				return nil, err
			}
		}
		ids = append(ids, u.ID)
		p.enter(&person{NewUser: NewUser{Username: u.Username, Name: u.Name, Phone: u.Phone, Lang: u.Lang}, id: u.ID})
	}
	posts, err := postsOf(ctx, tx, ids)
	for _, who := range p.order {
		who.held = posts[who.id]
	}
	return p, err
}

func (p *plan) setUnits(units []unit) {
	for _, u := range units {
		p.names[u.id] = u.name
		p.byKey[u.id], p.byKey[u.name] = append(p.byKey[u.id], u), append(p.byKey[u.name], u)
		if u.code != "" && u.code != u.name {
			p.byKey[u.code] = append(p.byKey[u.code], u)
		}
	}
}

func (p *plan) enter(who *person) {
	p.people[who.Username] = who
	p.order = append(p.order, who)
}

// add plans one row, or notes everything that is wrong with it.
func (p *plan) add(row sheet.Row) {
	username, name := Fold(row.Get("username")), row.Get("name")
	who := p.people[username]
	if who == nil {
		who = &person{NewUser: NewUser{Username: username, Name: name, Phone: row.Get("phone")}}
		if phone, err := ident.CheckPhone(who.Phone); err == nil {
			who.Phone = phone.Number
		}
		p.enter(who)
		if e, bad := errors.AsType[*fault.Error](who.check()); bad {
			for _, d := range e.Details {
				p.problems.Add(d.Code, row.Line, d.Field, d.Args)
			}
		}
	} else if strings.TrimSpace(who.Name) != name {
		p.problems.Add("identity.import_name_differs", row.Line, "name", fault.Args{"username": username})
	}
	if g, ok := p.post(row, who.id); ok {
		p.addPost(row, who, g)
	}
}

// addPost plans a post; one the person holds already is passed over, so that a
// file can be imported again.
func (p *plan) addPost(row sheet.Row, who *person, g Grant) {
	for _, h := range who.grants {
		if h.OrgID == g.OrgID && h.Role == g.Role {
			p.problems.Add("identity.import_post_twice", row.Line, "role", nil)
			return
		}
	}
	all := slices.Clone(who.held)
	for _, h := range who.grants {
		all = append(all, Post{OrgID: h.OrgID, Role: h.Role, From: h.From, Until: h.Until})
	}
	switch err := mayAdd(all, g, p.today); err {
	case nil:
		who.grants = append(who.grants, g)
	case ErrPostHeld:
	default:
		p.problems.Add(fault.CodeOf(err), row.Line, "role", nil)
	}
}

// post reads the post of a row; ok is false when it names none or a wrong one.
func (p *plan) post(row sheet.Row, userID string) (g Grant, ok bool) {
	org, role := row.Get("organisation"), row.Get("role")
	if org == "" && role == "" {
		return g, false
	}
	before := p.problems.Total()
	g = Grant{UserID: userID}
	u := unit{}
	if org == "" || role == "" {
		p.problems.Add("identity.import_post_missing", row.Line, "role", nil)
	} else {
		u = p.unit(org, row.Line)
		g.Role = readName("role.", role, usualScope)
		if g.Role == "" {
			p.problems.Add("identity.import_role_unknown", row.Line, "role", fault.Args{"role": role})
		} else if IsAdministrator(g.Role) {
			p.problems.Add("identity.import_admin_role", row.Line, "role", nil)
		}
	}
	if scope := row.Get("scope"); scope != "" {
		if g.Scope = readName("scope.", scope, importScopes); g.Scope == "" {
			p.problems.Add("identity.import_scope_unknown", row.Line, "scope", fault.Args{"scope": scope})
		}
	}
	g.OrgID, g.From = u.id, p.day(row, "from", 0)
	g.Until = p.day(row, "until", 1)
	g = g.withDefaults(u, p.today)
	if g.Until != "" && (g.Until <= g.From || g.Until <= p.today) {
		p.problems.Add("identity.import_day", row.Line, "until", fault.Args{"day": row.Get("until")})
	}
	return g, p.problems.Total() == before
}

// day reads a day, plus some; in a table people give the last day of a term.
func (p *plan) day(row sheet.Row, column string, plus int) string {
	text := row.Get(column)
	if text == "" {
		return ""
	}
	day, err := sheet.Day(text)
	if err != nil {
		p.problems.Add("identity.import_day", row.Line, column, fault.Args{"day": text})
		return ""
	}
	return day.AddDays(plus).String()
}

var importScopes = map[string]string{"own": "own", "unit": "unit", "subtree": "subtree", "all": "all"}

// readName finds the value people meant: the value itself or its name in one of
// the languages; "" for none.
func readName(prefix, text string, values map[string]string) string {
	text = Fold(text)
	for value := range values {
		if text == value {
			return value
		}
		for _, lang := range message.Langs() {
			if text == Fold(message.Text(lang, prefix+value, nil)) {
				return value
			}
		}
	}
	return ""
}

// unit finds an organisation by id, code, name, or by the end of its path of
// names, such as "水集街道调委会/北村调委会".
func (p *plan) unit(text string, line int) unit {
	steps := strings.FieldsFunc(text, func(r rune) bool { return r == '/' || r == '／' || r == '>' })
	for i := range steps {
		steps[i] = strings.TrimSpace(steps[i])
	}
	var hits []unit
	if len(steps) > 0 {
		for _, u := range p.byKey[steps[len(steps)-1]] {
			if p.under(u, steps[:len(steps)-1]) {
				hits = append(hits, u)
			}
		}
	}
	switch len(hits) {
	case 1:
		return hits[0]
	case 0:
		p.problems.Add("identity.import_org_unknown", line, "organisation", fault.Args{"org": text})
	default:
		p.problems.Add("identity.import_org_ambiguous", line, "organisation", fault.Args{"org": text})
	}
	return unit{}
}

// under reports whether the units above u have these names in this order; other
// units may stand between.
func (p *plan) under(u unit, steps []string) bool {
	ids := strings.Split(strings.Trim(u.path, "/"), "/")
	for _, id := range ids[:len(ids)-1] {
		if len(steps) > 0 && p.names[id] == steps[0] {
			steps = steps[1:]
		}
	}
	return len(steps) == 0
}

// report sums the plan up.
func (p *plan) report(by By, o ImportOptions) Imported {
	out := Imported{Report: sheet.Report{Rows: p.rows}, Codes: []Issued{}}
	for _, who := range p.order {
		switch {
		case who.id == "" && o.Accounts:
			out.New++
		case who.id == "":
			out.Left++
		case len(who.grants) > 0 && o.Posts:
			out.Changed++
		default:
			out.Unchanged++
		}
		if o.Posts && (o.Accounts || who.id != "") {
			out.Posts += len(who.grants)
		} else {
			out.Left += len(who.grants)
		}
		if o.Posts && by.User != "" && by.User == who.id && len(who.grants) > 0 {
			p.problems.Add(ErrSelfGrant.Code, 0, "username", nil)
		}
	}
	out.Problems, out.Total = p.problems.List(), p.problems.Total()
	return out
}

// carryOut does what the report says.
func (p *plan) carryOut(ctx context.Context, tx *sqldb.Tx, by By, o ImportOptions) ([]Issued, error) {
	codes := []Issued{}
	for _, who := range p.order {
		if who.id == "" && o.Accounts {
			u, code, err := create(ctx, tx, by, who.NewUser)
			if err != nil {
				return nil, err
			}
			who.id = u.ID
			codes = append(codes, Issued{u.Username, u.Name, code})
		}
		if who.id == "" || !o.Posts {
			continue
		}
		for _, g := range who.grants {
			g.UserID = who.id
			if _, err := give(ctx, tx, by, g); err != nil {
				return nil, err
			}
		}
	}
	return codes, nil
}
