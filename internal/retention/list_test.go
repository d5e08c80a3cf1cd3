package retention_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"hemu/internal/fault"
	"hemu/internal/retention"
)

func TestReadList(t *testing.T) {
	const whole = `{"numbers":{"org":"o","year":2026,"last":3}}
{"batch":{"id":"b","no":"（2026）桃匿字第1号"}} {"case":"c","certificate":"（2025）桃匿字第1号"}`
	if list, err := retention.ReadList(strings.NewReader(whole)); err != nil || len(list) != 3 {
		t.Fatalf("%d, %v", len(list), err)
	}
	for bad, entry := range map[string]int{
		whole + `{"batch":{"id`:                                4,
		`{"case":"c"}`:                                         1,
		whole + "\nnot a list":                                 4,
		`{"case":"c","certificate":"n"}{}`:                     2,
		`[{"case":"c","certificate":"n"}]`:                     1,
		`{"batch":{"id":"b"}}`:                                 1,
		`{"case":"c","numbers":{"org":"o","year":1,"last":3}}`: 1,
	} {
		list, err := retention.ReadList(strings.NewReader(bad))
		f, ok := errors.AsType[*fault.Error](err)
		if list != nil || !ok || f.Code != "retention.bad_list" || f.Args["entry"] != entry {
			t.Errorf("%s: %d, %v", bad, len(list), err)
		}
	}
}

// FuzzReadList: a list is refused, or is the same when it is written and read again.
func FuzzReadList(f *testing.F) {
	f.Add([]byte(`{"numbers":{"org":"o","year":2026,"last":3}}`))
	f.Add([]byte(`{"batch":{"id":"b","no":"n","items":[{"case":"c","outcome":"destroyed"}]}}`))
	f.Add([]byte("{\"case\":\"c\",\"certificate\":\"n\"}\n{"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		list, err := retention.ReadList(bytes.NewReader(raw))
		if err != nil {
			if _, ok := errors.AsType[*fault.Error](err); !ok || list != nil {
				t.Fatalf("%d, %v", len(list), err)
			}
			return
		}
		var first, second bytes.Buffer
		for _, l := range list {
			if err := json.NewEncoder(&first).Encode(l); err != nil {
				t.Skip() // an instant beyond the year 9999
			}
		}
		again, err := retention.ReadList(bytes.NewReader(first.Bytes()))
		for _, l := range again {
			_ = json.NewEncoder(&second).Encode(l)
		}
		if err != nil || first.String() != second.String() {
			t.Fatalf("%v: %s became %s", err, &first, &second)
		}
	})
}
