package httpapi_test

import (
	"encoding/json"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"hemu/internal/httpapi"
	"hemu/internal/identity"
	"hemu/internal/sqldb"
)

// fuzzTown is a house with something of each kind in it, and with one confidential
// case, a draft and a calendar address of li's that none of its people may see.
type fuzzTown struct {
	*house
	people   []*session
	ids      map[string][]string // what may stand in the place of a placeholder, by operations that have it
	canaries []string            // what no answer to its people may hold
}

// kept are what the canaries stand in: words nobody else writes.
const (
	canaryTitle, canaryName, canaryFacts, canaryPhone = "椋鸟渠畔之争", "鹮某某", "鹮家与鹬家为椋鸟渠相争", "13911223344"
	canaryFile, canaryDraft                           = "鹬家的字据", "鹮家的草稿"
)

func newFuzzTown(t testing.TB, h *house) *fuzzTown {
	t.Helper()
	wang, zhao, li, sys := h.as("wang"), h.as("zhao"), h.as("li"), h.as("sys")
	town := &fuzzTown{house: h, people: []*session{wang, zhao, h.as("chief"), h.as("desk"), sys, h.as("sec"), h.as("aud"), {house: h}}}
	begun := wang.register()
	at := "/api/cases/" + begun.ID
	wang.attach(at, 1, "a.txt", "纸条")
	ask[httpapi.DoneOut](wang, "POST", at+"/accept", map[string]any{}, map[string]string{"If-Match": `"2"`})
	zhaos := ask[httpapi.BegunOut](zhao, "POST", "/api/cases", disputeOf(h, "乙村的事", "孙某", "", "370285001002"), nil)
	secret := ask[httpapi.BegunOut](li, "POST", "/api/cases", disputeOf(h, canaryTitle, canaryName, canaryPhone, "370285001"), nil)
	li.attach("/api/cases/"+secret.ID, 1, canaryFile+".txt", canaryFile)
	head, err := h.server.Identity.Bootstrap(t.Context(), identity.NewUser{Username: "head-user", Name: "负责人"}, password, false)
	must(t, err)
	_, err = h.server.Identity.Grant(t.Context(), identity.By{}, identity.Grant{UserID: head.ID, OrgID: h.units["town"], Role: "head"})
	must(t, err)
	ask[httpapi.DoneOut](h.as("head"), "POST", "/api/cases/"+secret.ID+"/confide", map[string]any{"on": true, "named": []string{h.userID("li")}}, map[string]string{"If-Match": `"2"`})
	feeds := []string{}
	for i, s := range []*session{wang, zhao, li} {
		s.leave(i)
		feeds = append(feeds, strings.TrimPrefix(ask[httpapi.FeedOut](s, "POST", "/api/me/feeds", map[string]any{"unit": i == 2}, nil).Address, "/api/feeds/"))
	}
	ask[any](sys, "POST", "/api/orgs/"+h.units["a"]+"/members", httpapi.MemberOut{Name: "钱某", Sex: "2", Functions: []string{"mediator"}, Origin: "elected"}, nil)
	ask[any](h.as("chief"), "POST", "/api/rooms", httpapi.RoomOut{Org: h.units["bureau"], Name: "一号", Seats: 8}, nil)
	town.canaries = []string{canaryTitle, canaryName, canaryFacts, canaryPhone, canaryFile, canaryDraft, secret.No, secret.TrackingCode, strings.TrimSuffix(feeds[2], ".ics")}
	town.ids = town.known([]string{begun.ID, zhaos.ID, secret.ID}, append(feeds[:2:2], "x.ics"))
	for _, c := range []struct{ id, by string }{{begun.ID, "wang"}, {secret.ID, "li"}} {
		town.learnCase(h.as(c.by), c.id)
	}
	return town
}

func disputeOf(h *house, title, name, phone, region string) map[string]any {
	return map[string]any{"title": title, "facts": canaryFactsIf(title), "cause": h.as("wang").anyCause(), "channel": "visit", "region": region, "parties": []map[string]any{
		{"role": "applicant", "kind": "person", "name": name, "phone": phone}, {"role": "respondent", "kind": "person", "name": name + "的邻居"},
	}}
}

func canaryFactsIf(title string) string {
	if title == canaryTitle {
		return canaryFacts
	}
	return "相邻通行"
}

func (h *house) userID(name string) (id string) {
	must(h.t, h.server.DB.Read(h.t.Context(), func(tx *sqldb.Tx) (err error) {
		id, err = sqldb.One(h.t.Context(), tx, sqldb.Scalar[string], `SELECT id FROM identity_user WHERE username = $1`, name+"-user")
		return err
	}))
	return id
}

// attach puts a file to a case that stands at a version.
func (s *session) attach(at string, version int, name, content string) {
	s.t.Helper()
	_, raw := s.upload("/api/files", name, []byte(content))
	var kept httpapi.FileOut
	must(s.t, json.Unmarshal([]byte(raw), &kept))
	file := map[string]any{"digest": kept.Digest, "name": name, "type": kept.Type, "size": kept.Size, "kind": "other"}
	ask[httpapi.DoneOut](s, "POST", at+"/attach_file", map[string]any{"file": file}, map[string]string{"If-Match": `"` + string(rune('0'+version)) + `"`})
}

// leave has somebody leave one of each kind of their own.
func (s *session) leave(i int) {
	s.t.Helper()
	id := "0192f000-0000-7000-8000-00000000000" + string(rune('1'+i))
	ask[any](s, "PUT", "/api/drafts/"+id, map[string]any{"kind": "register", "payload": map[string]string{"title": map[bool]string{true: canaryDraft, false: "草稿"}[i == 2]}}, nil)
	ask[any](s, "PUT", "/api/uploads/"+id, map[string]any{"name": "大.txt", "size": 9}, nil)
	ask[any](s, "POST", "/api/views", map[string]any{"name": "常用", "address": "?", "reach": "own"}, nil)
	s.export(map[string]any{})
}

// known are the ids of the running instance, of everybody, by the beginning of the
// address they stand in.
func (h *house) known(cases, feeds []string) map[string][]string {
	h.t.Helper()
	out := map[string][]string{
		"/api/cases/{id}": cases, "/api/feeds/{file}": feeds, "/api/calendar/{year}": {"2026", "2007", "99999", "-1", "0"}, "/api/diary/days/{file}": {"2026-03-02.pdf", "2026-02-30.docx", "2026-03-02.docx"},
		"/api/ledger/streams/{stream}": {"case:" + cases[0], "case:" + cases[2], "codes", "org"}, "/api/lists/{list}/items/{code}": {"0301", "x"},
		"/api/cases/{id}/forms/{file}": {"rights_notice.docx", "receipt.pdf", "record.pdf", "x.docx", "rights_notice.exe"},
	}
	for at, query := range map[string]string{
		"/api/users/{id}": `SELECT id FROM identity_user`, "/api/orgs/{id}": `SELECT id FROM org_unit`, "/api/members/{id}": `SELECT id FROM org_member`, "/api/posts/{id}": `SELECT id FROM identity_post`,
		"/api/rooms/{id}": `SELECT id FROM diary_room`, "/api/me/feeds/{id}": `SELECT id FROM diary_feed`, "/api/me/sessions/{id}": `SELECT id FROM identity_session`, "/api/drafts/{id}": `SELECT id FROM casework_draft`,
		"/api/views/{id}": `SELECT id FROM views_saved`, "/api/exports/{id}": `SELECT id FROM export_job`, "/api/uploads/{id}": `SELECT id FROM blob_upload`, "/api/lists/{id}": `SELECT id FROM codes_list`,
		"/api/lists/{list}": `SELECT id FROM codes_list`, "/api/hours/{user}": `SELECT id FROM identity_user`, "/api/ledger/proof/{id}": `SELECT id FROM ledger_entry ORDER BY pos`, "/api/ledger/streams/{stream}": `SELECT DISTINCT stream FROM ledger_entry`,
	} {
		must(h.t, h.server.DB.Read(h.t.Context(), func(tx *sqldb.Tx) error {
			ids, err := sqldb.All(h.t.Context(), tx, sqldb.Scalar[string], query)
			out[at] = append(out[at], ids...)
			return err
		}))
	}
	return out
}

// learnCase adds the ids within a case.
func (t *fuzzTown) learnCase(s *session, id string) {
	view := ask[httpapi.ViewOut](s, "GET", "/api/cases/"+id, nil, nil)
	for _, k := range view.Clocks {
		t.ids["/api/cases/{id}/clocks/{clock}"] = append(t.ids["/api/cases/{id}/clocks/{clock}"], k.ID)
	}
	for _, f := range view.Files {
		t.ids["/api/cases/{id}/files/{file}"] = append(t.ids["/api/cases/{id}/files/{file}"], f.ID)
	}
	for _, f := range view.Slips {
		t.ids["/api/cases/{id}/slips/{file}"] = append(t.ids["/api/cases/{id}/slips/{file}"], f.ID+".pdf", f.ID+".docx")
	}
}

var placeholderIn = regexp.MustCompile(`\{[a-z]+\}`)

// pathFor fills the placeholders of an operation, each by eight bits of picks: with an
// id that may stand there, mostly; with one of something else; or with garbage.
func (t *fuzzTown) pathFor(op *huma.Operation, picks uint32, garbage string) string {
	done, rest := "", op.Path
	for at := ""; ; picks >>= 8 {
		loc := placeholderIn.FindStringIndex(rest)
		if loc == nil {
			return done + rest
		}
		at += rest[:loc[1]]
		done, rest = done+rest[:loc[0]]+url.PathEscape(t.pick(at, byte(picks), garbage)), rest[loc[1]:]
	}
}

func (t *fuzzTown) pick(at string, b byte, garbage string) string {
	own, way := t.ids[at], int(b>>5)
	switch {
	case way == 7 || len(own) == 0 && way > 3:
		return garbage
	case way == 6 || len(own) == 0:
		all := t.ids["/api/cases/{id}"]
		for _, other := range []string{"/api/users/{id}", "/api/orgs/{id}", "/api/exports/{id}", "/api/drafts/{id}", "/api/cases/{id}/files/{file}"} {
			all = append(all[:len(all):len(all)], t.ids[other]...)
		}
		return all[int(b&31)%len(all)]
	}
	return own[int(b&127)%len(own)]
}
