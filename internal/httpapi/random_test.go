package httpapi_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"hemu/internal/httpapi"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// TestNoRequestBreaksIt sends requests made from the contract, whole and spoilt in
// one place, to every operation, as several people. None may be answered with a
// failure of ours (5xx), and each answer must be as the contract says (apitest).
// HEMU_RANDOM sends more than the default on each engine; HEMU_SEED repeats a run.
func TestNoRequestBreaksIt(t *testing.T) {
	n, seed := numberOr(t, "HEMU_RANDOM", 1200), uint64(numberOr(t, "HEMU_SEED", int(rand.Uint32())))
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		h := newHouse(t, db, clock)
		m := maker{contract: httpapi.Describe(), rand: rand.New(rand.NewPCG(seed, 1)), cause: h.as("wang").anyCause(), version: map[string]string{}}
		for _, unit := range h.units {
			m.seen = append(m.seen, unit)
		}
		slices.Sort(m.seen)
		ops := m.operations()
		people := []*session{h.as("wang"), h.as("li"), h.as("chief"), h.as("desk"), h.as("sys"), h.as("sec"), h.as("aud"), {house: h}}
		for range 5 {
			m.cases = append(m.cases, people[0].register().ID)
			h.clock.Advance(time.Millisecond) // register's key is the time
		}
		answered := map[int]int{}
		for i := range n {
			s := people[m.rand.IntN(len(people))]
			op := ops[i%len(ops)]
			if op.OperationID == "signOut" || op.OperationID == "changePassword" || op.OperationID == "revokeSession" || op.OperationID == "revokeSessions" || op.OperationID == "disableUser" || op.OperationID == "endPost" || op.OperationID == "resetUser" {
				s = people[len(people)-1] // who does it would be gone for the rest of the run
			}
			method, path, body, header := m.request(op)
			res, answer := s.do(method, path, body, header)
			answered[res.StatusCode]++
			if res.StatusCode >= 500 {
				raw, _ := json.Marshal(body)
				t.Errorf("seed %d: %s %s %.600s %v: %d %.300s", seed, method, path, raw, header, res.StatusCode, answer)
			}
			if res.StatusCode < 300 {
				m.learn(path, answer)
			}
		}
		if answered[http.StatusOK] < n/20 || answered[http.StatusUnprocessableEntity] < n/20 {
			t.Errorf("the requests say little: %v", answered)
		}
		t.Logf("answers by status: %v", answered)
		if report, err := h.server.Cases.Check(t.Context()); err != nil || len(report.Totals) > 0 {
			t.Errorf("seed %d: what they left: %v, %v", seed, report.Totals, err)
		}
	})
}

func numberOr(t *testing.T, name string, usual int) int {
	t.Helper()
	if v := os.Getenv(name); v != "" {
		n, err := strconv.Atoi(v)
		must(t, err)
		return n
	}
	return usual
}

// maker makes requests from the contract.
type maker struct {
	contract *huma.OpenAPI
	rand     *rand.Rand
	cause    string
	seen     []string // ids that exist, from answers
	cases    []string
	version  map[string]string // of cases, as last answered
}

// named are operations that ask for bytes or for a long stream; they are tried elsewhere.
var elsewhere = []string{"upload", "sendPart", "importRegions", "importOrgs", "importUsers", "importDays", "verifyLedger"}

func (m *maker) operations() (out []*huma.Operation) {
	for _, item := range m.contract.Paths {
		for _, op := range []*huma.Operation{item.Get, item.Post, item.Put, item.Delete} {
			if op != nil && !slices.Contains(elsewhere, op.OperationID) {
				out = append(out, op)
			}
		}
	}
	slices.SortFunc(out, func(a, b *huma.Operation) int { return strings.Compare(a.OperationID, b.OperationID) })
	return out
}

func (m *maker) one(list []string) string { return list[m.rand.IntN(len(list))] }

func (m *maker) chance(percent int) bool { return m.rand.IntN(100) < percent }

func (m *maker) request(op *huma.Operation) (method, path string, body any, header map[string]string) {
	path, header = op.Path, map[string]string{"Idempotency-Key": m.one([]string{"", "k1", "k2", strconv.Itoa(m.rand.Int())})}
	query := url.Values{}
	for _, p := range op.Parameters {
		switch {
		case p.In == "path":
			id := m.id(p.Name)
			if p.Name == "id" && strings.HasPrefix(op.Path, "/api/cases/") && m.chance(85) {
				id = m.one(m.cases)
				header["If-Match"] = `"` + cmp.Or(m.version[id], "1") + `"`
			}
			path = strings.Replace(path, "{"+p.Name+"}", cmp.Or(url.PathEscape(id), "-"), 1)
		case p.In == "query" && m.chance(25):
			query.Set(p.Name, fmt.Sprint(m.value(p.Name, p.Schema, 0)))
		case p.In == "header" && p.Name == "If-Match" && m.chance(20):
			header[p.Name] = m.one([]string{`"1"`, `"1"`, `"2"`, `"3"`, `"-1"`, `*`, `W/"1"`, `1`, `"99999999999999999999"`})
		}
	}
	if len(query) > 0 {
		path += "?" + query.Encode()
	}
	if op.RequestBody != nil {
		body = m.value("", op.RequestBody.Content["application/json"].Schema, 0)
		if m.chance(40) {
			body = m.spoil(body)
		}
	}
	return op.Method, path, body, header
}

func (m *maker) id(name string) string {
	if name == "year" {
		return m.one([]string{"2026", "2007", "1", "99999", "x"})
	}
	if m.chance(85) && len(m.seen) > 0 {
		return m.one(m.seen)
	}
	return m.one(append(odd, "receipt.pdf", "x.docx", "dispute_cause"))
}

// odd are texts that programs stumble over.
var odd = []string{
	"", " ", "0", "-1", "1e309", "９９", "null", "true", "a\x00b", "\xff\xfe", "䶮", "\u202eabc", "😀", "'; DROP TABLE casework_case; --", "%", "_", `\`, `"`, "<script>",
	"2026-02-30", "2026-13-01", "9999-12-31", "0000-00-00", "13800138000", "11010519491231002X", "../../etc/passwd", "=1+1", strings.Repeat("长", 3000), "\u2028", "{{.}}", "a\r\nb: c",
}

func (m *maker) value(name string, s *huma.Schema, depth int) any {
	for s.Ref != "" {
		s = m.contract.Components.Schemas.SchemaFromRef(s.Ref)
	}
	switch {
	case len(s.Enum) > 0 && m.chance(95):
		return s.Enum[m.rand.IntN(len(s.Enum))]
	case len(s.Examples) > 0 && m.chance(60):
		return s.Examples[0]
	}
	switch s.Type {
	case huma.TypeObject:
		out := map[string]any{}
		for key, prop := range s.Properties {
			if depth < 5 && (slices.Contains(s.Required, key) || m.chance(40)) {
				out[key] = m.value(key, prop, depth+1)
			}
		}
		return out
	case huma.TypeArray:
		out := []any{}
		for range m.rand.IntN(3) {
			out = append(out, m.value(name, s.Items, depth+1))
		}
		return out
	case huma.TypeBoolean:
		return m.chance(50)
	case huma.TypeInteger, huma.TypeNumber:
		return []any{0, 1, 2, 15, 500, -1, 1 << 40}[m.rand.IntN(7)]
	case huma.TypeString:
		return m.text(name, s)
	}
	return nil
}

// text is what somebody might write into a field of that name.
func (m *maker) text(name string, s *huma.Schema) string {
	usual := map[string]string{
		"cause": m.cause, "region": "370285001001", "channel": "visit", "kind": m.one([]string{"person", "paper", "code", "other"}), "phone": "13800138000",
		"idNumber": "11010519491231002X", "on": "2026-06-01", "from": "2026-06-01", "at": "2026-06-05T09:00:00+08:00", "bornOn": "1990-02-01", "level": "ordinary",
	}
	switch {
	case m.chance(12):
		return m.one(odd)
	case usual[name] != "" && m.chance(80):
		return usual[name]
	case s.Format == "date-time":
		return "2026-06-05T09:00:00+08:00"
	case (strings.HasSuffix(name, "Id") || strings.HasSuffix(name, "Ids") || slices.Contains([]string{"id", "lead", "units", "party", "parties", "to", "handler", "org"}, name)) && len(m.seen) > 0:
		return m.one(m.seen)
	}
	return m.one([]string{"排水沟", "已商量好", "1", "yes", "visit", "applicant", "agreed"})
}

// spoil changes one thing somewhere in v.
func (m *maker) spoil(v any) any {
	switch v := v.(type) {
	case map[string]any:
		keys := make([]string, 0, len(v))
		for k := range v {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		if len(keys) == 0 || m.chance(15) {
			v[m.one(odd)] = m.one(odd)
			return v
		}
		k := m.one(keys)
		switch m.rand.IntN(5) {
		case 0:
			delete(v, k)
		case 1:
			v[k] = nil
		default:
			v[k] = m.spoil(v[k])
		}
		return v
	case []any:
		if len(v) > 0 && m.chance(70) {
			i := m.rand.IntN(len(v))
			v[i] = m.spoil(v[i])
			return v
		}
		return slices.Repeat([]any{m.one(odd)}, 300)
	}
	return []any{m.one(odd), -1, 1e300, []any{}, map[string]any{}, true, nil}[m.rand.IntN(7)]
}

// learn keeps the ids in an answer, so that later requests meet what exists.
func (m *maker) learn(path, answer string) {
	var v any
	if json.Unmarshal([]byte(answer), &v) != nil {
		return
	}
	m.idsIn(v)
	done, _ := v.(map[string]any)
	version, ok := done["version"].(float64)
	if parts := strings.Split(path, "/"); ok && len(parts) > 3 && parts[2] == "cases" {
		m.version[parts[3]] = strconv.Itoa(int(version))
	}
}

func (m *maker) idsIn(v any) {
	switch v := v.(type) {
	case map[string]any:
		for k, value := range v {
			if id, ok := value.(string); ok && (k == "id" || k == "orgId" || k == "userId" || k == "digest") {
				m.keep(id)
			}
			m.idsIn(value)
		}
	case []any:
		for _, item := range v {
			m.idsIn(item)
		}
	}
}

func (m *maker) keep(id string) {
	if id == "" || slices.Contains(m.seen, id) {
		return
	}
	if m.seen = append(m.seen, id); len(m.seen) > 60 {
		m.seen = slices.Delete(m.seen, 0, 1)
	}
}
