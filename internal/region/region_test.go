package region_test

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"hemu/internal/calendar"
	"hemu/internal/fault"
	"hemu/internal/ledger"
	"hemu/internal/region"
	"hemu/internal/sheet"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

func TestShort(t *testing.T) {
	for _, tt := range []struct {
		code  string
		level region.Level
		want  string
	}{
		{"370000000000", 1, "37"}, {"370200000000", 2, "3702"}, {"370285000000", 3, "370285"},
		{"370285001000", 4, "370285001"}, {"370285001001", 5, "370285001001"},
		{"441900000000", 2, "4419"}, {"441900000000", 3, "441900"}, {"441900003000", 4, "441900003"},
		{"370285001001", 4, ""}, {"370285000000", 4, ""}, {"370285000000", 2, ""}, {"370285001000", 5, ""},
		{"37028500100", 4, ""}, {"37028500100x", 5, ""}, {"070000000000", 1, ""}, {"370000000000", 0, ""}, {"370000000000", 6, ""},
	} {
		if got, ok := region.Short(tt.code, tt.level); got != tt.want || ok != (tt.want != "") {
			t.Errorf("Short(%s, %d) = %q", tt.code, tt.level, got)
		}
	}
	for text, want := range map[string]string{"37": "37", "3702": "3702", "370285": "370285", "370285000000": "370285", "370285001": "370285001", "x": "", "": "", "000000000000": ""} {
		if got, _ := region.Normal(text); got != want {
			t.Errorf("Normal(%s) = %q, want %q", text, got, want)
		}
	}
}

const table = `code12,code,level,name,parent_code12
370285001001,370285001001,5,月湖街社区居委会,370285001000
370000000000,37,1,山东省,
370200000000,3702,2,青岛市,370000000000
370285000000,370285,3,莱西市,370200000000
370285001000,370285001,4,水集街道,370285000000
370285002000,370285002,4,望城街道,370285000000
`

func importing(t *testing.T, db *sqldb.DB, text string, o region.Options) sheet.Report {
	t.Helper()
	report, err := region.NewService(db).Import(t.Context(), "u", "o", strings.NewReader(text), o)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func get(t *testing.T, db *sqldb.DB, code string) (d region.Division, err error) {
	t.Helper()
	err = db.Read(t.Context(), func(tx *sqldb.Tx) (err error) {
		d, err = region.Get(t.Context(), tx, code)
		return err
	})
	return d, err
}

func TestImportAndRead(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		if r := importing(t, db, table, region.Options{DryRun: true}); r.New != 6 || r.Applied {
			t.Fatalf("dry run: %+v", r)
		}
		if _, err := get(t, db, "37"); fault.CodeOf(err) != "region.not_found" {
			t.Fatalf("a dry run saved: %v", err)
		}
		if r := importing(t, db, table, region.Options{}); r.New != 6 || !r.Applied || r.Total != 0 {
			t.Fatalf("%+v", r)
		}
		if r := importing(t, db, table, region.Options{}); r.Unchanged != 6 || r.New+r.Changed != 0 {
			t.Errorf("again: %+v", r)
		}
		d, err := get(t, db, "370285001000")
		if err != nil || d.Code != "370285001" || d.Path != "/37/3702/370285/370285001/" || d.Parent != "370285" || d.County() != "370285" {
			t.Errorf("%+v %v", d, err)
		}
		err = db.Read(t.Context(), func(tx *sqldb.Tx) error {
			ctx := t.Context()
			kids, err := region.Children(ctx, tx, "370285")
			if err != nil || len(kids) != 2 || kids[0].Name != "水集街道" {
				t.Errorf("children %v %v", kids, err)
			}
			up, err := region.Ancestors(ctx, tx, d)
			if err != nil || len(up) != 3 || up[0].Name != "山东省" || up[2].Name != "莱西市" {
				t.Errorf("ancestors %v %v", up, err)
			}
			names, err := region.Names(ctx, tx, []string{"370285001001", "370285001000", "370285", "1"})
			if err != nil || len(names) != 3 || names["370285001000"] != "水集街道" || !strings.HasPrefix(names["370285001001"], "水集街道 ") {
				t.Errorf("names %v %v", names, err)
			}
			sub, err := region.Subtree(ctx, tx, "/37/3702/370285/", "/37/3702/370285/", 2)
			if err != nil || len(sub) != 2 || sub[0].Code != "370285001" || sub[1].Code != "370285001001" {
				t.Errorf("subtree %v %v", sub, err)
			}
			for text, want := range map[string]string{"月湖": "370285001001", "sjjd": "370285001", "SJ": "370285001", "370285002": "370285002"} {
				found, err := region.Search(ctx, tx, "/37/3702/", text, 5)
				if err != nil || len(found) != 1 || found[0].Code != want {
					t.Errorf("search %s: %v %v", text, found, err)
				}
			}
			found, err := region.Search(ctx, tx, "", "100%_", 5)
			if err != nil || len(found) != 0 {
				t.Errorf("signs of LIKE were taken for themselves: %v %v", found, err)
			}
			log, err := ledger.List(ctx, tx, "region", 0, 10)
			if err != nil || len(log) != 2 || log[0].Actor != "u" || log[0].Org != "o" {
				t.Errorf("ledger %v %v", log, err)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func TestReimportRenamesAndClosesWhenAsked(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		importing(t, db, table, region.Options{})
		next := "code12,level,name\n370285002000,4,望城镇\n370285003000,4,新街道\n"
		if r := importing(t, db, next, region.Options{}); r.New != 1 || r.Changed != 1 || r.Closed != 0 {
			t.Errorf("%+v", r)
		}
		r := importing(t, db, next, region.Options{CloseUnder: "370285000000"})
		if r.Closed != 1 || r.Unchanged != 2 { // 水集街道 with its village
			t.Errorf("%+v", r)
		}
		for code, closed := range map[string]bool{"370285": false, "370285001": true, "370285001001": true, "370285002": false, "37": false} {
			if d, err := get(t, db, code); err != nil || d.Closed() != closed {
				t.Errorf("%+v %v", d, err)
			}
		}
		if r := importing(t, db, "code,name\n370285001,水集街道\n", region.Options{}); r.Changed != 1 {
			t.Errorf("an abolished division named again: %+v", r)
		}
		if d, _ := get(t, db, "370285001"); d.Closed() {
			t.Error("it stays abolished")
		}
		orphan := "code12,level,name\n370285001001,5,月湖街社区居委会\n370285003000,4,新街道\n370285002000,4,望城镇\n"
		if r := importing(t, db, orphan, region.Options{CloseUnder: "370285"}); r.Total != 1 || r.Problems[0].Line != 2 || r.Applied {
			t.Errorf("a village kept while its town goes: %+v", r)
		}
	})
}

func TestFaultyRowsAreAllReportedAndNothingSaved(t *testing.T) {
	db := sqldbtest.SQLite(t, sqldbtest.NewClock())
	text := "code12,code,level,name,parent_code12\n" +
		"370000000000,37,1,山东省,\n" +
		"3702000000,,2,短,\n" + // 3: code
		"370200000000,,9,级别,\n" + // 4: level
		"370200000000,,4,级别,\n" + // 5: zeros
		"370200000000,3703,2,不符,\n" + // 6: short code
		"370200000000,,2,,\n" + // 7: name
		"370200000000,,2,青岛市,380000000000\n" + // 8: parent
		"370285001000,,4,无上级,\n" + // 9: no parent
		"370000000000,,1,重复,\n" // 10: twice
	r := importing(t, db, text, region.Options{})
	var got []string
	for _, p := range r.Problems {
		got = append(got, p.Code)
	}
	want := "region.code_bad region.level_bad region.level_mismatch region.code_mismatch region.name_bad region.parent_mismatch region.parent_missing region.duplicate"
	if strings.Join(got, " ") != want || r.Applied {
		t.Errorf("got %v", got)
	}
	for i, p := range r.Problems {
		if p.Line != i+3 {
			t.Errorf("%s in line %d", p.Code, p.Line)
		}
	}
	if _, err := get(t, db, "37"); err == nil {
		t.Error("half a file was saved")
	}
}

func TestCityWithoutCounties(t *testing.T) {
	db := sqldbtest.SQLite(t, sqldbtest.NewClock())
	r := importing(t, db, "code12,level,name\n440000000000,1,广东省\n441900000000,2,东莞市\n441900000000,3,东莞市\n441900003000,4,东城街道\n", region.Options{})
	d, err := get(t, db, "441900003")
	if r.Total != 0 || err != nil || d.Path != "/44/4419/441900/441900003/" {
		t.Errorf("%+v %+v %v", r, d, err)
	}
}

func TestPutAndClose(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		importing(t, db, table, region.Options{})
		s := region.NewService(db)
		if d, err := s.Put(t.Context(), "u", "o", "370285003000", "新设街道"); err != nil || d.Parent != "370285" || d.Initials == "" {
			t.Errorf("%+v %v", d, err)
		}
		if _, err := s.Put(t.Context(), "u", "o", "370286001", "无县"); fault.CodeOf(err) != "region.parent_missing" {
			t.Error(err)
		}
		if err := s.Close(t.Context(), "u", "o", "370285001"); err != nil {
			t.Error(err)
		}
		if d, err := get(t, db, "370285001001"); err != nil || d.ClosedOn != (calendar.Date{Year: 2026, Month: 3, Day: 2}) {
			t.Errorf("%+v %v", d, err)
		}
	})
}

// The official table is not part of the project; whoever has it names it in
// HEMU_TEST_DIVISIONS.
func TestRealTable(t *testing.T) {
	path := os.Getenv("HEMU_TEST_DIVISIONS")
	if path == "" {
		t.Skip("HEMU_TEST_DIVISIONS is not set")
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		start := time.Now()
		r, err := region.NewService(db).Import(t.Context(), "u", "o", bytes.NewReader(raw), region.Options{})
		if err != nil || r.Total != 0 || r.New != r.Rows {
			t.Errorf("%+v %v", r, err)
		}
		t.Logf("%d divisions in %v", r.Rows, time.Since(start))
	})
}

func FuzzImportNeverPanicsNorHalves(f *testing.F) {
	f.Add([]byte(table))
	f.Add([]byte("code,name\n37,\xc9\xbd\xb6\xab\n3702,x\n"))
	f.Add([]byte("code12;level;name\n441900000000;3;a\n"))
	db := sqldbtest.SQLite(f, sqldbtest.NewClock())
	f.Fuzz(func(t *testing.T, raw []byte) {
		r, err := region.NewService(db).Import(t.Context(), "u", "o", bytes.NewReader(raw), region.Options{DryRun: true})
		if err == nil && r.Total == 0 && r.New+r.Changed+r.Unchanged != r.Rows {
			t.Fatalf("rows are lost: %+v", r)
		}
	})
}
