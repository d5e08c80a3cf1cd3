package httpapi

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"hemu/internal/access"
	"hemu/internal/fault"
	"hemu/internal/identity"
	"hemu/internal/ledger"
	"hemu/internal/sqldb"
)

// CheckpointOut is a signed statement of how long the record was at an instant.
type CheckpointOut struct {
	Size int64     `json:"size"`
	Root string    `json:"root" doc:"hex"`
	At   time.Time `json:"at"`
	Note string    `json:"note" doc:"the signed text"`
}

func checkpointOut(s ledger.Statement) CheckpointOut {
	return CheckpointOut{s.Size, hex.EncodeToString(s.Root), s.At, s.Note}
}

// LedgerOut is where the record stands.
type LedgerOut struct {
	PublicKey   string          `json:"publicKey" doc:"verifies the signatures; give it to whoever checks"`
	Checkpoints []CheckpointOut `json:"checkpoints" nullable:"false" doc:"newest first"`
}

func (s *Server) ledgerStatus(ctx context.Context, _ access.Actor, _ *none) (*body[LedgerOut], error) {
	out := LedgerOut{s.Keys.Public, []CheckpointOut{}}
	err := s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		all, err := ledger.Statements(ctx, tx, 0, 20)
		for _, one := range all {
			out.Checkpoints = append(out.Checkpoints, checkpointOut(one))
		}
		return err
	})
	return &body[LedgerOut]{out}, err
}

// VerifiedOut is what reading the whole record found.
type VerifiedOut struct {
	Whole       bool         `json:"whole"`
	Entries     int64        `json:"entries"`
	Streams     int64        `json:"streams"`
	Checkpoints int64        `json:"checkpoints"`
	Waiting     int64        `json:"waiting" doc:"entries no checkpoint covers yet"`
	Erased      int64        `json:"erased" doc:"entries whose body was lawfully erased"`
	Found       int64        `json:"found"`
	Findings    []FindingOut `json:"findings" nullable:"false"`
	TookMs      int64        `json:"tookMs"`
}

// FindingOut is one thing wrong with the record.
type FindingOut struct {
	Kind    string `json:"kind"`
	Stream  string `json:"stream"`
	Seq     int64  `json:"seq"`
	EntryID string `json:"entryId"`
}

// VerifyStep is one line of the answer while the record is read: how far it is, and
// in the last line what was found, or why reading ended.
type VerifyStep struct {
	Read    int64        `json:"read" doc:"entries read so far"`
	All     int64        `json:"all" doc:"entries there should be"`
	Result  *VerifiedOut `json:"result,omitempty"`
	Problem *Problem     `json:"problem,omitempty"`
}

const (
	// tellEvery is how often whoever waits for the verification hears of it.
	tellEvery = 500 * time.Millisecond
	// verifyWrites is how long one line may take to reach them.
	verifyWrites = time.Minute
)

// verifyLedger reads the whole record, which takes as long as it is long, and
// tells meanwhile how far it is: one JSON object a line.
func (s *Server) verifyLedger(_ context.Context, _ access.Actor, _ *none) (*huma.StreamResponse, error) {
	return &huma.StreamResponse{Body: func(h huma.Context) {
		h.SetHeader("Content-Type", "application/x-ndjson")
		_, w := humago.Unwrap(h)
		out, line := http.NewResponseController(w), json.NewEncoder(w)
		tell := func(step VerifyStep) error {
			// Without a deadline to move (a test's recorder) there is none to miss.
			_ = out.SetWriteDeadline(time.Now().Add(verifyWrites))
			return errors.Join(line.Encode(step), out.Flush())
		}
		// The server's limit on reading a request would end a long verification.
		_ = out.SetReadDeadline(time.Time{})
		began, told := time.Now(), time.Now()
		r, err := ledger.VerifyTelling(h.Context(), s.DB, s.Data, func(read, all int64) {
			if read%64 == 0 && time.Since(told) >= tellEvery {
				told = time.Now()
				_ = tell(VerifyStep{Read: read, All: all}) // nobody listens any more: the context ends it
			}
		}, s.Keys.Verifier)
		last := VerifyStep{Read: r.Entries, All: r.Entries, Result: verifiedOut(r, time.Since(began))}
		if err != nil {
			slog.ErrorContext(h.Context(), "verification failed", "ref", refOf(h.Context()), "err", err)
			last = VerifyStep{Problem: problemOf(sqldb.Fault(err), langOf(h.Context()), refOf(h.Context()))}
		}
		if err := tell(last); err != nil {
			slog.WarnContext(h.Context(), "verification not told", "err", err)
		}
	}}, nil
}

func verifiedOut(r ledger.Report, took time.Duration) *VerifiedOut {
	out := VerifiedOut{r.Whole(), r.Entries, r.Streams, r.Checkpoints, r.Waiting, r.Erased, r.Found, []FindingOut{}, took.Milliseconds()}
	for _, f := range r.Findings {
		out.Findings = append(out.Findings, FindingOut{string(f.Kind), f.Stream, f.Seq, f.EntryID})
	}
	return &out
}

// RecordOut is one entry of the record of administration.
type RecordOut struct {
	ID    string          `json:"id"`
	Seq   int64           `json:"seq"`
	At    time.Time       `json:"at"`
	Actor string          `json:"actor"`
	Name  string          `json:"actorName,omitempty" doc:"of the actor today"`
	Org   string          `json:"org"`
	Role  string          `json:"role"`
	Verb  string          `json:"verb"`
	Body  json.RawMessage `json:"body,omitempty"`
	Hash  string          `json:"hash"`
}

// caseStream reports whether a stream is the history of a case, which nobody
// reads through the record of administration: cases have their own door.
func caseStream(stream string) bool { return !strings.ContainsAny(stream, ":") && len(stream) == 36 }

func (s *Server) readStream(ctx context.Context, _ access.Actor, in *struct {
	Stream string `path:"stream" maxLength:"100"`
	Before int64  `query:"before" minimum:"0"`
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
}) (*body[listOf[RecordOut]], error) {
	if caseStream(in.Stream) {
		return nil, fault.New(fault.NotFound, "request.not_found")
	}
	out := listOf[RecordOut]{Items: []RecordOut{}}
	err := s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		all, err := ledger.List(ctx, tx, in.Stream, in.Before, in.Limit)
		if err != nil {
			return err
		}
		var actors []string
		for _, e := range all {
			actors = append(actors, e.Actor)
		}
		names, err := identity.Names(ctx, tx, actors)
		for _, e := range all {
			out.Items = append(out.Items, RecordOut{e.ID, e.Seq, e.At, e.Actor, names[e.Actor], e.Org, e.Role, e.Verb, e.Body, e.Hash})
		}
		return err
	})
	return &body[listOf[RecordOut]]{out}, err
}

// ProofOut shows without the database that an entry is under a signed
// checkpoint. The body is left out, and its salt with it: whoever may verify the
// record may not thereby read every case. Its digest is enough for the hash.
type ProofOut struct {
	Entry ProvenOut `json:"entry"`
	Pos   int64     `json:"pos" doc:"0.. in the order of all streams"`
	Path  []string  `json:"path" nullable:"false" doc:"hashes from the leaf to the root, hex"`
	Note  string    `json:"note" doc:"the signed checkpoint"`
}

// ProvenOut is what an entry's hash is made of.
type ProvenOut struct {
	ID         string    `json:"id"`
	Stream     string    `json:"stream"`
	Seq        int64     `json:"seq"`
	At         time.Time `json:"at"`
	Actor      string    `json:"actor"`
	Org        string    `json:"org"`
	Role       string    `json:"role"`
	Verb       string    `json:"verb"`
	BodyDigest string    `json:"bodyDigest" doc:"hex"`
	Prev       string    `json:"prev" doc:"hex, empty for the first of its stream"`
	Hash       string    `json:"hash" doc:"hex"`
}

func (s *Server) proveEntry(ctx context.Context, _ access.Actor, in *IDIn) (*body[ProofOut], error) {
	var p ledger.Proof
	err := s.DB.Read(ctx, func(tx *sqldb.Tx) (err error) {
		p, err = ledger.Prove(ctx, tx, in.ID)
		return err
	})
	if err != nil {
		return nil, err
	}
	e := p.Entry
	out := ProofOut{
		Entry: ProvenOut{e.ID, e.Stream, e.Seq, e.At, e.Actor, e.Org, e.Role, e.Verb, e.BodyDigest, e.Prev, e.Hash},
		Pos:   p.Pos, Path: []string{}, Note: p.Note,
	}
	for _, node := range p.Path {
		out.Path = append(out.Path, hex.EncodeToString(node))
	}
	return &body[ProofOut]{out}, nil
}
