package house

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"io/fs"
	"net/http"
	"net/url"
	"os/exec"
	"slices"
	"strings"
	"sync"

	"hemu/internal/blob"
	"hemu/internal/casework"
	"hemu/internal/export"
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
	w.count(surface+": given", want, res.StatusCode == http.StatusOK, p, d, fmt.Sprintf("%s: %d %.100q", when, res.StatusCode, raw))
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
		whole, parts := w.whole(raw)
		w.count("concealed: whole file of a paper", false, w.tells(d, fmt.Sprint(res.Header)+whole) || parts < 3, p, d, when+of)
	}
	if _, asked := w.nones["pdf"+p.id+when]; asked {
		return // one for each reader: pages take their time
	}
	w.nones["pdf"+p.id+when] = ""
	for _, of := range []string{"slips/" + d.slip, "forms/rights_notice"} {
		if res, raw := w.do(p, "GET", "/api/cases/"+d.id+"/"+of+".pdf", nil, nil); res.StatusCode == http.StatusOK {
			w.count("concealed: PDF", false, w.tells(d, fmt.Sprint(res.Header)+raw+w.piped(raw, "pdftotext", "-", "-")+w.piped(raw, "pdfinfo", "-")), p, d, when+of)
		}
	}
}

// askTables takes every column there is out of the house, and reads the whole table: the
// name of somebody hidden stands in it for those who know, and telephones for nobody.
func (w *county) askTables(p *person, when string) {
	w.t.Helper()
	if p.gone {
		return
	}
	for _, format := range []string{"csv", "xlsx"} {
		res, raw := w.do(p, "POST", "/api/exports", map[string]any{"format": format, "columns": export.Columns(), "reason": "送达开会通知"}, nil)
		var asked struct{ ID string }
		if err := json.Unmarshal([]byte(raw), &asked); err != nil || res.StatusCode != http.StatusOK {
			w.t.Fatal(res.StatusCode, raw)
		}
		w.must(w.house.Exports.Make(w.t.Context(), asked.ID))
		if res, raw = w.do(p, "GET", "/api/exports/"+asked.ID+"/file", nil, nil); res.StatusCode != http.StatusOK {
			w.t.Fatal(res.StatusCode, raw)
		}
		if format == "xlsx" {
			raw, _ = w.whole(raw)
		}
		for _, d := range w.cases {
			w.count("table with names, "+format, w.sees(p, d) && w.knows(p, d), strings.Contains(raw, d.party), p, d, when)
			if told := fmt.Sprint(res.Header); strings.Contains(raw, d.phone) || w.tells(d, told) {
				w.t.Errorf("a table tells of %s: %s", d.no, told)
			}
		}
	}
}

// tells reports whether a text names the applicant of a case, as it is or in an address.
func (w *county) tells(d *dispute, text string) bool {
	return strings.Contains(text, d.party) || strings.Contains(text, url.PathEscape(d.party)) || strings.Contains(text, d.phone)
}

// whole is every part of an archive with its name, and how many there are.
func (w *county) whole(archive string) (string, int) {
	w.t.Helper()
	file, err := zip.NewReader(strings.NewReader(archive), int64(len(archive)))
	w.must(err)
	var out strings.Builder
	for _, part := range file.File {
		body, err := fs.ReadFile(file, part.Name)
		w.must(err)
		out.WriteString(part.Name + string(body))
	}
	return out.String(), len(file.File)
}

// piped is what a tool of poppler reads in a PDF; nothing where there is none.
func (w *county) piped(raw, tool string, args ...string) string {
	w.t.Helper()
	at, err := exec.LookPath(tool)
	if err != nil {
		return ""
	}
	cmd := exec.CommandContext(w.t.Context(), at, args...)
	cmd.Stdin = strings.NewReader(raw)
	out, err := cmd.Output()
	w.must(err)
	return string(out)
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
