package main

import (
	"container/heap"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// life is one case on its way.
type life struct {
	at    time.Time
	text  told
	id    string
	code  string // tracking code of whoever brought it
	org   string // who has to act, as last seen
	state string
	steps int
}

// agenda is a heap by time.
type agenda []*life

func (a agenda) Len() int           { return len(a) }
func (a agenda) Less(i, j int) bool { return a[i].at.Before(a[j].at) }
func (a agenda) Swap(i, j int)      { a[i], a[j] = a[j], a[i] }

// Push implements heap.Interface.
func (a *agenda) Push(x any) { *a = append(*a, x.(*life)) }

// Pop implements heap.Interface.
func (a *agenda) Pop() any {
	old := *a
	last := old[len(old)-1]
	*a = old[:len(old)-1]
	return last
}

// run is one trial and its tally.
type run struct {
	p            *product
	r            *rand.Rand
	desks        []desk
	lists        map[string][]string
	ended        []*life
	requests     int
	mostSteps    int // ends a life that goes round in circles; it is then counted where it stands
	writes       int // accepted
	tried        map[string]int
	accepted     map[string]int
	refused      map[string]int
	dirty        map[string]int
	looked       map[string]int
	serverErrors map[string]int
	unclean      map[string]int
	wrong        map[string]int // accepted though it should have been refused, or the other way
}

// live goes through all lives in the order of time; until ends it early.
func (s *run) live(all []*life, until time.Time) error {
	todo := agenda(all)
	heap.Init(&todo)
	for len(todo) > 0 && time.Now().Before(until) {
		l := heap.Pop(&todo).(*life)
		if l.at.After(s.p.Clock.Now()) {
			s.p.Clock.Travel(l.at)
		}
		more, err := s.step(l)
		if err != nil {
			return err
		}
		if !more {
			s.ended = append(s.ended, l)
			continue
		}
		// The next thing happens within minutes or days, in working hours.
		l.at = l.at.Add(time.Duration(10+s.r.IntN(200)) * time.Minute)
		if s.r.IntN(3) == 0 {
			l.at = l.at.Add(time.Duration(s.r.IntN(5*24)) * time.Hour)
		}
		for !working(l.at) {
			l.at = l.at.Add(time.Hour)
		}
		heap.Push(&todo, l)
	}
	s.ended = append(s.ended, todo...)
	return nil
}

func (s *run) step(l *life) (more bool, err error) {
	l.steps++
	if l.id == "" {
		return s.register(l)
	}
	d := s.deskFor(l)
	a, err := s.send(d, "GET", "/api/cases/"+l.id, nil, nil, "read")
	if err != nil || a.code != 200 {
		return l.steps < s.mostSteps, err
	}
	var v view
	if err := json.Unmarshal(a.body, &v); err != nil {
		return false, err
	}
	l.org, l.state = v.Case.Holder, string(v.Case.State)
	if s.r.IntN(10) == 0 {
		if err := s.look(d, v); err != nil {
			return false, err
		}
	}
	for _, x := range v.Assignments {
		if x.Role == "lead" && x.State == "issued" {
			l.org = x.To
		}
	}
	want := s.onward(v)
	if s.r.IntN(6) == 0 {
		want = s.chance(v)
	}
	if want == wait {
		s.pass(l)
		return l.steps < s.mostSteps, nil
	}
	if err := s.command(s.fitting(d, l, v, want), l, v, want); err != nil {
		return false, err
	}
	if want == "visit" || want == "archive" {
		s.pass(l)
	}
	if l.code != "" && s.r.IntN(25) == 0 {
		if err := s.resident(l); err != nil {
			return false, err
		}
	}
	over := l.state == "archived" || l.state == "declined"
	return !(over && s.r.IntN(10) > 0) && l.steps < s.mostSteps, nil
}

// chance draws one of the acts the page offers.
func (s *run) chance(v view) string {
	var acts []string
	for _, x := range v.Acts {
		for n := weight(v, x.Act); x.OK && n > 0; n-- {
			acts = append(acts, x.Act)
		}
	}
	if len(acts) == 0 {
		return wait
	}
	return s.pick(acts)
}

// look opens something else that hangs on the case, or a list.
func (s *run) look(d desk, v view) error {
	at := "/api/cases/" + string(v.Case.ID)
	pages := [][2]string{
		{"events", at + "/events"}, {"readers", at + "/readers"}, {"work", "/api/work"}, {"counts", "/api/cases/counts"},
		{"list", "/api/cases?text=" + url.QueryEscape(clip(v.Case.Facts, 6))}, {"odd list", "/api/cases?cursor=%00%ff&limit=-1"},
		{"odd search", "/api/cases?text=%00%25_%27"},
	}
	for _, f := range v.Files {
		pages = append(pages, [2]string{"file", at + "/files/" + f.ID})
	}
	for _, k := range v.Clocks {
		pages = append(pages, [2]string{"clock", at + "/clocks/" + k.ID})
	}
	page := pages[s.r.IntN(len(pages))]
	a, err := s.send(d, "GET", page[1], nil, nil, page[0])
	s.looked[page[0]+" "+strconv.Itoa(a.code)]++
	return err
}

// deskFor is mostly somebody of the unit that has to act.
func (s *run) deskFor(l *life) desk {
	var own []desk
	for _, d := range s.desks {
		if d.org == l.org && (l.state != "closed" || d.role == "archivist") {
			own = append(own, d)
		}
	}
	if len(own) == 0 || s.r.IntN(5) == 0 {
		return s.desks[s.r.IntN(len(s.desks))]
	}
	return own[s.r.IntN(len(own))]
}

func (s *run) register(l *life) (more bool, err error) {
	var able []desk
	for _, d := range s.desks {
		if d.username == "mediator" || d.username == "village" || d.username == "reception" || d.username == "head" {
			able = append(able, d)
		}
	}
	d := able[s.r.IntN(len(able))]
	in := fields{
		"title": l.text.Title, "facts": l.text.words(), "cause": s.pick(s.lists["dispute_cause"]), "channel": s.pick(s.lists["channel"]),
		"region": s.pick([]string{"370285001258", "370285001001", "370285101296", "370285106279"}), "parties": []fields{{"role": "applicant", "kind": "person", "name": "张某"}, {"role": "respondent", "kind": "person", "name": "李某"}},
	}
	if s.r.IntN(8) == 0 {
		if err := s.spoil(d, "/api/cases", in, nil, "register"); err != nil {
			return false, err
		}
	}
	a, err := s.write(d, "/api/cases", in, nil, "register")
	if err == nil && a.code == 422 { // as a clerk would: shorten what is too long, fill in what is missing
		in["title"], in["facts"] = clip(l.text.Title, 100), clip(strings.TrimSpace(l.text.words())+"。", 4000)
		a, err = s.write(d, "/api/cases", in, nil, "register")
	}
	if err != nil || a.code >= 300 {
		s.wrong["registration refused: "+a.problem]++
		return false, err
	}
	var out struct{ ID, TrackingCode string }
	l.org, l.state = d.org, "reported"
	err = json.Unmarshal(a.body, &out)
	l.id, l.code = out.ID, out.TrackingCode
	return true, err
}

func (s *run) command(d desk, l *life, v view, act string) error {
	path, in := "/api/cases/"+l.id+"/"+act, s.say(d, v, act)
	head := map[string]string{"If-Match": `"` + strconv.FormatInt(v.Version, 10) + `"`}
	if s.r.IntN(8) == 0 {
		if err := s.spoil(d, path, in, head, act); err != nil {
			return err
		}
	}
	a, err := s.write(d, path, in, head, act)
	if err != nil || a.code >= 300 {
		return err
	}
	var out struct{ State string }
	err = json.Unmarshal(a.body, &out)
	l.state = out.State
	return err
}

// write sends a command with a key of its own. Now and then the same is sent
// again, as an impatient hand does: the same answer has to come.
func (s *run) write(d desk, path string, in any, head map[string]string, act string) (answer, error) {
	raw, err := json.Marshal(in)
	if err != nil {
		return answer{}, err
	}
	h := map[string]string{"Idempotency-Key": fmt.Sprintf("%x-%x", s.r.Uint64(), s.r.Uint64())}
	for k, x := range head {
		h[k] = x
	}
	s.tried[act]++
	a, err := s.send(d, "POST", path, h, raw, act)
	if err != nil {
		return a, err
	}
	if a.code >= 300 {
		s.refused[act+" "+strconv.Itoa(a.code)+" "+a.problem]++
		return a, nil
	}
	s.accepted[act]++
	s.writes++
	if s.r.IntN(12) == 0 {
		s.dirty["repeated key"]++
		again, err := s.send(d, "POST", path, h, raw, act+", repeated key")
		if err != nil {
			return a, err
		}
		if again.code != a.code || string(again.body) != string(a.body) {
			s.wrong[fmt.Sprintf("%s: a repeated key answers %d %s", act, again.code, again.problem)]++
		}
	}
	return a, nil
}

func clip(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most])
}
