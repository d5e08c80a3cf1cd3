package diary

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Event is a session as a calendar program shows it. It holds nothing of the parties.
type Event struct {
	UID       string // the same for as long as the session is on record
	Span      Span
	Summary   string
	Location  string
	Sequence  int // greater with every change
	Cancelled bool
	Changed   time.Time // zero for one that never changed
}

// Calendar writes events as RFC 5545 has it: instants in UTC, which every program
// shows in its own zone; lines ended with CR LF and folded at 75 bytes.
func Calendar(name string, events []Event, now time.Time) []byte {
	var b strings.Builder
	line := func(property, value string) { fold(&b, property+":"+value) }
	line("BEGIN", "VCALENDAR")
	line("VERSION", "2.0")
	line("PRODID", "-//Hemu//Sessions//ZH")
	line("CALSCALE", "GREGORIAN")
	line("METHOD", "PUBLISH")
	line("NAME", text(name)) // RFC 7986 5.1
	line("X-WR-CALNAME", text(name))
	line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H") // RFC 7986 5.7
	for _, e := range events {
		changed := e.Changed
		if changed.IsZero() {
			changed = now
		}
		line("BEGIN", "VEVENT")
		line("UID", text(e.UID))
		line("DTSTAMP", instant(changed))
		line("DTSTART", instant(e.Span.From))
		line("DTEND", instant(e.Span.Until))
		line("SEQUENCE", strconv.Itoa(e.Sequence))
		if e.Cancelled {
			line("STATUS", "CANCELLED")
		} else {
			line("STATUS", "CONFIRMED")
		}
		line("CLASS", "PRIVATE")
		line("SUMMARY", text(e.Summary))
		if e.Location != "" {
			line("LOCATION", text(e.Location))
		}
		line("END", "VEVENT")
	}
	line("END", "VCALENDAR")
	return []byte(b.String())
}

func instant(t time.Time) string { return t.UTC().Format("20060102T150405Z") }

// escapes are those of a TEXT value (RFC 5545 3.3.11).
var escapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`)

// text is a TEXT value. Control characters have no place in one.
func text(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' || r == 0x7f {
			return -1
		}
		return r
	}, escapes.Replace(s))
}

// most is the longest line in bytes, its end not counted (RFC 5545 3.1).
const most = 75

// fold writes a line, in pieces that begin with a blank after the first; no character
// is cut in two.
func fold(b *strings.Builder, line string) {
	room := most
	for len(line) > room {
		cut := room
		for !utf8.RuneStart(line[cut]) {
			cut--
		}
		b.WriteString(line[:cut] + "\r\n ")
		line, room = line[cut:], most-1
	}
	b.WriteString(line + "\r\n")
}
