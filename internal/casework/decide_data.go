package casework

import (
	"strings"
	"time"

	"hemu/internal/access"
	"hemu/internal/fault"
)

// DataRequest is what a person asks about their own data in the case: to see it, to
// have a copy to take along, to have it corrected or deleted (个人信息保护法 44–47, 50;
// mission R4). The unit that holds the case answers by its clock.
type DataRequest struct {
	ID    string `json:"id"`
	Kind  string `json:"kind" enum:"see,copy,correct,delete"`
	Party string `json:"party,omitempty" doc:"party id of whose data it is; empty until it was checked who asks"`
	Text  string `json:"text"` // in the person's words
	// Online: asked on the tracking page, by whoever holds the code.
	Online   bool      `json:"online,omitempty"`
	At       time.Time `json:"at"`
	By       string    `json:"by,omitempty"` // user id of who wrote it down
	Identity string    `json:"identity,omitempty" enum:",paper,known,agent,unproven" doc:"how it was checked who asks"`
	// Decision is "" while it waits.
	Decision  string    `json:"decision,omitempty" enum:",granted,partly,refused"`
	Reason    string    `json:"reason,omitempty"`
	KeptUntil string    `json:"keptUntilOn,omitempty" doc:"of a deletion: first day on which the file may be anonymised; empty when no policy lets it go yet"`
	DecidedAt time.Time `json:"decidedAt,omitzero"`
	DecidedBy string    `json:"decidedBy,omitempty"` // user id
}

// Waits reports whether somebody still has to answer r.
func (r DataRequest) Waits() bool { return r.Decision == "" }

// opens reports whether r lets its person have a copy of their data.
func (r DataRequest) opens() bool {
	return (r.Kind == "see" || r.Kind == "copy") && (r.Decision == "granted" || r.Decision == "partly")
}

// unproven is the identity of somebody who could not show who they are.
const unproven = "unproven"

// dataKinds, dataIdentities and dataDecisions are what may be asked, shown and answered.
var (
	dataKinds      = []string{"see", "copy", "correct", "delete"}
	dataIdentities = []string{"paper", "known", "agent"}
	dataDecisions  = []string{"granted", "partly", "refused"}
)

// AskData puts on record what a person asks about their own data.
type AskData struct {
	Kind     string `json:"kind" enum:"see,copy,correct,delete"`
	Party    string `json:"party" doc:"party id of whose data it is"`
	Identity string `json:"identity" enum:"paper,known,agent" doc:"how it was checked who asks"`
	Text     string `json:"text" doc:"in the person's words"`
}

// Act implements Command.
func (AskData) Act() access.Act { return access.AskData }

func (in AskData) apply(c *Case, e *Env) error {
	online := e.Actor.System
	var f fault.Form
	f.Require(contains(dataKinds, in.Kind), "case.data_kind", "kind")
	f.Require(online || c.party(in.Party) != nil, "case.party_unknown", "party")
	f.Require(online || contains(dataIdentities, in.Identity), "case.data_identity", "identity")
	f.Require(strings.TrimSpace(in.Text) != "", "case.text_missing", "text")
	tooLong(&f, map[string]limited{"text": {in.Text, maxNote}})
	if err := f.Err(); err != nil {
		return err
	}
	if p := c.party(in.Party); p != nil && p.Alias != "" && !c.mayKnow(e.Actor) {
		return fault.New(fault.Denied, "case.concealed")
	}
	if online && c.askedSince(e.Now.Add(-24*time.Hour)) >= maxSaid {
		return fault.New(fault.TooMany, "case.said_often")
	}
	c.rehome(e)
	r := DataRequest{ID: e.NewID(), Kind: in.Kind, Text: strings.TrimSpace(in.Text), Online: online, At: e.Now, By: e.Actor.UserID}
	if !online {
		r.Party, r.Identity = in.Party, in.Identity
	}
	c.Requests = append(c.Requests, r)
	c.start(e, DataClock, c.Holder, r.ID, e.Now)
	return nil
}

// askedSince counts what was asked on the tracking page, as saidSince does.
func (c *Case) askedSince(from time.Time) (n int) {
	for _, r := range c.Requests {
		if r.Online && r.At.After(from) {
			n++
		}
	}
	return n
}

// AnswerData decides on what a person asked about their data, and issues the written
// answer. To refuse and to grant in part need a reason (个人信息保护法 50). A deletion is
// bound by the time of keeping: until that is over the data of who asked is kept and
// used for nothing else (个人信息保护法 47, last paragraph).
type AnswerData struct {
	Request  string `json:"request"`
	Party    string `json:"party,omitempty" doc:"party id, where it was asked on the tracking page"`
	Identity string `json:"identity,omitempty" enum:",paper,known,agent,unproven" doc:"how it was checked who asks, where that was not done yet; who is unproven is refused"`
	Decision string `json:"decision" enum:"granted,partly,refused"`
	Reason   string `json:"reason,omitempty"`
	Field    string `json:"field,omitempty" doc:"of a correction: parties.<id>.<field> of that person"`
	Old      string `json:"old,omitempty" doc:"of a correction: what stands there now"`
	New      string `json:"new,omitempty" doc:"of a correction: what stands there from now on"`
}

// Act implements Command.
func (AnswerData) Act() access.Act { return access.AnswerData }

func (in AnswerData) apply(c *Case, e *Env) error {
	r := byID(c.Requests, in.Request, func(r *DataRequest) string { return r.ID })
	if r == nil || !r.Waits() {
		return fault.BadField("case.data_unknown", "request")
	}
	refused := in.Decision == "refused"
	if r.Identity == "" {
		r.Identity, r.Party = in.Identity, in.Party
	}
	var f fault.Form
	f.Require(contains(dataDecisions, in.Decision), "case.data_decision", "decision")
	f.Require(contains(dataIdentities, r.Identity) || r.Identity == unproven && refused, "case.data_identity", "identity")
	f.Require(c.party(r.Party) != nil || r.Identity == unproven, "case.party_unknown", "party")
	f.Require(in.Decision == "granted" || strings.TrimSpace(in.Reason) != "", "case.reason_missing", "reason")
	tooLong(&f, map[string]limited{"reason": {in.Reason, maxNote}})
	if err := f.Err(); err != nil {
		return err
	}
	p := c.party(r.Party)
	if p != nil && p.Alias != "" && !c.mayKnow(e.Actor) {
		return fault.New(fault.Denied, "case.concealed")
	}
	if r.Identity == unproven { // nobody's answer is addressed to a party
		r.Party, p = "", nil
	}
	r.Decision, r.Reason, r.DecidedAt, r.DecidedBy = in.Decision, strings.TrimSpace(in.Reason), e.Now, e.Actor.UserID
	if !refused {
		if err := in.carryOut(c, e, r, p); err != nil {
			return err
		}
	}
	c.stop(e, string(access.AnswerData), r.ID, DataClock)
	c.addSlip(e, "data_reply", r.ID)
	return nil
}

// carryOut does what was granted to p.
func (in AnswerData) carryOut(c *Case, e *Env, r *DataRequest, p *Party) error {
	switch r.Kind {
	case "correct":
		if !strings.HasPrefix(in.Field, "parties."+p.ID+".") {
			return fault.BadField("case.data_field", "field")
		}
		return Correct{Field: in.Field, Old: in.Old, New: in.New, Reason: r.Text}.apply(c, e)
	case "delete":
		if c.State.Open() || c.State == Merged {
			return fault.New(fault.Conflict, "case.data_open")
		}
		p.Restricted = true
		if k, ok := c.Keeping(e.Policies, e.Today()); ok {
			r.KeptUntil = k.Due.String()
		}
	}
	return nil
}

// waitingData reports whether a request about data waits for its answer.
func (c *Case) waitingData() bool {
	for _, r := range c.Requests {
		if r.Waits() {
			return true
		}
	}
	return false
}

// countedData is what stays of a request when the case is anonymised.
func countedData(r DataRequest) DataRequest {
	return DataRequest{ID: r.ID, Kind: r.Kind, Party: r.Party, Online: r.Online, At: r.At, By: r.By, Identity: r.Identity, Decision: r.Decision, DecidedAt: r.DecidedAt, DecidedBy: r.DecidedBy}
}
