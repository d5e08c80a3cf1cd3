package house

import (
	"archive/zip"
	"bytes"
	"fmt"
	"image"
	"image/png"
	"io/fs"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"

	"hemu/internal/blob"
	"hemu/internal/casework"
	"hemu/internal/sqldb"
)

// hung are what a case holds beside its words.
type hung struct{ text, photo, request string }

// hang puts a text and a photo on a case, and answers somebody who asks for what it holds about them.
func (w *county) hang(i int, d *dispute) {
	w.t.Helper()
	head := w.headOf(d.sealed.at)
	var photo bytes.Buffer
	w.must(png.Encode(&photo, image.NewGray(image.Rect(0, 0, 8+i, 8))))
	for name, kept := range map[string]string{"说明.txt": fmt.Sprintf("附言%c", rune('万'+i*37)), "照片.png": photo.String()} {
		f, err := w.house.Intake.Take(w.t.Context(), head.id, name, strings.NewReader(kept), blob.Even(1<<20))
		w.must(err)
		w.act(head, d, casework.AttachFile{File: casework.FileInput{Digest: string(f.Digest), Name: name, Kind: "evidence"}})
	}
	w.act(head, d, casework.AskData{Kind: "copy", Party: d.sealed.party, Identity: "paper", Text: "要一份"})
	var c casework.Case
	w.must(w.house.DB.Read(w.t.Context(), func(tx *sqldb.Tx) (err error) {
		c, err = casework.Load(w.t.Context(), tx, casework.ID(d.id))
		return err
	}))
	d.hung.request = c.Requests[0].ID
	w.act(head, d, casework.AnswerData{Request: d.hung.request, Decision: "granted"})
	for _, f := range c.Files {
		if f.Name == "说明.txt" {
			d.hung.text = f.ID
		} else {
			d.hung.photo = f.ID
		}
	}
}

// tellers are the roles that may have numbers shown, where their unit works on the case.
var tellers = []string{"mediator", "head", "receptionist", "liaison_officer", "dispatcher"}

// given is the oracle of what a case gives to who may open it: files only to who knows
// whoever is hidden in it, numbers and copies only to who works on it besides. clear
// is false where it does not know in which post somebody acts.
func (w *county) given(p *person, d *dispute, surface string) (want, clear bool) {
	w.t.Helper()
	switch surface {
	case "file", "file preview", "file text":
		return w.knows(p, d), true
	case "own data", "reveal":
		first := p.posts[0]
		return w.knows(p, d) && slices.Contains(tellers, first.role) && d.works[first.unit], !p.moved && !w.units[first.unit].closed
	}
	return false, false
}

// askGiven holds what somebody got who may open a case against the oracle. A file they
// may not have answers as one that nobody ever hung on it.
func (w *county) askGiven(p *person, d *dispute, surface, path string, res *http.Response, raw, when string) {
	w.t.Helper()
	want, clear := w.given(p, d, surface)
	if !clear {
		return
	}
	w.count(surface+": given", want, res.StatusCode == http.StatusOK, p, d, fmt.Sprint(when, res.StatusCode, raw[:min(len(raw), 300)]))
	if want || !strings.HasPrefix(surface, "file") {
		return
	}
	none, told := w.do(p, "GET", strings.NewReplacer(d.hung.text, "none", d.hung.photo, "none").Replace(path), nil, nil)
	if got, want := answer(res, raw), answer(none, told); got != want {
		w.t.Errorf("%s: a file that is kept from somebody answers %s, one that is not there %s", surface, got, want)
	}
}

// askPapers reads every part of the papers of a case, what they say of themselves and
// the names they are saved under, as somebody who may not know who is hidden in it.
func (w *county) askPapers(p *person, d *dispute, when string) {
	w.t.Helper()
	for _, of := range []string{"slips/" + d.slip, "forms/rights_notice"} {
		res, raw := w.do(p, "GET", "/api/cases/"+d.id+"/"+of+".docx", nil, nil)
		if res.StatusCode != http.StatusOK {
			continue
		}
		file, err := zip.NewReader(strings.NewReader(raw), int64(len(raw)))
		w.must(err)
		whole, parts := fmt.Sprint(res.Header), 0
		for _, part := range file.File {
			body, err := fs.ReadFile(file, part.Name)
			w.must(err)
			whole, parts = whole+part.Name+string(body), parts+1
		}
		told := strings.Contains(whole, d.party) || strings.Contains(whole, url.PathEscape(d.party)) || strings.Contains(whole, d.phone)
		w.count("concealed: whole file of a paper", false, told || parts < 3, p, d, when+of)
	}
}

// statements are those that ran since the last look.
type statements struct {
	mu  sync.Mutex
	all []string
}

func (s *statements) note(query string, _ []any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.all = append(s.all, query)
}

func (s *statements) take() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := s.all
	s.all = nil
	return out
}

// askWork: a case that somebody may not see costs the database the statements that one
// nobody ever made does, so that the time of an answer has nothing to tell.
func (w *county) askWork(p *person, when string) {
	w.t.Helper()
	at := slices.IndexFunc(w.cases, func(d *dispute) bool { return !w.sees(p, d) })
	if p.gone || at < 0 {
		return
	}
	d := w.cases[at]
	for _, surface := range one {
		if surface.method != "GET" {
			continue
		}
		path := d.path(surface.path)
		var ran [2]string
		for range 2 { // what a session notes once a minute may fall between
			for i, path := range []string{strings.Replace(path, d.id, noCase, 1), path} {
				w.ran.take()
				w.do(p, surface.method, path, nil, nil)
				ran[i] = strings.Join(w.ran.take(), "\n")
			}
			if ran[0] == ran[1] {
				break
			}
		}
		w.count("statements: "+surface.name, false, ran[0] != ran[1] || ran[0] == "", p, d, when+"\n"+ran[0]+"\nbut\n"+ran[1])
	}
}

// path is an address with what belongs to the case put in.
func (d *dispute) path(of string) string {
	return strings.NewReplacer("{id}", d.id, "{clock}", d.clock, "{slip}", d.slip, "{text}", d.hung.text, "{photo}", d.hung.photo, "{request}", d.hung.request).Replace(of)
}
