package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/url"
	"strings"

	"hemu/internal/sqldb"
)

// inside are the statements behind those that find out who asks.
func inside(run []statement) []statement {
	first := 0
	for i, s := range run {
		if strings.Contains(s.query, "identity_session") || strings.Contains(s.query, "FROM identity_post p JOIN org_unit o") {
			first = i + 1
		}
	}
	return run[first:]
}

type fields = map[string]any

// report is a dispute as a committee types it in.
func report(r *rand.Rand) fields {
	who := func(role string) fields {
		return fields{"role": role, "kind": "person", "name": called(r, families[r.IntN(len(families))], 3), "phone": fmt.Sprintf("139%08d", r.IntN(1e8))}
	}
	return fields{
		"facts": words(r), "cause": "1002", "channel": "visit", "region": "370285001258", "address": "产芝湖社区", "people": 2,
		"parties": []fields{who("applicant"), who("respondent")},
	}
}

type begun struct {
	ID, No  string
	Version int64
}

// create compares the registration of a case with its bare statements.
func (m *measure) create(ctx context.Context) error {
	keep := map[string]bool{}
	if err := m.h.DB.Read(ctx, func(tx *sqldb.Tx) error {
		ids, err := sqldb.All(ctx, tx, sqldb.Scalar[string], `SELECT id FROM org_unit UNION ALL SELECT id FROM identity_user UNION ALL SELECT id FROM identity_post`)
		for _, id := range ids {
			keep[id] = true
		}
		return err
	}); err != nil {
		return err
	}
	register := func() error {
		var out begun
		return m.site.post(m.office, "/api/cases", 0, report(rand.New(rand.NewPCG(rand.Uint64(), 0))), &out)
	}
	run, err := m.heard.during(register)
	if err != nil {
		return err
	}
	b, err := newBare(m.h)
	if err != nil {
		return err
	}
	b.asked = [][]statement{inside(run)}
	b.rename = renamed(keep)
	b.fresh.Store(rand.Int64N(1e9))
	other := listen(b)
	defer other.Close()
	return errors.Join(m.compare("create", func(int) error { return register() }, func(int) error {
		_, err := other.get(desk{}, "/?i=0")
		return err
	}), b.forget(ctx, m.h))
}

// lives runs whole lives: register, accept, sort, assign, read, withdraw, close, find.
func (m *measure) lives() error {
	var done lap
	for round := range m.rounds + 1 {
		l := race(2*m.clients, m.each*2, func(int) error { return m.life(rand.New(rand.NewPCG(rand.Uint64(), 0))) })
		if l.err != nil {
			return fmt.Errorf("life: %w", l.err)
		}
		if round > 0 {
			done.took, done.lasted, done.cpu = append(done.took, l.took...), done.lasted+l.lasted, done.cpu+l.cpu
		}
	}
	fmt.Printf("%-24s %8.1f %8s %6s %9s %9s %9s %9s %9s\n", "life of eight calls", done.rate(), "", "", ms(quantile(done.took, .5)), ms(quantile(done.took, .95)), "", "", ms(done.cost()))
	return nil
}

func (m *measure) life(r *rand.Rand) error {
	var c begun
	d := m.office
	if err := m.site.post(d, "/api/cases", 0, report(r), &c); err != nil {
		return err
	}
	no := c.No
	for _, step := range []struct {
		act string
		in  fields
	}{
		{"accept", fields{}},
		{"triage", fields{"batch": "active", "level": "ordinary", "difficulty": "normal", "reason": "事实较清楚"}},
		{"assign", fields{"lead": d.org, "goal": "促成和解", "leader": "姜珺", "duties": []string{"settle"}}},
	} {
		if err := m.site.post(d, "/api/cases/"+c.ID+"/"+step.act, c.Version, step.in, &c); err != nil {
			return err
		}
	}
	got, err := m.site.get(d, "/api/cases/"+c.ID)
	if err != nil {
		return err
	}
	var page struct{ Parties []struct{ ID string } }
	if err := json.Unmarshal(got, &page); err != nil {
		return err
	}
	if err := m.site.post(d, "/api/cases/"+c.ID+"/withdraw", c.Version, fields{"party": page.Parties[0].ID, "note": "自行和解"}, &c); err != nil {
		return err
	}
	if err := m.site.post(d, "/api/cases/"+c.ID+"/close", c.Version, fields{"kind": "procedural", "note": "申请人撤回"}, &c); err != nil {
		return err
	}
	_, err = m.site.get(d, "/api/cases?text="+url.QueryEscape(no))
	return err
}
