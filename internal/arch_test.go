// Package internal_test holds the rules of the house.
package internal_test

import (
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "hemu/internal/"

// floors lists the rooms from the ground up. A room may import only from floors
// below its own.
var floors = [][]string{
	{"fault", "calendar", "ident", "hanzi", "golden", "vault", "rig"},
	{"message", "sqldb", "oidc"},
	{"sheet", "sqldb/sqldbtest", "oidc/oidctest", "blob/s3test"},
	{"ledger", "job", "once", "blob", "search"},
	{"region", "org", "codes", "identity", "backup"},
	{"access"},
	{"diary"},
	{"casework"},
	{"retention"},
	{"document/words", "document/flow", "export", "views", "bulk"},
	{"document/font", "document/docx", "document/form"},
	{"document/pdf"},
	{"document"},
	{"fixture"},
	{"httpapi", "portal"},
	{"httpapi/apitest"},
	{"house"},
}

// tools are programs that make files of a room; they stand on no floor.
var tools = []string{"calendar/gen", "hanzi/gen"}

// domain are the rooms whose decisions are kept free of SQL: only their
// store*.go files run statements.
var domain = []string{"region", "org", "codes", "identity", "access", "casework", "ledger", "once", "blob", "job", "search", "backup", "diary", "retention", "export", "views", "bulk"}

func TestDependenciesPointDown(t *testing.T) {
	floor := map[string]int{}
	for i, names := range floors {
		for _, name := range names {
			floor[name] = i
		}
	}
	for name, at := range floor {
		pkg, err := build.ImportDir(name, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range pkg.Imports {
			dep, ours := strings.CutPrefix(path, module)
			if below, known := floor[dep]; ours && (!known || below >= at) {
				t.Errorf("%s (floor %d) imports %s (floor %d)", name, at, dep, below)
			}
		}
	}
}

func TestEveryPackageIsOnAFloor(t *testing.T) {
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() || path == "." {
			return err
		}
		files, _ := filepath.Glob(path + "/*.go")
		known := slices.ContainsFunc(floors, func(f []string) bool { return slices.Contains(f, path) }) || slices.Contains(tools, path)
		if len(files) > 0 && !known {
			t.Errorf("%s is on no floor", path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestOnlyStoresTouchSQL finds statements outside of store*.go: a call of Exec,
// Query or QueryRow on anything, or of sqldb.All and One.
func TestOnlyStoresTouchSQL(t *testing.T) {
	verbs := []string{"Exec", "Query", "QueryRow", "All", "One"}
	for _, room := range domain {
		for _, file := range goFiles(t, room) {
			if strings.HasPrefix(filepath.Base(file), "store") {
				continue
			}
			ast.Inspect(parse(t, file), func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok {
					return true
				}
				sel, ok := call.Fun.(*ast.SelectorExpr)
				if !ok || !slices.Contains(verbs, sel.Sel.Name) {
					return true
				}
				if on, ok := sel.X.(*ast.Ident); ok && (on.Name == "tx" || on.Name == "sqldb") {
					t.Errorf("%s: %s.%s belongs into a store*.go", file, on.Name, sel.Sel.Name)
				}
				return true
			})
		}
	}
}

// engines are the packages that know a database engine; only sqldb, and job on
// whose library they rest, may import them.
var engines = []string{"database/sql", "modernc.org/sqlite", "github.com/jackc/pgx", "github.com/pressly/goose", "github.com/riverqueue"}

func TestOnlySqldbKnowsTheEngine(t *testing.T) {
	each(t, func(file string, f *ast.File) {
		room := strings.SplitN(filepath.ToSlash(file), "/", 2)[0]
		if room == "sqldb" || room == "job" {
			return
		}
		for _, imp := range f.Imports {
			path, _ := strconv.Unquote(imp.Path.Value)
			for _, e := range engines {
				if strings.HasPrefix(path, e) && path != "database/sql/driver" {
					t.Errorf("%s imports %s", file, path)
				}
			}
		}
	})
}

// TestRoomsReadNoClock: the clock is injected, so that a simulated year runs in
// a minute and a test stands where it wants.
func TestRoomsReadNoClock(t *testing.T) {
	exempt := []string{"house", "sqldb", "job", "httpapi", "calendar/gen", "hanzi/gen", "document/pdf"}
	each(t, func(file string, f *ast.File) {
		if slices.ContainsFunc(exempt, func(r string) bool { return strings.HasPrefix(filepath.ToSlash(file), r+"/") }) {
			return
		}
		ast.Inspect(f, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if on, ok := sel.X.(*ast.Ident); ok && on.Name == "time" && sel.Sel.Name == "Now" {
				t.Errorf("%s reads the machine's clock", file)
			}
			return true
		})
	})
}

// TestSizes holds files and functions to the budgets of the house.
func TestSizes(t *testing.T) {
	const maxFile, maxFunc = 700, 80
	each(t, func(file string, f *ast.File) {
		fset := positions[file]
		if n := fset.File(f.Pos()).LineCount(); n > maxFile {
			t.Errorf("%s has %d lines; split it by capability", file, n)
		}
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || fn.Body == nil {
				continue
			}
			if n := fset.Position(fn.End()).Line - fset.Position(fn.Pos()).Line + 1; n > maxFunc {
				t.Errorf("%s: %s has %d lines", file, fn.Name.Name, n)
			}
		}
	})
}

// TestOnePackageComment: every package says once what it is.
func TestOnePackageComment(t *testing.T) {
	said := map[string]int{}
	each(t, func(file string, f *ast.File) {
		dir := filepath.Dir(file)
		said[dir] += 0
		if f.Doc != nil && f.Name.Name != "main" {
			said[dir]++
		}
		if f.Name.Name == "main" {
			said[dir] = 1
		}
	})
	for dir, n := range said {
		if n != 1 {
			t.Errorf("%s has %d package comments, want 1", dir, n)
		}
	}
}

// positions are the file sets of the files parsed, by file.
var positions = map[string]*token.FileSet{}

func parse(t *testing.T, file string) *ast.File {
	t.Helper()
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, file, nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	positions[file] = fset
	return f
}

// each visits every file of the program that is no test.
func each(t *testing.T, visit func(file string, f *ast.File)) {
	t.Helper()
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		visit(path, parse(t, path))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func goFiles(t *testing.T, room string) []string {
	t.Helper()
	entries, err := os.ReadDir(room)
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".go") && !strings.HasSuffix(e.Name(), "_test.go") {
			files = append(files, filepath.Join(room, e.Name()))
		}
	}
	return files
}
