package identity_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"hemu/internal/identity"
	"hemu/internal/ledger"
	"hemu/internal/sqldb"
)

var everything = identity.ImportOptions{Accounts: true, Posts: true}

func (w world) load(by identity.By, csv string, o identity.ImportOptions) identity.Imported {
	w.Helper()
	out, err := w.Import(w.Context(), by, strings.NewReader(csv), o)
	w.ok(err)
	return out
}

func (w world) posts(username string) string {
	w.Helper()
	list, err := w.List(w.Context(), identity.Filter{Text: username})
	w.ok(err)
	if len(list) != 1 {
		return "no such user"
	}
	var out []string
	for _, p := range list[0].Posts {
		out = append(out, strings.TrimRight(fmt.Sprintf("%s %s %s %v %s %s", p.OrgID, p.Role, p.Scope, p.Custom, p.From, p.Until), " "))
	}
	return strings.Join(out, "; ")
}

const people = `用户名,姓名,手机号,单位,岗位,数据范围,起日,止日
lihua,李华,138 0000 1111,水集调委会/北村调委会,调解员,,2026/1/1,2028年12月31日
lihua,李华,,水集调委会,information officer,unit,,
shan,单雄信,,c,分流员,,,
nobody,无岗位,,,,,,
`

func TestImport(t *testing.T) {
	each(t, func(w world) {
		dry := w.load(admin, people, identity.ImportOptions{DryRun: true, Accounts: true, Posts: true})
		if dry.Applied || dry.New != 3 || dry.Posts != 3 || dry.Total != 0 || len(dry.Codes) != 0 || w.posts("lihua") != "no such user" {
			w.Errorf("dry run %+v", dry)
		}
		out := w.load(admin, people, everything)
		if !out.Applied || out.Rows != 4 || out.New != 3 || out.Posts != 3 || len(out.Codes) != 3 {
			w.Fatalf("import %+v", out)
		}
		if got, want := w.posts("lihua"), "v mediator unit [] 2026-01-01 2029-01-01; t information_officer unit [] 2026-03-02"; got != want {
			w.Errorf("lihua has %s", got)
		}
		if got, want := w.posts("shan"), "c dispatcher custom [b] 2026-03-02"; got != want {
			w.Errorf("shan has %s", got)
		}
		in, err := w.signIn(out.Codes[0].Username, out.Codes[0].Code)
		w.ok(err)
		if !in.User.MustChange || in.User.Phone != "13800001111" {
			w.Errorf("signed in as %+v", in.User)
		}
		again := w.load(admin, people, everything)
		if !again.Applied || again.New != 0 || again.Posts != 0 || again.Unchanged != 3 {
			w.Errorf("again %+v", again)
		}
		more := w.load(admin, "username,name,org,role\nnobody,无岗位,u,head\n", everything)
		if more.Changed != 1 || w.posts("nobody") != "u head subtree [] 2026-03-02" {
			w.Errorf("more %+v, posts %s", more, w.posts("nobody"))
		}
	})
}

// The system administrator makes the accounts, the security administrator grants
// the posts, from the same file.
func TestImportByTwoAdministrators(t *testing.T) {
	each(t, func(w world) {
		early := w.load(admin, people, identity.ImportOptions{Posts: true})
		if early.New != 0 || early.Posts != 0 || early.Left != 6 {
			w.Errorf("posts first: %+v", early)
		}
		first := w.load(admin, people, identity.ImportOptions{Accounts: true})
		if first.New != 3 || first.Posts != 0 || first.Left != 3 || len(first.Codes) != 3 || w.posts("lihua") != "" {
			w.Errorf("accounts: %+v", first)
		}
		second := w.load(admin, people, identity.ImportOptions{Posts: true})
		if second.Changed != 2 || second.Posts != 3 || second.Left != 0 || len(second.Codes) != 0 || w.posts("lihua") == "" {
			w.Errorf("posts: %+v", second)
		}
	})
}

func TestImportTellsEverythingWrong(t *testing.T) {
	each(t, func(w world) {
		self := w.user("wang", good)
		_, err := w.Grant(w.Context(), admin, identity.Grant{UserID: w.user("audit", good).ID, OrgID: "b", Role: "audit_admin"})
		w.ok(err)
		out := w.load(admin, strings.Join([]string{
			"username,name,phone,organisation,role,scope,from,until",
			"a,李华,12,,,,,",                                // 2: username, phone
			"lihua,李华,,北村调委会,调解员,,,",                      // 3: ambiguous
			"lihua,李花,,南村调委会,国王,远,昨天,",                    // 4: name, org, role, scope, day
			"chen,陈一,,t,,,,",                              // 5: post without role
			"zhou,周二,,t,system_admin,,,",                  // 6: administrator
			"wuwu,吴三,,t,head,,2026-03-05,2026-03-01",      // 7: until before from
			"zheng,郑四,,t,head,,,\nzheng,郑四,,水集调委会,负责人,,,", // 9: twice
			"wang,王大明,,,,,,",                              // 10: another name
			"audit,王小明,,t,head,,,",                        // 11: clash
		}, "\n"), everything)
		var got []string
		for _, p := range out.Problems {
			got = append(got, fmt.Sprintf("%d %s", p.Line, strings.TrimPrefix(strings.TrimPrefix(p.Code, "identity."), "import_")))
		}
		want := "2 username_form, 2 phone_form, 3 org_ambiguous, 4 name_differs, 4 org_unknown, 4 role_unknown, " +
			"4 scope_unknown, 4 day, 5 post_missing, 6 admin_role, 7 day, 9 post_twice, 10 name_differs, 11 office_clash"
		if strings.Join(got, ", ") != want {
			w.Errorf("problems\n%s\nwant\n%s", strings.Join(got, ", "), want)
		}
		if out.Applied || out.Total != len(out.Problems) || w.posts("zheng") != "no such user" {
			w.Errorf("applied in spite of problems: %+v", out)
		}
		own := w.load(identity.By{User: self.ID}, "username,name,org,role\nwang,王小明,t,head\n", everything)
		if own.Applied || own.Total != 1 || own.Problems[0].Code != "identity.self_grant" {
			w.Errorf("granted to oneself: %+v", own)
		}
		_, err = w.Import(w.Context(), admin, strings.NewReader("name\nx\n"), everything)
		w.refused(err, "sheet.column_missing")
	})
}

func TestImportOfThousandUsers(t *testing.T) {
	book := excelize.NewFile()
	for i, h := range []string{"用户名", "姓名", "单位", "岗位"} {
		_ = book.SetCellValue("Sheet1", fmt.Sprintf("%c1", 'A'+i), h)
	}
	for n := range 1000 {
		for i, v := range []string{fmt.Sprintf("user%04d", n), "王小明", "水集调委会/北村调委会", "信息员"} {
			_ = book.SetCellValue("Sheet1", fmt.Sprintf("%c%d", 'A'+i, n+2), v)
		}
	}
	var file bytes.Buffer
	if err := book.Write(&file); err != nil {
		t.Fatal(err)
	}
	each(t, func(w world) {
		began := time.Now()
		out, err := w.Import(w.Context(), admin, bytes.NewReader(file.Bytes()), everything)
		w.ok(err)
		if !out.Applied || out.New != 1000 || len(out.Codes) != 1000 {
			w.Fatalf("import %+v", out.Report)
		}
		if took := time.Since(began); took > time.Minute {
			w.Errorf("a thousand users took %v", took)
		} else {
			w.Logf("a thousand users took %v", took)
		}
		w.ok(w.db.Read(w.Context(), func(tx *sqldb.Tx) error {
			u, err := w.List(w.Context(), identity.Filter{Text: "user0999"})
			if err != nil {
				return err
			}
			entries, err := ledger.List(w.Context(), tx, identity.Stream(u[0].ID), 0, 10)
			if len(entries) != 2 {
				w.Errorf("%d entries", len(entries))
			}
			return err
		}))
	})
}
