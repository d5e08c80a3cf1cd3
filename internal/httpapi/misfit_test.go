package httpapi

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"hemu/internal/message"
)

// said reads out of huma's own source everything it may say of a request, so that a
// newer one that says more is noticed here.
func said(t *testing.T) (all []string) {
	t.Helper()
	file, _ := runtime.FuncForPC(reflect.ValueOf(huma.Validate).Pointer()).FileLine(reflect.ValueOf(huma.Validate).Pointer())
	dir := filepath.Dir(file)
	keep := func(e ast.Expr) {
		ast.Inspect(e, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				text, _ := strconv.Unquote(lit.Value)
				all = append(all, text)
			}
			return true
		})
	}
	for _, name := range []string{"validation/messages.go", "validate.go", "huma.go"} {
		src, err := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, name), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(src, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ValueSpec:
				if name == "validation/messages.go" {
					keep(n.Values[0])
				}
			case *ast.CallExpr:
				sel, ok := n.Fun.(*ast.SelectorExpr)
				if !ok {
					break
				}
				last := n.Args[max(0, len(n.Args)-1):]
				switch of, _ := sel.X.(*ast.Ident); {
				case sel.Sel.Name == "Add" && len(n.Args) == 3:
					keepWhole(last[0], keep)
				case of != nil && of.Name == "errors" && sel.Sel.Name == "New":
					keepWhole(last[0], keep)
				}
			}
			return true
		})
	}
	slices.Sort(all)
	return slices.DeleteFunc(slices.Compact(all), func(s string) bool { return strings.TrimSpace(s) == "" })
}

// keepWhole keeps a text that is written out; one that is put together is kept with
// verbs in its gaps.
func keepWhole(e ast.Expr, keep func(ast.Expr)) {
	if sum, ok := e.(*ast.BinaryExpr); ok {
		keep(&ast.BasicLit{Kind: token.STRING, Value: strconv.Quote(glued(sum))})
		return
	}
	if lit, ok := e.(*ast.BasicLit); ok {
		keep(lit)
	}
}

func glued(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BinaryExpr:
		return glued(e.X) + glued(e.Y)
	case *ast.BasicLit:
		text, _ := strconv.Unquote(e.Value)
		return text
	}
	return "%v"
}

// general are what the contract never leads to; it is said in general words.
var general = []string{
	"duration", "RFC 5890 hostname", "ipv4", "ipv6", "uri", "json-pointer", "regex", "match at least one schema", "match exactly one schema", "to not match schema", "base64",
	"match pattern", "to be %s", "url.URL", "invalid value", "unsupported type", "UUID format", "unparsable value",
}

var wordsOn = regexp.MustCompile(`[A-Za-z]{2,}[ :,][ ]?[A-Za-z]{2,}`)

// TestEveryMisfitIsSaidInOnesLanguage: whatever huma says becomes a sentence of ours
// that names the field, with nothing of huma's in it.
func TestEveryMisfitIsSaidInOnesLanguage(t *testing.T) {
	all := said(t)
	if len(all) < 55 {
		t.Fatalf("only %d messages found", len(all))
	}
	seen := map[string]bool{}
	for _, format := range all {
		text := verb.ReplaceAllString(format, "7")
		for _, loc := range []string{"parties[0].name", "body.parties[0].name", "query.limit", "header.If-Match", "path.id"} {
			for _, lang := range message.Langs() {
				p := misfitOf(&huma.ErrorDetail{Location: loc, Message: text, Value: "13800138000"}, lang)
				seen[p.Code] = true
				place := loc[strings.Index(loc, ".")+1:]
				if loc == "parties[0].name" {
					place = loc
				}
				if p.Detail == p.Code || !strings.Contains(p.Detail, p.Field) || !strings.HasPrefix(p.Field, place) || strings.ContainsAny(p.Detail, "{}") || strings.Contains(p.Detail, text) || strings.Contains(p.Detail, "13800138000") {
					t.Errorf("%s: %q: %+v", loc, format, p)
				}
				if rest := strings.ReplaceAll(p.Detail, p.Field, ""); lang == message.Chinese && wordsOn.MatchString(rest) {
					t.Errorf("%q is told in Chinese as %q", format, p.Detail)
				}
				inGeneral := slices.ContainsFunc(general, func(part string) bool { return strings.Contains(format, part) })
				if lang == message.Chinese && (p.Code == "request.field") != inGeneral {
					t.Errorf("%q is told as %s", format, p.Code)
				}
			}
		}
	}
	for _, m := range misfits {
		if !message.Has(m.code) {
			t.Errorf("%s has no sentence", m.code)
		}
		if !seen[m.code] && !slices.Contains([]string{"request.want_day", "request.want_month", "request.no_such_day"}, m.code) {
			t.Errorf("huma never says what %s is for", m.code)
		}
	}
}

// TestPlacesOfMisfits: what encoding/json says without a place still names one.
func TestPlacesOfMisfits(t *testing.T) {
	for want, d := range map[string]huma.ErrorDetail{
		"request.want_day terms[1].from":                               {Location: "body.terms[1].from", Message: "expected string to be day"},
		"request.no_such_day terms[1].from":                            {Location: "body", Message: "calendar.no_such_day", Value: `{"terms":[{"from":"2026-02-28"},{"from":"2026-02-30"}],"title":"x"}`},
		"request.field parties.amountFen":                              {Location: "body", Message: "json: cannot unmarshal number 1e+300 into Go struct field RegisterInput.parties.amountFen of type int64"},
		"request.missing parties[0].name":                              {Location: "body.parties[0]", Message: "expected required property name to be present"},
		"request.missing facts":                                        {Location: "body", Message: "expected required property facts to be present"},
		"request.whole ":                                               {Location: "body", Message: "expected object"},
		"request.not_asked " + strings.Repeat("长", longestField) + "…": {Location: "body." + strings.Repeat("长", 3000), Message: "unexpected property"},
	} {
		if p := misfitOf(&d, message.Chinese); p.Code+" "+p.Field != want {
			t.Errorf("%+v, want %s", p, want)
		}
	}
}
