package httpapi_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"hemu/internal/httpapi"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// TestDiary plans a session in a room of a unit above, moves it and calls it off, and
// reads it as a calendar program does, which knows nothing but the address.
func TestDiary(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		h := newHouse(t, db, clock)
		wang, chief := h.as("wang"), h.as("chief")
		in := map[string]any{"id": "", "org": "", "name": "联合调解室", "place": "三楼", "seats": 20, "accessible": true, "retired": false, "version": 0}
		wang.refused(403, "access.no_right", "POST", "/api/rooms", in, nil)
		room := ask[httpapi.RoomOut](chief, "POST", "/api/rooms", in, nil)
		chief.refused(422, "diary.room_twice", "POST", "/api/rooms", in, nil)
		if rooms := ask[struct{ Items []httpapi.RoomOut }](wang, "GET", "/api/rooms", nil, nil); len(rooms.Items) != 1 || rooms.Items[0] != room {
			t.Errorf("a village may use %+v", rooms)
		}

		begun := wang.register()
		at, version := "/api/cases/"+begun.ID, begun.Version
		do := func(act string, body map[string]any) {
			t.Helper()
			done := ask[httpapi.DoneOut](wang, "POST", at+"/"+act, body, map[string]string{"If-Match": fmt.Sprintf("%q", fmt.Sprint(version))})
			version = done.Version
		}
		do("accept", map[string]any{})
		do("assign", map[string]any{"lead": h.units["a"], "goal": "", "leader": ""})
		view := ask[httpapi.ViewOut](wang, "GET", at, nil, nil)
		begins := clock.Now().Add(22 * time.Hour)
		do("plan_session", map[string]any{
			"kind": "ordinary", "at": begins, "place": "", "room": room.ID, "mediators": []string{"wang"}, "invited": []string{view.Parties[0].ID},
		})
		made := ask[httpapi.FeedOut](wang, "POST", "/api/me/feeds", map[string]bool{"unit": false}, nil)
		feed := func() string {
			t.Helper()
			stranger := &session{house: h}
			res, body := stranger.do("GET", made.Address, nil, nil)
			if res.StatusCode != 200 || !strings.HasPrefix(res.Header.Get("Content-Type"), "text/calendar") || res.Header.Get("Cache-Control") != "no-store" {
				t.Fatal(res.StatusCode, res.Header, body)
			}
			return strings.ReplaceAll(body, "\r\n ", "")
		}
		has := func(what string, all ...string) {
			t.Helper()
			got := feed()
			for _, one := range all {
				if !strings.Contains(got, one) {
					t.Errorf("%s: no %q in %s", what, one, got)
				}
			}
			for _, secret := range []string{"王玥", "李喆", "排水", "138"} {
				if strings.Contains(got, secret) {
					t.Errorf("%s: the calendar tells %s", what, secret)
				}
			}
		}
		view = ask[httpapi.ViewOut](wang, "GET", at, nil, nil)
		id := view.Sessions[0].ID
		has("planned", "UID:"+id+"@hemu\r\n", "SUMMARY:调解会 "+view.Case.No, "LOCATION:联合调解室", "SEQUENCE:0", "DTSTART:20260303T020000Z", "DTEND:20260303T030000Z")
		do("move_session", map[string]any{"session": id, "at": begins.Add(24 * time.Hour), "reason": "当事人请求"})
		has("moved", "UID:"+id+"@hemu\r\n", "SEQUENCE:1", "DTSTART:20260304T020000Z", "STATUS:CONFIRMED")

		onPaper(t, wang, at)

		// Away then: the diary says that somebody else is needed.
		me := ask[httpapi.SessionOut](wang, "GET", "/api/session", nil, nil).User.ID
		away := map[string]any{"id": "", "kind": "person", "subject": me, "from": begins.Add(20 * time.Hour), "until": begins.Add(30 * time.Hour)}
		h.as("zhao").refused(403, "diary.not_yours", "POST", "/api/blocks", away, nil)
		block := ask[httpapi.BlockOut](wang, "POST", "/api/blocks", away, nil)
		span := url.Values{"from": {begins.Format(time.RFC3339)}, "until": {begins.AddDate(0, 0, 7).Format(time.RFC3339)}}.Encode()
		agenda := ask[httpapi.AgendaOut](wang, "GET", "/api/diary?whose=unit&"+span, nil, nil)
		if len(agenda.Items) != 1 || fmt.Sprint(agenda.Items[0].Away) != "[wang]" || !agenda.Items[0].Moved || agenda.Items[0].Room != room.ID {
			t.Errorf("agenda %+v", agenda)
		}
		if unit := ask[httpapi.DiaryUnitOut](wang, "GET", "/api/diary/unit?"+span, nil, nil); len(unit.Blocks) != 1 || len(unit.People) != 1 || unit.People[0].Hours.From != 510 {
			t.Errorf("unit %+v", unit)
		}
		ask[struct{}](wang, "PUT", "/api/hours/"+me, map[string]any{"days": []int{1, 6}, "from": 540, "until": 600}, nil)
		wang.refused(422, "diary.hours", "PUT", "/api/hours/"+me, map[string]any{"days": []int{}, "from": 540, "until": 600}, nil)
		ask[struct{}](wang, "DELETE", "/api/blocks/"+block.ID, nil, nil)

		do("cancel_session", map[string]any{"session": id, "reason": "撤回"})
		has("called off", "SEQUENCE:2", "STATUS:CANCELLED")
		ask[struct{}](wang, "DELETE", "/api/me/feeds/"+made.ID, nil, nil)
		(&session{house: h}).refused(404, "diary.feed_not_found", "GET", made.Address, nil, nil)
	})
}

// onPaper: the parties are called to the session by a notice each time it is planned,
// the first is void; and the sessions of a day are printed.
func onPaper(t *testing.T, wang *session, at string) {
	t.Helper()
	var notices []string
	for _, s := range ask[httpapi.ViewOut](wang, "GET", at, nil, nil).Slips {
		if s.Kind == "session_notice" {
			notices = append(notices, fmt.Sprint(s.No, s.Void, s.ReplacedBy))
			if res, _ := wang.do("GET", at+"/slips/"+s.ID+".docx", nil, nil); res.StatusCode != 200 {
				t.Errorf("notice %s: %d", s.No, res.StatusCode)
			}
		}
	}
	if len(notices) != 2 || !strings.Contains(notices[0], "true") || !strings.HasPrefix(notices[1], strings.Split(notices[0], "true")[1]+"false") {
		t.Errorf("notices %q", notices)
	}
	for day, want := range map[string]int{"2026-03-04.docx": 200, "2026-02-30.docx": 422, "2026-03-04.txt": 404, "2026-03-04.docx?whose=subtree": 200} {
		if res, raw := wang.do("GET", "/api/diary/days/"+day, nil, nil); res.StatusCode != want || want == 200 && !strings.HasPrefix(raw, "PK") {
			t.Errorf("the list of %s: %d", day, res.StatusCode)
		}
	}
}
