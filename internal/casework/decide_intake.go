package casework

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"hemu/internal/access"
	"hemu/internal/blob"
	"hemu/internal/calendar"
	"hemu/internal/codes"
	"hemu/internal/fault"
	"hemu/internal/ident"
	"hemu/internal/message"
)

// maxPages is the most pages one attachment may have on paper.
const maxPages = 2000

// Limits of free text, in characters. GB/T 31000 表30 sets the first two.
const (
	maxTitle = 100
	maxFacts = 4000
	maxNote  = 2000
	maxName  = 80
)

// PartyInput is what is said of a party. Only role and name are required:
// identity numbers are taken where a step needs them (PIPL 6).
type PartyInput struct {
	Role     string `json:"role" enum:"applicant,respondent,third"`
	Kind     string `json:"kind,omitempty" enum:"person,organisation" default:"person"`
	Name     string `json:"name"`
	Sex      string `json:"sex,omitempty" enum:",0,1,2,9"`
	BornOn   string `json:"bornOn,omitempty"`
	Phone    string `json:"phone,omitempty"`
	IDType   string `json:"idType,omitempty"`
	IDNumber string `json:"idNumber,omitempty"`
	NoIDWhy  string `json:"noIdReason,omitempty"`
	Address  string `json:"address,omitempty"`
	Work     string `json:"work,omitempty"`
	Reach    string `json:"reach,omitempty" doc:"how and when to reach the person safely; for officers only, on no paper"`
	LegalRep string `json:"legalRep,omitempty"`
	Agent    string `json:"agent,omitempty"`
	AgentAs  string `json:"agentAs,omitempty" enum:",agent,guardian,elected"`
	AgentTel string `json:"agentPhone,omitempty"`
	AgentRel string `json:"agentRelation,omitempty" enum:",parent,spouse,child,grandparent,sibling,relative,organisation,other" doc:"what a guardian is to the party"`
	AgentBy  string `json:"agentAuthority,omitempty" doc:"paper the authority of the guardian or agent rests on"`
	Capacity string `json:"capacity,omitempty" enum:",full,limited,none" doc:"legal capacity; by age when empty"`
	Main     bool   `json:"main,omitempty"`
	Count    int    `json:"count,omitempty"`
	Conceal  bool   `json:"conceal,omitempty" doc:"the other side must not learn who this is; not of a respondent"`
}

// RegisterInput is a dispute as first told (mission B4, C1).
type RegisterInput struct {
	Title     string       `json:"title,omitempty" doc:"made from the parties and the cause when left empty"`
	Facts     string       `json:"facts"`
	Cause     string       `json:"cause"`
	Inducing  string       `json:"inducement,omitempty"`
	Channel   string       `json:"channel"`
	Region    string       `json:"region"`
	Address   string       `json:"address,omitempty"`
	Point     *Point       `json:"point,omitempty"`
	Happened  string       `json:"happenedOn,omitempty"`
	UnitName  string       `json:"unitName,omitempty"`
	People    int          `json:"people,omitempty"`
	AmountFen int64        `json:"amountFen,omitempty"`
	Forecast  string       `json:"forecast,omitempty"`
	Measures  string       `json:"measures,omitempty"`
	Urgent    bool         `json:"urgent,omitempty"`
	Parties   []PartyInput `json:"parties"`
	Files     []FileInput  `json:"files,omitempty"`
	Screening *Screen      `json:"screening,omitempty" doc:"the answer to the question about violence at home, if it was asked; parties by their place in parties, the first is 0"`
}

// FileInput names bytes uploaded before. Type and size are as the upload answered
// them; what the store of files knows holds.
type FileInput struct {
	Digest string `json:"digest"`
	Name   string `json:"name"`
	Type   string `json:"type"`
	Size   int64  `json:"size" doc:"bytes"`
	Pages  int    `json:"pages,omitempty" doc:"on paper, in the archived file; 1 when not said"`
	Kind   string `json:"kind" enum:"photo,evidence,identity,authority,signed_agreement,proof,other"`
}

func (in RegisterInput) files() []FileInput { return in.Files }
func (in RegisterInput) region() string     { return in.Region }

// Register decides on a new case. The organisation acted for takes it in, holds
// it and has to accept or decline it. regionPath is the path of in.Region in the
// tree of divisions, "" when there is no such region. Everything wrong is said
// at once.
func Register(in RegisterInput, regionPath string, e Env) (Case, []Event, error) {
	me := e.Actor.Acting
	if v := access.May(me, access.Register, nil); !v.OK && !e.Actor.System {
		return Case{}, nil, notYours(access.Register, v)
	}
	var f fault.Form
	c := Case{
		ID: ID(e.NewID()), County: me.County, State: Reported, Title: strings.TrimSpace(in.Title),
		Facts: strings.TrimSpace(in.Facts), Cause: in.Cause, Inducing: in.Inducing, Channel: in.Channel, Region: in.Region, RegionPath: regionPath,
		Address: strings.TrimSpace(in.Address), Point: in.Point, UnitName: strings.TrimSpace(in.UnitName), People: in.People, AmountFen: in.AmountFen,
		Forecast: in.Forecast, Measures: in.Measures, Urgent: in.Urgent, Registrar: e.Actor.UserID,
		IntakeOrg: me.OrgID, Holder: me.OrgID, ReportedAt: e.Now, UpdatedAt: e.Now,
	}
	f.Require(c.Holder != "", "case.unit_unknown", "org") // somebody has to be responsible from the first moment
	f.Require(c.Facts != "", "case.facts_missing", "facts")
	f.Require(regionPath != "", "case.region_unknown", "region")
	f.Require(in.Channel != "" && e.known(codes.ListChannel, in.Channel), "case.channel_unknown", "channel")
	f.Require(in.Inducing == "" || e.known(codes.ListInducement, in.Inducing), "case.inducement_unknown", "inducement")
	f.Require(in.People >= 0 && in.People < 1_000_000, "case.people_wrong", "people")
	f.Require(in.AmountFen >= 0, "case.amount_wrong", "amountFen")
	c.classify(&e, &f)
	c.happened(in.Happened, &e, &f)
	tooLong(&f, map[string]limited{
		"title": {c.Title, maxTitle}, "facts": {c.Facts, maxFacts}, "address": {c.Address, 200}, "unitName": {c.UnitName, 100},
		"forecast": {c.Forecast, maxNote}, "measures": {c.Measures, maxNote},
	})
	for i, p := range in.Parties {
		c.Parties = append(c.Parties, newParty(&e, p, "parties."+itoa(i)+".", &f))
		if p.Conceal {
			c.conceal(&c.Parties[i])
		}
	}
	f.Require(len(in.Parties) > 0, "case.party_missing", "parties")
	if in.Screening != nil {
		c.screen(&e, in.Screening.naming(c), "screening.", &f)
	}
	for i, file := range in.Files {
		c.addFile(&e, file, "files."+itoa(i), &f)
	}
	if err := f.Err(); err != nil {
		return Case{}, nil, err
	}
	c.begin(&e)
	return c, []Event{{access.Register, in}}, nil
}

// begin fills in what follows from the input and sets the first clocks running.
func (c *Case) begin(e *Env) {
	if c.Title == "" {
		c.Title = c.makeTitle(e)
	}
	if c.People == 0 {
		for _, p := range c.Parties {
			c.People += max(1, p.Count)
		}
	}
	c.ensureMain()
	c.start(e, FirstContact, c.Holder, "", e.Now)
	c.start(e, Acceptance, c.Holder, "", e.Now)
	c.start(e, Total, c.Holder, "", e.Now)
	c.tend(e)
}

// classify checks the cause and maps it to the two statutory category systems,
// so that a case is entered once and reported many times.
func (c *Case) classify(e *Env, f *fault.Form) {
	if !e.known(codes.ListCause, c.Cause) {
		f.Add("case.cause_unknown", "cause", nil)
		return
	}
	c.GBType = e.Codes.Map(codes.ListCause, c.Cause, codes.ListGB31000, e.Today())
	c.MOJType = e.Codes.Map(codes.ListCause, c.Cause, codes.ListMOJ, e.Today())
}

func (c *Case) happened(text string, e *Env, f *fault.Form) {
	c.Happened = nil
	if text == "" {
		return
	}
	d, err := calendar.ParseDate(text)
	if err != nil || d.After(e.Today()) {
		f.Add("case.happened_wrong", "happenedOn", nil)
		return
	}
	c.Happened = &d
}

// makeTitle is the customary one: who, with whom, about what.
func (c *Case) makeTitle(e *Env) string {
	first := func(role string) string {
		for _, p := range c.Parties {
			if p.Role == role {
				return p.Name
			}
		}
		return ""
	}
	a, b := first("applicant"), first("respondent")
	cause := e.Codes.Name(codes.ListCause, c.Cause, "zh-CN", e.Today())
	key := "case.title_two"
	if a == "" || b == "" {
		key, a = "case.title_one", c.Parties[0].Name
	}
	// Some causes are named by what happened (征地补偿), others as a dispute already (其他纠纷).
	if noun := message.Text(message.Chinese, "case.title_noun", nil); !strings.HasSuffix(cause, noun) {
		cause += noun
	}
	return clip(message.Text(message.Chinese, key, fault.Args{"a": a, "b": b, "cause": cause}), maxTitle)
}

// ensureMain marks exactly one main party: GB/T 31000 表30 exports one.
func (c *Case) ensureMain() {
	found := -1
	for i := range c.Parties {
		if c.Parties[i].Main && found < 0 {
			found = i
			continue
		}
		c.Parties[i].Main = false
	}
	if found < 0 && len(c.Parties) > 0 {
		c.Parties[0].Main = true
	}
}

// newParty checks in and makes a party of it. A number that can be checked fills
// in sex and day of birth, so that nobody is asked twice.
func newParty(e *Env, in PartyInput, at string, f *fault.Form) Party {
	p := Party{
		ID: e.NewID(), Role: in.Role, Kind: in.Kind, Name: strings.TrimSpace(in.Name), Sex: in.Sex, BornOn: in.BornOn,
		Phone: strings.TrimSpace(in.Phone), IDType: in.IDType, IDNumber: strings.ToUpper(strings.TrimSpace(in.IDNumber)), NoIDWhy: in.NoIDWhy,
		Address: strings.TrimSpace(in.Address), Work: in.Work, Reach: strings.TrimSpace(in.Reach), LegalRep: in.LegalRep, Agent: strings.TrimSpace(in.Agent), AgentAs: in.AgentAs, AgentTel: in.AgentTel,
		AgentRel: in.AgentRel, AgentBy: strings.TrimSpace(in.AgentBy), Capacity: in.Capacity,
		Main: in.Main, Count: in.Count,
	}
	if p.Kind == "" {
		p.Kind = "person"
	}
	f.Require(p.Role == "applicant" || p.Role == "respondent" || p.Role == "third", "case.party_role", at+"role")
	f.Require(p.Kind == "person" || p.Kind == "organisation", "case.party_kind", at+"kind")
	f.Require(p.Name != "", "case.party_name", at+"name")
	f.Require(p.Phone == "" || isPhone(p.Phone), "case.phone_wrong", at+"phone")
	f.Require(p.AgentTel == "" || isPhone(p.AgentTel), "case.phone_wrong", at+"agentPhone")
	f.Require(!in.Conceal || p.Role != "respondent", "case.conceal_whom", at+"conceal")
	f.Require(p.Count >= 0 && p.Count < 1_000_000, "case.people_wrong", at+"count")
	tooLong(f, map[string]limited{at + "name": {p.Name, maxName}, at + "address": {p.Address, 200}, at + "work": {p.Work, 100}, at + "reach": {p.Reach, 200}, at + "agent": {p.Agent, maxName}})
	p.checkGuardian(at, f)
	p.identify(e, at+"idNumber", at+"bornOn", f)
	return p
}

func isPhone(text string) bool {
	_, err := ident.CheckPhone(text)
	return err == nil
}

// typeIDCard is the resident identity card in GA/T 517.
const typeIDCard = "111"

// identify checks the identity number of a person and the credit code of an
// organisation. A code whose check character is wrong is taken, for some in use are so;
// the screen says it at the field. number and born name the fields.
func (p *Party) identify(e *Env, number, born string, f *fault.Form) {
	if p.Kind == "organisation" && p.IDType == "" && p.IDNumber != "" {
		credit, err := ident.CheckCredit(p.IDNumber)
		if err != nil && !ident.OnlyWarns(err) {
			f.Add(err.Error(), number, nil)
			return
		}
		p.IDNumber = credit.Code
	}
	if p.IDNumber != "" && p.IDType == "" && p.Kind == "person" {
		p.IDType = typeIDCard
	}
	if p.IDType == typeIDCard && p.IDNumber != "" {
		id, err := ident.CheckCitizen(p.IDNumber, ident.Day(e.Today()))
		if err != nil {
			f.Add(err.Error(), number, nil)
			return
		}
		p.Sex, p.BornOn = string(id.Sex), calendar.Date(id.Birth).String()
	}
	if p.BornOn != "" {
		d, err := calendar.ParseDate(p.BornOn)
		f.Require(err == nil && !d.After(e.Today()), "case.born_wrong", born)
	}
}

// Accept takes a case in (受理): the receipt is due and the acceptance clock stops.
type Accept struct {
	Note string `json:"note,omitempty"`
}

// Act implements Command.
func (Accept) Act() access.Act { return access.Accept }

func (in Accept) apply(c *Case, e *Env) error {
	if c.refused() {
		return fault.BadField("case.party_refused", "parties") // PML 17
	}
	for i := range c.Parties {
		p := &c.Parties[i]
		if p.Role == "applicant" && p.Consent == "" && c.represented(*p, e.Today()) {
			p.Consent = "given" // who applies, consents; for a child the guardian does, later
		}
	}
	c.AcceptedAt = e.Now
	c.addSlip(e, "receipt", "")
	c.stop(e, string(access.Accept), "", Acceptance)
	c.start(e, Routing, c.Holder, "", e.Now)
	return nil
}

// Decline refuses a case (不予受理). A reason and somewhere else to turn are owed
// to whoever asked (PML 26, mission R3).
type Decline struct {
	Reason string   `json:"reason"`
	Note   string   `json:"note,omitempty"`
	Routes []string `json:"routes"`
}

// Act implements Command.
func (Decline) Act() access.Act { return access.Decline }

func (in Decline) apply(c *Case, e *Env) error {
	if len(c.waitingReports()) > 0 {
		return fault.New(fault.Conflict, "case.report_first") // what is no case for us may be one for the police
	}
	var f fault.Form
	f.Require(e.known(codes.ListDecline, in.Reason), "case.reason_unknown", "reason")
	e.requireRoutes(in.Routes, &f)
	f.Require(in.Reason != "99" || strings.TrimSpace(in.Note) != "", "case.note_missing", "note")
	if err := f.Err(); err != nil {
		return err
	}
	c.end(e, "declined", in.Reason, in.Note, in.Routes)
	c.ClosedAt = e.Now
	c.stopAll(e, string(access.Decline))
	c.addSlip(e, "refusal", "").Said = Said{Reason: in.Reason, Note: c.EndNote, Routes: in.Routes}
	return nil
}

// Triage sorts a case into a batch, a level and a difficulty (mission C3). It
// sets what later clocks are; a clock already running is left as it is.
type Triage struct {
	Batch      Batch      `json:"batch" enum:"urgent,contain,active"`
	Level      Level      `json:"level" enum:"ordinary,major,grave"`
	Difficulty Difficulty `json:"difficulty" enum:"immediate,simple,normal,complex"`
	Reason     string     `json:"reason"`
}

// Act implements Command.
func (Triage) Act() access.Act { return access.Triage }

func (in Triage) apply(c *Case, _ *Env) error {
	var f fault.Form
	f.Require(in.Batch == BatchUrgent || in.Batch == BatchContain || in.Batch == BatchActive, "case.batch_unknown", "batch")
	f.Require(in.Level == Ordinary || in.Level == Major || in.Level == Grave, "case.level_unknown", "level")
	f.Require(in.Difficulty == DifficultyImmediate || in.Difficulty == DifficultySimple || in.Difficulty == DifficultyNormal || in.Difficulty == DifficultyComplex, "case.difficulty_unknown", "difficulty")
	f.Require(strings.TrimSpace(in.Reason) != "", "case.reason_missing", "reason")
	if err := f.Err(); err != nil {
		return err
	}
	c.Batch, c.Level, c.Difficult, c.TriageWhy = in.Batch, in.Level, in.Difficulty, in.Reason
	return nil
}

// Contact records that a party was reached, and what they say to mediation.
type Contact struct {
	Party   string `json:"party"`
	Way     string `json:"way"`
	Note    string `json:"note,omitempty"`
	Consent string `json:"consent,omitempty" enum:",given,refused"`
}

// Act implements Command.
func (Contact) Act() access.Act { return access.Contact }

func (in Contact) apply(c *Case, e *Env) error {
	p := c.party(in.Party)
	if p == nil {
		return fault.BadField("case.party_unknown", "party")
	}
	if !e.known(codes.ListContactWay, in.Way) {
		return fault.BadField("case.way_unknown", "way")
	}
	if in.Consent == "given" {
		var f fault.Form
		if c.checkRepresented([]string{p.ID}, e, "consent", &f); f.Err() != nil {
			return f.Err()
		}
	}
	if in.Consent != "" {
		p.Consent = in.Consent
	}
	c.Contacts = append(c.Contacts, Contacting{ID: e.NewID(), Party: p.ID, Way: in.Way, Note: in.Note, At: e.Now, By: e.Actor.UserID})
	c.reached(e, access.Contact, p.ID)
	return nil
}

// reached ends the clock of the first contact once somebody has spoken with an
// applicant, or with any party where nobody applied.
func (c *Case) reached(e *Env, act access.Act, parties ...string) {
	for _, id := range parties {
		if p := c.party(id); p != nil && (p.Role == "applicant" || !c.hasRole("applicant")) {
			c.stop(e, string(act), "", FirstContact)
		}
	}
}

// AddParty puts another party into the case.
type AddParty struct {
	Party PartyInput `json:"party"`
}

// Act implements Command.
func (AddParty) Act() access.Act { return access.AddParty }

func (in AddParty) apply(c *Case, e *Env) error {
	var f fault.Form
	p := newParty(e, in.Party, "party.", &f)
	p.Main = false
	c.Parties = append(c.Parties, p)
	return f.Err()
}

// AttachFile hangs an uploaded file on the case.
type AttachFile struct {
	File FileInput `json:"file"`
}

// Act implements Command.
func (AttachFile) Act() access.Act { return access.AttachFile }

func (in AttachFile) files() []FileInput { return []FileInput{in.File} }

func (in AttachFile) apply(c *Case, e *Env) error {
	var f fault.Form
	c.addFile(e, in.File, "file", &f)
	return f.Err()
}

// addFile hangs an uploaded file on the case. What it is and how long, the store of
// files knows: the sender is not asked. Faults: case.file_missing when none is named,
// case.file_unknown when it was never uploaded,
// case.file_infected when malware was found in it since.
func (c *Case) addFile(e *Env, in FileInput, at string, f *fault.Form) {
	kept, known := e.Stored[in.Digest]
	f.Require(in.Digest != "", "case.file_missing", at)
	f.Require(in.Digest == "" || known, "case.file_unknown", at)
	f.Require(kept.Scan != blob.Infected, "case.file_infected", at)
	f.Require(in.Pages >= 0 && in.Pages <= maxPages, "case.pages_wrong", at+".pages")
	c.Files = append(c.Files, File{ID: e.NewID(), Digest: in.Digest, Name: clip(in.Name, 200), Type: kept.Type, Size: kept.Size, Pages: max(1, in.Pages), Kind: in.Kind, At: e.Now, By: e.Actor.UserID, Original: kept.Original})
}

func (e *Env) known(list, code string) bool { return e.Codes.Valid(list, code, e.Today()) }

func (e *Env) requireRoutes(routes []string, f *fault.Form) {
	f.Require(len(routes) > 0, "case.routes_missing", "routes")
	e.checkRoutes(routes, f)
}

func (e *Env) checkRoutes(routes []string, f *fault.Form) {
	for _, r := range routes {
		f.Require(e.known(codes.ListReferRoute, r), "case.route_unknown", "routes")
	}
}

func (c *Case) party(id string) *Party {
	return byID(c.Parties, id, func(p *Party) string { return p.ID })
}

// refused reports whether a party the dispute is between clearly refuses: then it
// may not be mediated (PML 17). A third party's no keeps only that party out.
func (c *Case) refused() bool {
	for _, p := range c.Parties {
		if p.Role != "third" && p.Consent == "refused" {
			return true
		}
	}
	return false
}

func (c *Case) hasRole(role string) bool {
	for _, p := range c.Parties {
		if p.Role == role {
			return true
		}
	}
	return false
}

// addSlip has a numbered document issued by the organisation acted for; the
// service allots the number in the same transaction.
func (c *Case) addSlip(e *Env, kind, subject string) *Slip {
	issuer := e.actingOrg()
	if issuer == "" {
		issuer = c.Holder
	}
	c.Slips = append(c.Slips, Slip{ID: e.NewID(), Kind: kind, Org: issuer, Subject: subject, IssuedAt: e.Now, IssuedBy: e.Actor.UserID})
	return &c.Slips[len(c.Slips)-1]
}

// limited is a text and the most characters it may have.
type limited struct {
	text string
	most int
}

func tooLong(f *fault.Form, texts map[string]limited) {
	for _, field := range slices.Sorted(maps.Keys(texts)) {
		l := texts[field]
		if utf8.RuneCountInString(l.text) > l.most {
			f.Add("case.too_long", field, fault.Args{"most": l.most})
		}
	}
}
