package blob

import (
	"context"
	"errors"
	"strings"
	"testing"

	"hemu/internal/fault"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// TestLimitsByKind: a file is refused by its name before it is sent, by what it is when
// it has come, and a limit that is changed holds at once. The refusal names the limit.
func TestLimitsByKind(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		in := newIntake(t, db)
		limits := Limits{Photo: 1 << 20, Document: 2 << 20, Recording: 3 << 20}
		in.Limits = func(context.Context, *sqldb.Tx) (Limits, error) { return limits, nil }
		max := func(err error) any {
			f, ok := errors.AsType[*fault.Error](err)
			if !errors.Is(err, ErrTooLarge) || !ok {
				return err
			}
			return f.Args["max"]
		}
		begin := func(name string, size int64) any {
			_, err := in.Begin(t.Context(), "li", newSender(t, in, "li", "").id, Announced{Name: name, Size: size})
			return max(err)
		}
		for name, limit := range map[string]int64{"a.JPG": 1, "b.heic": 1, "c.pdf": 2, "d.txt": 2, "e.mp4": 3, "f.M4A": 3, "no ending": 3, "x.unknown": 3} {
			if got := begin(name, limit<<20); got != nil {
				t.Errorf("%s that just fits: %v", name, got)
			}
			if got := begin(name, limit<<20+1); got != limit {
				t.Errorf("%s above %d: %v", name, limit, got)
			}
		}
		// Called a video, and a text.
		text := strings.Repeat("a", 2<<20+1)
		s := newSender(t, in, "wu", text)
		if _, err := in.Begin(t.Context(), "wu", s.id, Announced{Name: "a.mp4", Size: int64(len(text))}); err != nil {
			t.Fatal(err)
		}
		for from := 0; from < len(text); from += MaxPart {
			s.part(from, min(len(text), from+MaxPart))
		}
		if _, err := s.finish(); max(err) != int64(2) {
			t.Errorf("a text called a video: %v", err)
		}
		limits.Document = 3 << 20
		if _, err := in.Begin(t.Context(), "wu", s.id, Announced{Name: "a.txt", Size: int64(len(text))}); err != nil {
			t.Errorf("after the limit was raised: %v", err)
		}
		// Lowered while a file is on its way: it is too large, and not garbled.
		s = newSender(t, in, "wu", strings.Repeat("b", 2<<20))
		s.mustBegin()
		s.part(0, MaxPart)
		s.part(MaxPart, 2*MaxPart)
		limits = Even(1 << 20)
		if _, err := s.finish(); max(err) != int64(1) {
			t.Errorf("after the limit was lowered: %v", err)
		}
		if _, err := in.Store.put(t.Context(), strings.NewReader(text), limits.Within(1<<20), false); max(err) != int64(1) {
			t.Errorf("in one piece: %v", err)
		}
	})
}
