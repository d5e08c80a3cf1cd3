package httpapi

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/casework"
	"hemu/internal/document"
	"hemu/internal/fault"
	"hemu/internal/identity"
	"hemu/internal/message"
	"hemu/internal/retention"
	"hemu/internal/sqldb"
)

// EndingOut is a file whose time of keeping ends.
type EndingOut struct {
	ID       string `json:"id"`
	No       string `json:"no"`
	Title    string `json:"title"`
	State    string `json:"state"`
	Category string `json:"category" doc:"GB/T 31000"`
	Period   string `json:"period" doc:"code list retention; empty for a declined matter"`
	Years    int    `json:"years"`
	From     string `json:"from"`
	DueOn    string `json:"dueOn"`
	Held     bool   `json:"held"`
	Waiting  bool   `json:"waiting" doc:"in a batch that has not ended"`
}

// EndingListOut is a list of such files.
type EndingListOut struct {
	Items []EndingOut `json:"items"`
	More  bool        `json:"more" doc:"there are others"`
}

// BatchItemOut is one file of a batch.
type BatchItemOut struct {
	Case     string    `json:"case"`
	No       string    `json:"no"`
	Category string    `json:"category"`
	Period   string    `json:"period"`
	Years    int       `json:"years"`
	From     string    `json:"from"`
	DueOn    string    `json:"dueOn"`
	Outcome  string    `json:"outcome" enum:",destroyed,kept"`
	Why      string    `json:"why,omitempty" doc:"in words"`
	Files    int       `json:"files"`
	At       time.Time `json:"at,omitzero"`
}

// BatchOut is what is to be destroyed together.
type BatchOut struct {
	ID         string         `json:"id"`
	Org        string         `json:"org"`
	State      string         `json:"state" enum:"found,proposed,approved,done,refused,withdrawn"`
	No         string         `json:"no" doc:"of the certificate"`
	Reason     string         `json:"reason"`
	FoundAt    time.Time      `json:"foundAt"`
	ProposedBy string         `json:"proposedBy" doc:"by name"`
	ProposedAt time.Time      `json:"proposedAt,omitzero"`
	DecidedBy  string         `json:"decidedBy" doc:"by name"`
	DecidedAt  time.Time      `json:"decidedAt,omitzero"`
	Note       string         `json:"note"`
	DoneAt     time.Time      `json:"doneAt,omitzero"`
	ReplayedAt time.Time      `json:"replayedAt,omitzero" doc:"carried out again after an old backup was restored"`
	Version    int64          `json:"version"`
	Mine       bool           `json:"mine" doc:"the reader proposed it, and so cannot decide"`
	Cases      int            `json:"cases" doc:"in it; -1 for a number too small to be told, here and below"`
	Destroyed  int            `json:"destroyed"`
	Files      int            `json:"files"`
	Few        int            `json:"few,omitempty" doc:"the least number that is told, where any of them is not"`
	Whole      bool           `json:"whole" doc:"the reader may open every case of it, and so decide on it and have its certificate; false in a list"`
	Items      []BatchItemOut `json:"items"`
}

func (s *Server) retentionRoutes(api huma.API, mux *http.ServeMux) {
	keeping(api, op("GET", "/api/retention/ending", "listEnding", "Files whose time of keeping ends by a day"), access.ReadDestruction, s.listEnding)
	keeping(api, op("GET", "/api/retention/batches", "listBatches", "What was found, proposed and destroyed"), access.ReadRegister, s.listBatches)
	keeping(api, op("GET", "/api/retention/batches/{id}", "getBatch", "A batch with its files"), access.ReadDestruction, s.getBatch)
	keeping(api, op("POST", "/api/retention/batches", "proposeBatch", "Put files before a second person"), access.ProposeDestruction, s.proposeBatch)
	keeping(api, op("POST", "/api/retention/batches/{id}/propose", "takeUpBatch", "Put what the nightly job found before a second person"), access.ProposeDestruction, s.takeUpBatch)
	keeping(api, op("POST", "/api/retention/batches/{id}/withdraw", "withdrawBatch", "Let it go"), access.ProposeDestruction, s.withdrawBatch)
	keeping(api, op("POST", "/api/retention/batches/{id}/decide", "decideBatch", "Approve, and have it destroyed, or refuse"), access.DecideDestruction, s.decideBatch)
	plain(api, mux, op("GET", "/api/retention/batches/{id}/certificate.pdf", "getCertificate", "The certificate of what was destroyed"), bytesOf("application/pdf"), s.person(s.certificate))
}

type endingIn struct {
	By string `query:"by" doc:"day, YYYY-MM-DD; today when empty" maxLength:"10"`
}

// mostEnding is how many files a list shows: as many as one batch holds.
const mostEnding = retention.MostCases

func (s *Server) listEnding(ctx context.Context, actor access.Actor, in *endingIn) (*body[EndingListOut], error) {
	by := calendar.DateOf(s.DB.Now())
	if in.By != "" {
		var err error
		if by, err = calendar.ParseDate(in.By); err != nil {
			return nil, fault.BadField("request.bad_date", "by")
		}
	}
	list, more, err := s.Cases.Ending(ctx, actor, by, mostEnding)
	if err != nil {
		return nil, err
	}
	ids := make([]casework.ID, len(list))
	for i, k := range list {
		ids[i] = k.ID
	}
	waiting, err := s.Retention.Waiting(ctx, ids)
	out := EndingListOut{Items: []EndingOut{}, More: more}
	for _, k := range list {
		out.Items = append(out.Items, EndingOut{
			string(k.ID), k.No, k.Title, string(k.State), k.Category, k.Period, k.Keeping.Rule.Count, k.Keeping.From.String(), k.Keeping.Due.String(), k.Held, waiting[k.ID],
		})
	}
	return &body[EndingListOut]{out}, err
}

// batchOut puts names to people and words to what kept a file.
func (s *Server) batchOut(ctx context.Context, actor access.Actor, list ...retention.Batch) ([]BatchOut, error) {
	ids := []string{}
	for _, b := range list {
		ids = append(ids, b.ProposedBy, b.DecidedBy)
	}
	var names map[string]string
	if err := s.DB.Read(ctx, func(tx *sqldb.Tx) (err error) {
		names, err = identity.Names(ctx, tx, ids)
		return err
	}); err != nil {
		return nil, err
	}
	out := []BatchOut{}
	for _, b := range list {
		o := BatchOut{
			ID: b.ID, Org: b.OrgName, State: string(b.State), No: b.No, Reason: b.Reason, FoundAt: b.FoundAt, ProposedBy: names[b.ProposedBy], ProposedAt: b.ProposedAt,
			DecidedBy: names[b.DecidedBy], DecidedAt: b.DecidedAt, Note: b.Note, DoneAt: b.DoneAt, ReplayedAt: b.ReplayedAt, Version: b.Version, Mine: b.ProposedBy == actor.UserID,
			Cases: b.Cases, Destroyed: b.Destroyed, Files: b.Files, Few: b.Few, Whole: b.Whole, Items: []BatchItemOut{},
		}
		for _, i := range b.Items {
			item := BatchItemOut{string(i.Case), i.No, i.Category, i.Period, i.Years, i.From.String(), i.Due.String(), i.Outcome, "", i.Files, i.At}
			if i.Outcome == retention.ItemKept {
				item.Why = message.Text(langOf(ctx), i.Why, nil)
			}
			o.Items = append(o.Items, item)
		}
		out = append(out, o)
	}
	return out, nil
}

func (s *Server) oneBatch(ctx context.Context, actor access.Actor, b retention.Batch, err error) (*body[BatchOut], error) {
	if err != nil {
		return nil, err
	}
	out, err := s.batchOut(ctx, actor, b)
	if err != nil {
		return nil, err
	}
	return &body[BatchOut]{out[0]}, nil
}

// BatchListOut are batches, the newest first.
type BatchListOut struct {
	Items []BatchOut `json:"items"`
}

func (s *Server) listBatches(ctx context.Context, actor access.Actor, _ *struct{}) (*body[BatchListOut], error) {
	list, err := s.Retention.List(ctx, actor, nil)
	if err != nil {
		return nil, err
	}
	items, err := s.batchOut(ctx, actor, list...)
	return &body[BatchListOut]{BatchListOut{items}}, err
}

// BatchRef names a batch.
type BatchRef struct {
	ID string `path:"id" maxLength:"64"`
}

func (s *Server) getBatch(ctx context.Context, actor access.Actor, in *BatchRef) (*body[BatchOut], error) {
	b, err := s.Retention.Get(ctx, actor, in.ID)
	return s.oneBatch(ctx, actor, b, err)
}

type proposeIn struct {
	Body struct {
		Cases  []string `json:"cases" maxItems:"200"`
		Reason string   `json:"reason" maxLength:"500"`
	}
}

func (s *Server) proposeBatch(ctx context.Context, actor access.Actor, in *proposeIn) (*body[BatchOut], error) {
	b, err := s.Retention.Propose(ctx, actor, caseIDs(in.Body.Cases), in.Body.Reason)
	if err != nil {
		return nil, err
	}
	b, err = s.Retention.Get(ctx, actor, b.ID)
	return s.oneBatch(ctx, actor, b, err)
}

func caseIDs(texts []string) []casework.ID {
	ids := make([]casework.ID, len(texts))
	for i, t := range texts {
		ids[i] = casework.ID(t)
	}
	return ids
}

type takeUpIn struct {
	BatchRef
	Body struct {
		Version int64    `json:"version"`
		Without []string `json:"without,omitempty" maxItems:"200" doc:"ids of cases that are left out"`
		Reason  string   `json:"reason" maxLength:"500"`
	}
}

func (s *Server) takeUpBatch(ctx context.Context, actor access.Actor, in *takeUpIn) (*body[BatchOut], error) {
	b, err := s.Retention.TakeUp(ctx, actor, in.ID, in.Body.Version, caseIDs(in.Body.Without), in.Body.Reason)
	return s.oneBatch(ctx, actor, b, err)
}

type decideIn struct {
	BatchRef
	Body struct {
		Version int64  `json:"version"`
		Approve bool   `json:"approve"`
		Note    string `json:"note,omitempty" maxLength:"500" doc:"why; needed to refuse"`
	}
}

func (s *Server) decideBatch(ctx context.Context, actor access.Actor, in *decideIn) (*body[BatchOut], error) {
	b, err := s.Retention.Decide(ctx, actor, in.ID, in.Body.Version, in.Body.Approve, in.Body.Note)
	return s.oneBatch(ctx, actor, b, err)
}

type withdrawIn struct {
	BatchRef
	Body struct {
		Version int64 `json:"version"`
	}
}

func (s *Server) withdrawBatch(ctx context.Context, actor access.Actor, in *withdrawIn) (*body[BatchOut], error) {
	b, err := s.Retention.Withdraw(ctx, actor, in.ID, in.Body.Version)
	return s.oneBatch(ctx, actor, b, err)
}

// certificate prints what was destroyed: the same for everybody who gets it.
func (s *Server) certificate(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	if !actor.Has(access.ReadDestruction) {
		return fault.New(fault.NotFound, "request.not_found")
	}
	b, err := s.Retention.Certified(r.Context(), actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	about := document.Context{}
	if about.Codes, err = s.Codes.Read(r.Context()); err != nil {
		return err
	}
	if err := s.DB.Read(r.Context(), func(tx *sqldb.Tx) (err error) {
		about.People, err = identity.Names(r.Context(), tx, []string{b.ProposedBy, b.DecidedBy})
		return err
	}); err != nil {
		return err
	}
	doc := document.Certificate(b, about)
	return s.send(w, doc, document.FileName(b.No, doc.Name, "pdf"), "pdf")
}
