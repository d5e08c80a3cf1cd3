package casework

import (
	"context"
	"slices"
	"time"

	"hemu/internal/access"
	"hemu/internal/fault"
	"hemu/internal/org"
	"hemu/internal/sqldb"
)

// OwnData is what a case holds about one of its people, for that person (个人信息保护法
// 45): their own words and numbers, and what was done with them. It is built field by
// field, and holds nothing about anybody else: neither names nor words of other parties,
// no caucus note, no answer about violence at home (whoever asks may stand beside the
// other side), no way to reach them safely, no paper that others signed too.
type OwnData struct {
	CaseNo     string       `json:"caseNo"`
	Unit       string       `json:"unit" doc:"that holds the case, by name"`
	MadeAt     time.Time    `json:"madeAt"`
	State      State        `json:"state"`
	ReportedAt time.Time    `json:"reportedAt"`
	Person     OwnPerson    `json:"person"`
	Sessions   []OwnSession `json:"sessions" nullable:"false" doc:"in which the person was present"`
	Contacts   []OwnContact `json:"contacts" nullable:"false"`
	Visits     []OwnVisit   `json:"visits" nullable:"false"`
	Duties     []OwnDuty    `json:"duties" nullable:"false" doc:"of an agreement"`
	Requests   []OwnRequest `json:"requests" nullable:"false" doc:"about personal data"`
}

// OwnPerson is who the person is in the case.
type OwnPerson struct {
	Role     string `json:"role" enum:"applicant,respondent,third"`
	Kind     string `json:"kind" enum:"person,organisation"`
	Name     string `json:"name"`
	Sex      string `json:"sex" doc:"GB/T 2261.1"`
	BornOn   string `json:"bornOn,omitempty"`
	Phone    string `json:"phone"`
	IDType   string `json:"idType" doc:"GA/T 517"`
	IDNumber string `json:"idNumber"`
	Address  string `json:"address"`
	Work     string `json:"work"`
	LegalRep string `json:"legalRep,omitempty"`
	Agent    string `json:"agent,omitempty"`
	Consent  string `json:"consent,omitempty" enum:",given,refused"`
}

// OwnSession is a session the person took part in.
type OwnSession struct {
	HeldAt time.Time `json:"heldAt"`
	Place  string    `json:"place"`
}

// OwnContact is that the person was spoken with.
type OwnContact struct {
	At  time.Time `json:"at"`
	Way string    `json:"way" doc:"code list contact_way"`
}

// OwnVisit is what the person said in a return visit.
type OwnVisit struct {
	On        string `json:"on"`
	Way       string `json:"way" doc:"code list visit_way"`
	Settled   string `json:"settled,omitempty"`
	Performed string `json:"performed,omitempty"`
	Satisfied string `json:"satisfied,omitempty"`
	Words     string `json:"words,omitempty"`
}

// OwnDuty is what the person owes or is owed under an agreement.
type OwnDuty struct {
	Owes      bool   `json:"owes" doc:"false: is owed"`
	Kind      string `json:"kind"`
	AmountFen int64  `json:"amountFen,omitempty"`
	DueOn     string `json:"dueOn,omitempty"`
	State     string `json:"state"`
}

// OwnRequest is what the person asked about their data.
type OwnRequest struct {
	Kind      string    `json:"kind"`
	Text      string    `json:"text"`
	At        time.Time `json:"at"`
	Decision  string    `json:"decision,omitempty"`
	Reason    string    `json:"reason,omitempty"`
	DecidedAt time.Time `json:"decidedAt,omitzero"`
}

// ReadOwnData, with the id of a request behind it, is how each copy of own data is on record
// with who made it.
const ReadOwnData = "own_data:"

// OwnData is what the case holds about who asked for it, once that was granted; the
// reading is on record with who made the copy. Who may have numbers revealed may make
// it. Faults: ErrNotFound, case.data_unknown, case.data_not_granted, case.concealed,
// case.data_restricted, and those of a refused act.
func (s *Service) OwnData(ctx context.Context, actor access.Actor, id ID, request string) (own OwnData, err error) {
	err = s.reading(ctx, actor, id, ReadOwnData+request, func(tx *sqldb.Tx, c Case) error {
		e, err := s.env(ctx, tx, actor, c, nil)
		if err != nil {
			return err
		}
		p, err := c.ownedBy(&e, request)
		if err != nil {
			return err
		}
		unit, err := org.Get(ctx, tx, c.Holder)
		own = c.ownData(p)
		own.Unit, own.MadeAt = unit.Name, tx.Now
		return err
	})
	return own, err
}

// ownedBy is whose data the actor of e may copy for a request.
func (c *Case) ownedBy(e *Env, request string) (*Party, error) {
	if !c.Anonymised.IsZero() {
		return nil, fault.New(fault.Conflict, "case.anonymised").With(fault.Args{"certificate": c.Certificate})
	}
	if err := c.allow(access.Reveal, e); err != nil {
		return nil, err
	}
	r := byID(c.Requests, request, func(r *DataRequest) string { return r.ID })
	if r == nil {
		return nil, fault.New(fault.NotFound, "case.data_unknown")
	}
	p := c.party(r.Party)
	switch {
	case !r.opens() || p == nil:
		return nil, fault.New(fault.Conflict, "case.data_not_granted")
	case p.Alias != "" && !c.mayKnow(e.Actor):
		return nil, fault.New(fault.Denied, "case.concealed")
	case c.restricted(p):
		return nil, fault.New(fault.Conflict, "case.data_restricted")
	}
	return p, nil
}

// veilBut hides the concealed people of c other than p.
func (c *Case) veilBut(p *Party) veil {
	known := c.clone()
	known.party(p.ID).Alias = ""
	return known.veil()
}

// ownData gathers what is p's.
func (c *Case) ownData(p *Party) OwnData {
	hidden := c.veilBut(p) // words may name somebody concealed
	own := OwnData{
		CaseNo: c.No, State: c.State, ReportedAt: c.ReportedAt,
		Person: OwnPerson{
			Role: p.Role, Kind: p.Kind, Name: p.Name, Sex: p.Sex, BornOn: p.BornOn, Phone: p.Phone, IDType: p.IDType, IDNumber: p.IDNumber,
			Address: p.Address, Work: p.Work, LegalRep: p.LegalRep, Agent: p.Agent, Consent: p.Consent,
		},
		Sessions: []OwnSession{}, Contacts: []OwnContact{}, Visits: []OwnVisit{}, Duties: []OwnDuty{}, Requests: []OwnRequest{},
	}
	for _, v := range c.Sessions {
		if v.State == "held" && slices.Contains(v.Present, p.ID) {
			own.Sessions = append(own.Sessions, OwnSession{v.HeldAt, hidden.text(v.Place)})
		}
	}
	for _, v := range c.Contacts {
		if v.Party == p.ID {
			own.Contacts = append(own.Contacts, OwnContact{v.At, v.Way})
		}
	}
	for _, v := range c.Visits {
		if v.Party == p.ID {
			own.Visits = append(own.Visits, OwnVisit{v.On, v.Way, v.Settled, v.Performed, v.Satisfied, hidden.text(v.Words)})
		}
	}
	for _, a := range c.Agreements {
		for _, o := range a.Duties {
			if a.State == "concluded" && (o.Debtor == p.ID || o.Creditor == p.ID) {
				own.Duties = append(own.Duties, OwnDuty{o.Debtor == p.ID, o.Kind, o.AmountFen, o.DueOn, o.State})
			}
		}
	}
	for _, r := range c.Requests {
		if r.Party == p.ID {
			own.Requests = append(own.Requests, OwnRequest{r.Kind, hidden.text(r.Text), r.At, r.Decision, hidden.text(r.Reason), r.DecidedAt})
		}
	}
	return own
}
