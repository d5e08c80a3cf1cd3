package httpapi

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"hemu/internal/access"
	"hemu/internal/blob"
	"hemu/internal/fault"
	"hemu/internal/identity"
	"hemu/internal/sqldb"
)

// UploadOut is a file on its way.
type UploadOut struct {
	ID   string `json:"id"`
	Size int64  `json:"size" doc:"bytes"`
	Got  int64  `json:"got" doc:"bytes that have come and are kept; go on from here"`
	Part int64  `json:"part" doc:"most bytes of a part"`
	Done bool   `json:"done" doc:"it is a file already; finish says which"`
}

func uploadOut(u blob.Upload) UploadOut {
	out := UploadOut{u.ID, u.Size, u.Got(), blob.MaxPart, u.Done()}
	if out.Done {
		out.Got = out.Size
	}
	return out
}

type announceIn struct {
	ID   string `path:"id" maxLength:"36"`
	Body struct {
		Name     string `json:"name" maxLength:"1000"`
		Size     int64  `json:"size" doc:"bytes"`
		Digest   string `json:"digest,omitempty" maxLength:"64" doc:"SHA-256 of the bytes sent, hex; checked at the end when given"`
		Original bool   `json:"original,omitempty" doc:"keep the bytes as they are, as evidence; else what a picture says beside what it shows is left out"`
	}
}

func (s *Server) beginUpload(ctx context.Context, actor access.Actor, in *announceIn) (*body[UploadOut], error) {
	a := blob.Announced{Name: in.Body.Name, Size: in.Body.Size, Digest: blob.Digest(in.Body.Digest), Original: in.Body.Original}
	u, err := s.Intake.Begin(ctx, actor.UserID, in.ID, a)
	return &body[UploadOut]{uploadOut(u)}, err
}

func (s *Server) sendPart(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	at, err := strconv.ParseInt(r.URL.Query().Get("at"), 10, 64)
	if err != nil || at < 0 {
		return fault.BadField("request.invalid", "at")
	}
	u, err := s.Intake.Part(r.Context(), actor.UserID, r.PathValue("id"), at, incoming{r.Body})
	if err != nil {
		return tooLarge(err)
	}
	discard(r.Body)
	writeJSON(w, http.StatusOK, "application/json", uploadOut(u))
	return nil
}

// LimitsOut are the most bytes of files by what they are.
type LimitsOut struct {
	Photo     int64 `json:"photo" doc:"bytes of a picture"`
	Document  int64 `json:"document"`
	Recording int64 `json:"recording" doc:"of sound or video"`
}

func (s *Server) uploadLimits(ctx context.Context, _ access.Actor, _ *none) (*body[LimitsOut], error) {
	l, err := s.fileLimits(ctx)
	return &body[LimitsOut]{LimitsOut(l)}, err
}

func (s *Server) fileLimits(ctx context.Context) (l blob.Limits, err error) {
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		l, err = s.Intake.Limits(ctx, tx)
		return err
	})
	return l, err
}

type uploadIn struct {
	ID string `path:"id" maxLength:"36"`
}

func (s *Server) finishUpload(ctx context.Context, actor access.Actor, in *uploadIn) (*body[FileOut], error) {
	f, err := s.Intake.Finish(ctx, actor.UserID, in.ID)
	return &body[FileOut]{fileOut(f)}, err
}

func (s *Server) dropUpload(ctx context.Context, actor access.Actor, in *uploadIn) (*none, error) {
	return nil, s.Intake.Drop(ctx, actor.UserID, in.ID)
}

// MalwareOut is malware that was found in a file.
type MalwareOut struct {
	ID      string    `json:"id"`
	Digest  string    `json:"digest" doc:"hex SHA-256 of the file"`
	Name    string    `json:"name,omitempty" doc:"of the file; only for who sent it"`
	Size    int64     `json:"size" doc:"bytes"`
	Malware string    `json:"malware" doc:"as the scanner calls it"`
	At      time.Time `json:"at"`
	Kept    bool      `json:"kept" doc:"the file had been kept unseen and is out of circulation; else it was refused"`
	Mine    bool      `json:"mine"`
	Sender  string    `json:"sender" doc:"name of who sent it"`
	Fresh   bool      `json:"fresh" doc:"one's own, and not seen yet"`
}

// MalwareListOut are those one is told of, the newest first.
type MalwareListOut struct {
	Items []MalwareOut `json:"items" nullable:"false"`
	Fresh int          `json:"fresh"`
	Next  string       `json:"next,omitempty" doc:"cursor of the next page"`
}

type findingsIn struct {
	Mine   bool   `query:"mine" doc:"only those in one's own files"`
	Cursor string `query:"cursor" maxLength:"400"`
}

func (s *Server) listFindings(ctx context.Context, actor access.Actor, in *findingsIn) (*body[MalwareListOut], error) {
	list, next, err := s.Intake.Findings(ctx, actor.UserID, !in.Mine && actor.Has(access.ReadFindings), in.Cursor)
	if err != nil {
		return nil, err
	}
	senders := []string{}
	for _, f := range list {
		senders = append(senders, f.Uploader)
	}
	var names map[string]string
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		names, err = identity.Names(ctx, tx, senders)
		return err
	})
	out := MalwareListOut{Items: []MalwareOut{}, Next: next}
	for _, f := range list {
		mine := f.Uploader == actor.UserID
		if mine && !f.Told {
			out.Fresh++
		}
		out.Items = append(out.Items, MalwareOut{f.ID, string(f.Digest), f.Name, f.Size, f.Malware, f.At, f.Kept, mine, names[f.Uploader], mine && !f.Told})
	}
	return &body[MalwareListOut]{out}, err
}

func (s *Server) toldFindings(ctx context.Context, actor access.Actor, _ *none) (*none, error) {
	return nil, s.Intake.Told(ctx, actor.UserID)
}
