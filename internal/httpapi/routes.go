package httpapi

import (
	"bytes"
	"context"
	"net/http"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"hemu/internal/access"
	"hemu/internal/identity"
	"hemu/internal/message"
	"hemu/internal/region"
	"hemu/internal/sheet"
)

// routes is the whole API, in one list: what people do with cases, and below it
// what keeps the house.
func (s *Server) routes(api huma.API, mux *http.ServeMux) {
	// People and sessions.
	open(api, op("POST", "/api/session", "signIn", "Sign in"), s.signIn)
	open(api, op("GET", "/api/session", "getSession", "Who works with the console"), s.getSession)
	open(api, op("DELETE", "/api/session", "signOut", "Sign out"), s.signOut)
	signed(api, op("POST", "/api/session/proof", "prove", "Prove again who one is, before an act that does harm in wrong hands"), s.prove)
	signed(api, op("PUT", "/api/me/password", "changePassword", "Choose another password"), s.putPassword)
	signed(api, op("GET", "/api/me/factor", "getFactor", "One's own second factor"), s.getFactor)
	signed(api, op("POST", "/api/me/factor", "beginFactor", "A secret for one's app; the factor holds once confirmed"), s.beginFactor)
	signed(api, op("POST", "/api/me/factor/confirm", "confirmFactor", "Show that the app has the secret; answers with the recovery codes"), s.confirmFactor)
	signed(api, op("POST", "/api/me/factor/recovery", "renewRecovery", "New recovery codes; the former ones are void"), s.renewRecovery)
	signed(api, op("DELETE", "/api/me/factor", "removeFactor", "Go without a second factor"), s.removeFactor)
	signed(api, op("PUT", "/api/session/acting", "act", "Choose the post acted for"), s.putActing)
	signed(api, op("PUT", "/api/me/lang", "setLanguage", "Choose the language"), s.putLang)
	signed(api, op("GET", "/api/me/sessions", "listSessions", "One's own sessions"), s.listSessions)
	signed(api, op("DELETE", "/api/me/sessions/{id}", "revokeSession", "End one of one's own sessions"), s.revokeSession)

	s.oidcRoutes(api, mux)

	// Cases.
	signed(api, op("POST", "/api/cases", "register", "Register a dispute"), s.register)
	signed(api, op("POST", "/api/immediate", "immediate", "Immediate mediation, start to end"), s.immediate)
	signed(api, op("GET", "/api/cases", "listCases", "The ledger"), s.listCases)
	signed(api, op("GET", "/api/cases/counts", "countCases", "Counts above the ledger"), s.countCases)
	signed(api, op("GET", "/api/cases/suggest", "suggestCases", "What a text finds, while it is typed"), s.suggestCases)
	signed(api, op("GET", "/api/views", "listViews", "Filters of the ledger under a name: one's own, and those units share"), s.listViews)
	signed(api, op("POST", "/api/views", "saveView", "Keep a filter of the ledger under a name, or share it with the unit"), s.saveView)
	signed(api, op("DELETE", "/api/views/{id}", "removeView", "Take a view away, for all who have it"), s.removeView)
	signed(api, op("PUT", "/api/views/{id}/subscription", "subscribeView", "Be told of a view each day or each week, or no more"), s.subscribeView)
	signed(api, op("GET", "/api/digests", "listDigests", "What one was told of views, newest first"), s.listDigests)
	signed(api, op("POST", "/api/digests/seen", "sawDigests", "All of it has been seen"), s.sawDigests)
	signed(api, op("GET", "/api/months", "listMonths", "Cases of some months by organisation, kind and state"), s.listMonths)
	signed(api, op("GET", "/api/work", "listWork", "What has to be done"), s.listWork)
	signed(api, op("GET", "/api/work/counts", "countWork", "How much has to be done"), s.countWork)
	signed(api, op("GET", "/api/cases/{id}", "getCase", "A case"), s.getCase)
	signed(api, op("GET", "/api/cases/{id}/events", "listEvents", "History of a case, newest first"), s.listEvents)
	signed(api, op("GET", "/api/cases/{id}/readers", "listReaders", "Who looked"), s.listReaders)
	signed(api, op("GET", "/api/cases/{id}/clocks/{clock}", "explainClock", "Why a clock has its colour"), s.explainClock)
	signed(api, op("POST", "/api/alike", "findAlike", "Cases that may be about the same matter as what is typed"), s.alike)
	signed(api, op("GET", "/api/cases/{id}/alike", "listAlike", "Cases that may be about the same matter"), s.alikeTo)
	signed(api, op("POST", "/api/cases/{id}/reveal", "reveal", "A party's numbers in plain, for a reason on record"), s.reveal)
	s.commands(api)
	signed(api, op("POST", "/api/bulk", "beginBulk", "Ask what one command would do to each case of a selection; nothing is done yet"), s.beginBulk)
	signed(api, op("GET", "/api/bulk", "listBulk", "One's own commands for many cases, newest first"), s.listBulk)
	signed(api, op("GET", "/api/bulk/{id}", "getBulk", "How far it is, and why cases are refused"), s.getBulk)
	signed(api, op("GET", "/api/bulk/{id}/lines", "listBulkLines", "Its cases, one by one"), s.listBulkLines)
	signed(api, op("POST", "/api/bulk/{id}/start", "startBulk", "Have a job do it to every case that would not be refused"), s.startBulk)
	signed(api, op("POST", "/api/bulk/{id}/stop", "stopBulk", "Stop before the next case, or throw away what was not started"), s.stopBulk)
	signed(api, op("POST", "/api/bulk/{id}/undo", "undoBulk", "Take back all that was done; only for some minutes after its end"), s.undoBulk)
	plain(api, mux, withQuery(op("GET", "/api/cases/{id}/slips/{file}", "getSlip", "A numbered document; file is its id with .pdf or .docx. A concealed party stands by the alias; alias=false prints the name, for a reason on the list of readers"), "alias", "reason"), papers, s.person(s.slip))
	plain(api, mux, withQuery(op("GET", "/api/cases/{id}/forms/{file}", "getForm", "A form without a number; file is its kind with .pdf or .docx; alias and reason as for a numbered document"), "alias", "reason"), papers, s.person(s.form))
	plain(api, mux, op("GET", "/api/cases/{id}/data/{file}", "getOwnData", "What the case holds about who asked for it; file is the request's id with .pdf or .json"), ownBytes(api), s.person(s.ownData))
	plain(api, mux, op("GET", "/api/cases/{id}/files/{file}", "getFile", "A photo or document of a case"), anyBytes, s.person(s.file))
	plain(api, mux, op("GET", "/api/cases/{id}/files/{file}/preview", "getPreview", "A photo of a case, drawn small"), bytesOf("image/jpeg"), s.person(s.preview))
	signed(api, op("GET", "/api/cases/{id}/files/{file}/text", "getFileText", "A text of a case, in UTF-8"), s.fileText)
	signed(api, op("POST", "/api/exports", "beginExport", "Ask for a table of cases; a job makes it"), s.beginExport)
	signed(api, op("GET", "/api/exports", "listExports", "One's own exports, and the columns they can have"), s.listExports)
	signed(api, op("DELETE", "/api/exports/{id}", "cancelExport", "Stop an export, or throw its file away"), s.cancelExport)
	plain(api, mux, op("GET", "/api/exports/{id}/file", "fetchExport", "The file of an export, for who asked"), sheets, s.person(s.fetchExport))
	plain(api, mux, upload(op("POST", "/api/files", "upload", "Keep a file, to be attached to a case")), answered[FileOut](api), s.upload)
	signed(api, op("GET", "/api/uploads/limits", "uploadLimits", "The most bytes of a file, by what it is"), s.uploadLimits)
	signed(api, op("PUT", "/api/uploads/{id}", "beginUpload", "Announce a file that comes in parts, or ask how much of it has come; id is a UUID of the sender's"), s.beginUpload)
	plain(api, mux, part(op("POST", "/api/uploads/{id}/parts", "sendPart", "The bytes from one on")), answered[UploadOut](api), s.person(s.sendPart))
	signed(api, op("POST", "/api/uploads/{id}/finish", "finishUpload", "Make the parts a file, to be attached to a case"), s.finishUpload)
	signed(api, op("DELETE", "/api/uploads/{id}", "dropUpload", "Give a file on its way up"), s.dropUpload)
	signed(api, op("GET", "/api/findings", "listFindings", "Malware found in one's own files; for administrators in anybody's, without names"), s.listFindings)
	signed(api, op("POST", "/api/findings/told", "toldFindings", "What was found in one's own files has been seen"), s.toldFindings)
	signed(api, op("GET", "/api/drafts", "listDrafts", "What is half typed"), s.listDrafts)
	signed(api, op("GET", "/api/drafts/{id}", "getDraft", "One draft with its content"), s.getDraft)
	signed(api, op("PUT", "/api/drafts/{id}", "putDraft", "Keep what is typed"), s.putDraft)
	signed(api, op("DELETE", "/api/drafts/{id}", "deleteDraft", "Throw a draft away"), s.deleteDraft)
	s.diaryRoutes(api, mux)
	s.houseRoutes(api, mux)
}

func (s *Server) houseRoutes(api huma.API, mux *http.ServeMux) {
	// Code lists, policies, official days.
	signed(api, op("GET", "/api/codes", "getCodes", "Code lists as they hold today"), s.getCodes)
	signed(api, op("GET", "/api/lists", "listLists", "Code lists and their sources"), s.listLists)
	signed(api, op("GET", "/api/lists/{id}", "getList", "A code list with past entries"), s.getList)
	keeping(api, op("POST", "/api/lists/{list}/items", "addItem", "Add an entry"), access.ManageCodes, s.addItem)
	keeping(api, op("PUT", "/api/lists/{list}/items", "reviseItem", "Change an entry from a day on"), access.ManageCodes, s.reviseItem)
	keeping(api, op("DELETE", "/api/lists/{list}/items/{code}", "retireItem", "Retire an entry"), access.ManageCodes, s.retireItem)
	signed(api, op("GET", "/api/policies", "listPolicies", "Time limits and other policies"), s.listPolicies)
	keeping(api, op("POST", "/api/policies", "addPolicy", "Add a policy"), access.ManageCodes, s.addPolicy)
	keeping(api, op("PUT", "/api/policies", "revisePolicy", "Replace a policy from a day on"), access.ManageCodes, s.revisePolicy)
	keeping(api, op("DELETE", "/api/policies/{id}", "retirePolicy", "End a policy from today on"), access.ManageCodes, s.retirePolicy)
	signed(api, op("GET", "/api/calendar/{year}", "getYear", "Official days of a year"), s.getYear)

	// Divisions and organisations.
	signed(api, op("GET", "/api/regions", "listRegions", "Divisions"), s.listRegions)
	signed(api, op("GET", "/api/orgs", "listOrgs", "Organisations"), s.listOrgs)
	signed(api, op("GET", "/api/orgs/{id}", "getOrg", "An organisation"), s.getOrg)
	signed(api, op("GET", "/api/breaches", "listBreaches", "Committees not composed as they must be"), s.listBreaches)
	signed(api, op("GET", "/api/colleagues", "listColleagues", "People of an organisation"), s.listColleagues)
	signed(api, op("GET", "/api/areas", "listAreas", "Areas that group towns"), s.listAreas)
	keeping(api, op("PUT", "/api/areas", "saveArea", "Add or change an area"), access.ManageOrgs, s.saveArea)
	keeping(api, op("POST", "/api/orgs", "createOrg", "Create an organisation"), access.ManageOrgs, s.createOrg)
	keeping(api, op("PUT", "/api/orgs/{id}", "updateOrg", "Change an organisation"), access.ManageOrgs, s.updateOrg)
	keeping(api, op("POST", "/api/orgs/{id}/move", "moveOrg", "Hang it under another"), access.ManageOrgs, s.changeOrg(s.Orgs.Move))
	keeping(api, op("POST", "/api/orgs/{id}/close", "closeOrg", "Close it; open cases go to the successor"), access.ManageOrgs, s.changeOrg(s.Orgs.Close))
	keeping(api, op("POST", "/api/orgs/{id}/merge", "mergeOrg", "Merge it into another"), access.ManageOrgs, s.changeOrg(s.Orgs.Merge))
	keeping(api, op("POST", "/api/orgs/{id}/members", "addMember", "Add a member"), access.ManageMembers, s.addMember)
	keeping(api, op("PUT", "/api/members/{id}", "updateMember", "Change a member"), access.ManageMembers, s.updateMember)
	keeping(api, op("DELETE", "/api/members/{id}", "leaveMember", "A member leaves"), access.ManageMembers, s.leaveMember)

	// Accounts.
	keeping(api, op("GET", "/api/users", "listUsers", "Accounts"), access.ReadAccounts, s.listUsers)
	keeping(api, op("GET", "/api/users/{id}", "getUser", "An account"), access.ReadAccounts, s.getUser)
	keeping(api, op("POST", "/api/users", "createUser", "Make an account"), access.ManageAccounts, s.createUser)
	keeping(api, op("PUT", "/api/users/{id}", "updateUser", "Correct how somebody is called and reached"), access.ManageAccounts, s.updateUser)
	keeping(api, op("POST", "/api/users/{id}/disable", "disableUser", "Close or open an account"), access.ManageAccounts, s.disableUser)
	keeping(api, op("POST", "/api/users/{id}/reset", "resetUser", "New one-time code"), access.ManagePosts, s.resetUser)
	keeping(api, op("DELETE", "/api/users/{id}/factor", "resetFactor", "Take away the second factor of somebody who lost it"), access.ManagePosts, s.resetFactor)
	keeping(api, op("POST", "/api/users/{id}/revoke", "revokeSessions", "End all sessions of a user"), access.ManagePosts, s.revokeAll)
	keeping(api, op("POST", "/api/posts", "grantPost", "Grant a post"), access.ManagePosts, s.grantPost)
	keeping(api, op("DELETE", "/api/posts/{id}", "endPost", "End a post"), access.ManagePosts, s.endPost)

	// Proof.
	keeping(api, op("GET", "/api/ledger", "ledgerStatus", "Signed checkpoints of the record"), access.VerifyLedger, s.ledgerStatus)
	keeping(api, streaming[VerifyStep](api, op("POST", "/api/ledger/verify", "verifyLedger", "Read the whole record and prove it untouched; one JSON object a line")), access.VerifyLedger, s.verifyLedger)
	keeping(api, op("GET", "/api/ledger/streams/{stream}", "readStream", "Record of administration"), access.ReadLedger, s.readStream)
	keeping(api, op("GET", "/api/ledger/proof/{id}", "proveEntry", "Prove that an entry is under a signed checkpoint"), access.VerifyLedger, s.proveEntry)

	s.retentionRoutes(api, mux)

	// Imports.
	for _, one := range []struct {
		what  string
		right access.Right
		do    importing
		query []string
	}{
		{"regions", access.ManageOrgs, s.importRegions, nil},
		{"orgs", access.ManageOrgs, s.importOrgs, nil},
		{"users", access.ManageAccounts, s.importUsers, nil},
		{"days", access.ManageCodes, s.importDays, []string{"year", "source"}},
	} {
		o := upload(op("POST", "/api/import/"+one.what, "import"+strings.ToUpper(one.what[:1])+one.what[1:], "Import from a CSV or XLSX file"), append(one.query, "dryRun")...)
		plain(api, mux, o, answered[ReportOut](api), s.imports(one.right, one.do))
	}
}

func dryRun(r *http.Request) bool { return r.URL.Query().Get("dryRun") == "true" }

// ReportOut is what an import did, or would do, with every faulty row in words.
type ReportOut struct {
	sheet.Report
	Wrong  []RowProblem      `json:"rowProblems"`
	Issued []identity.Issued `json:"issued,omitempty"`
}

// RowProblem is one thing wrong with one row.
type RowProblem struct {
	Line   int    `json:"line"`
	Column string `json:"column,omitempty"`
	Code   string `json:"code"`
	Text   string `json:"text"`
}

func reportOut(r sheet.Report, lang message.Lang) ReportOut {
	out := ReportOut{Report: r, Wrong: []RowProblem{}}
	for _, p := range r.Problems {
		out.Wrong = append(out.Wrong, RowProblem{p.Line, p.Column, p.Code, message.Text(lang, p.Code, p.Args)})
	}
	return out
}

func (s *Server) importRegions(ctx context.Context, actor access.Actor, raw []byte, r *http.Request) (any, error) {
	got, err := s.Regions.Import(ctx, actor.UserID, actor.Acting.OrgID, bytes.NewReader(raw), region.Options{DryRun: dryRun(r)})
	return reportOut(got, actor.Lang), err
}

func (s *Server) importOrgs(ctx context.Context, actor access.Actor, raw []byte, r *http.Request) (any, error) {
	got, err := s.Orgs.Import(ctx, actor.UserID, actor.Acting.OrgID, bytes.NewReader(raw), dryRun(r))
	return reportOut(got, actor.Lang), err
}

func (s *Server) importUsers(ctx context.Context, actor access.Actor, raw []byte, r *http.Request) (any, error) {
	o := identity.ImportOptions{DryRun: dryRun(r), Accounts: actor.Has(access.ManageAccounts), Posts: actor.Has(access.ManagePosts)}
	got, err := s.Identity.Import(ctx, byOf(actor), bytes.NewReader(raw), o)
	out := reportOut(got.Report, actor.Lang)
	out.Issued = got.Codes
	return out, err
}

func (s *Server) importDays(ctx context.Context, actor access.Actor, raw []byte, r *http.Request) (any, error) {
	year, _ := strconv.Atoi(r.URL.Query().Get("year"))
	got, err := s.Codes.ImportDays(ctx, actor.UserID, actor.Acting.OrgID, bytes.NewReader(raw), year, r.URL.Query().Get("source"), dryRun(r))
	return reportOut(got, actor.Lang), err
}
