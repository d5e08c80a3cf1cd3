package diary

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"hemu/internal/calendar"
)

func at(text string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", text, calendar.Shanghai)
	if err != nil {
		panic(err)
	}
	return t
}

func TestHours(t *testing.T) {
	days := calendar.Official()
	year := calendar.New(days)
	for _, one := range []struct {
		from    string
		minutes int
		holds   bool
	}{
		{"2026-03-10 09:00", 60, true},  // a Tuesday
		{"2026-03-10 08:00", 60, false}, // begins early
		{"2026-03-10 17:00", 30, true},
		{"2026-03-10 17:00", 31, false},
		{"2026-03-14 09:00", 60, false}, // a Saturday
		{"2026-02-28 09:00", 60, true},  // a Saturday worked for the spring festival
		{"2026-02-17 09:00", 60, false}, // the festival
		{"2026-03-10 23:30", 60, false}, // ends on another day
	} {
		if got := UsualHours.Holds(Lasting(at(one.from), one.minutes), year); got != one.holds {
			t.Errorf("%s for %d minutes: %v", one.from, one.minutes, got)
		}
	}
	all := Hours{Days: 127, Until: 24 * 60}
	if !all.Holds(Lasting(at("2026-03-10 23:00"), 60), year) {
		t.Error("the last hour of a day is no hour")
	}
}

// TestFree: whatever is proposed fits, overlaps nothing, and nothing earlier would do.
func TestFree(t *testing.T) {
	begin := at("2026-03-10 08:10")
	rapid.Check(t, func(rt *rapid.T) {
		var taken []Span
		for range rapid.IntRange(0, 30).Draw(rt, "taken") {
			from := begin.Add(time.Duration(rapid.IntRange(-120, 5000).Draw(rt, "from")) * time.Minute)
			taken = append(taken, Lasting(from, rapid.IntRange(5, 400).Draw(rt, "minutes")))
		}
		minutes := rapid.IntRange(5, 300).Draw(rt, "wanted")
		fits := func(s Span) bool { return UsualHours.Holds(s, calendar.Calendar{}) }
		free := Free(begin, minutes, 3, taken, fits)
		for i := begin.Truncate(step).Add(step); len(free) > 0 && i.Before(free[len(free)-1]); i = i.Add(step) {
			s := Lasting(i, minutes)
			good := fits(s)
			for _, other := range taken {
				good = good && (!other.From.Before(s.Until) || !s.From.Before(other.Until))
			}
			proposed := false
			for _, f := range free {
				proposed = proposed || f.Equal(i)
			}
			if good != proposed {
				rt.Fatalf("%v: free %v, proposed %v", i, good, proposed)
			}
		}
	})
}

// unfold reads a calendar back: lines put together again, names apart from values,
// texts without their escapes.
func unfold(t interface{ Fatalf(string, ...any) }, raw []byte) (lines [][2]string) {
	if !bytes.HasSuffix(raw, []byte("\r\n")) || bytes.Contains(bytes.ReplaceAll(raw, []byte("\r\n"), nil), []byte("\n")) {
		t.Fatalf("a line does not end with CR LF: %q", raw)
	}
	for _, line := range strings.Split(strings.TrimSuffix(string(raw), "\r\n"), "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) {
			t.Fatalf("line of %d bytes, or a character cut: %q", len(line), line)
		}
		if rest, more := strings.CutPrefix(line, " "); more {
			lines[len(lines)-1][1] += rest
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			t.Fatalf("no property: %q", line)
		}
		lines = append(lines, [2]string{name, value})
	}
	return lines
}

func plain(value string) string {
	var b strings.Builder
	for i := 0; i < len(value); i++ {
		if value[i] == '\\' && i+1 < len(value) {
			i++
			if value[i] == 'n' {
				b.WriteByte('\n')
				continue
			}
		}
		b.WriteByte(value[i])
	}
	return b.String()
}

func TestCalendarReadsBack(t *testing.T) {
	now := at("2026-03-10 09:00")
	rapid.Check(t, func(rt *rapid.T) {
		words := rapid.StringOfN(rapid.SampledFrom([]rune("调解会室甲乙a,;:\\\"\n 🙂")), 0, 90, -1)
		e := Event{
			UID: rapid.StringMatching(`[a-z0-9-]{1,40}@hemu`).Draw(rt, "uid"), Span: Lasting(now, rapid.IntRange(5, 600).Draw(rt, "minutes")),
			Summary: words.Draw(rt, "summary"), Location: words.Draw(rt, "location"), Sequence: rapid.IntRange(0, 9).Draw(rt, "sequence"), Cancelled: rapid.Bool().Draw(rt, "cancelled"),
		}
		got := map[string]string{}
		depth := ""
		for _, line := range unfold(rt, Calendar("日历", []Event{e}, now)) {
			switch line[0] {
			case "BEGIN":
				depth += "/" + line[1]
			case "END":
				depth = strings.TrimSuffix(depth, "/"+line[1])
			default:
				got[depth+" "+line[0]] = line[1]
			}
		}
		status := "CONFIRMED"
		if e.Cancelled {
			status = "CANCELLED"
		}
		for name, want := range map[string]string{
			"UID": e.UID, "SUMMARY": e.Summary, "LOCATION": e.Location, "STATUS": status, "SEQUENCE": string(rune('0' + e.Sequence)),
			"DTSTART": "20260310T010000Z", "DTEND": e.Span.Until.UTC().Format("20060102T150405Z"), "DTSTAMP": "20260310T010000Z",
		} {
			if plain(got["/VCALENDAR/VEVENT "+name]) != want {
				rt.Fatalf("%s is %q, want %q", name, got["/VCALENDAR/VEVENT "+name], want)
			}
		}
		if depth != "" || got["/VCALENDAR VERSION"] != "2.0" || got["/VCALENDAR PRODID"] == "" {
			rt.Fatalf("no calendar: %v %v", depth, got)
		}
	})
}
