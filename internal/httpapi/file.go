package httpapi

import (
	"context"
	"io"
	"mime"
	"net/http"
	"strings"
	"time"

	"hemu/internal/access"
	"hemu/internal/blob"
	"hemu/internal/casework"
	"hemu/internal/sqldb"
)

// kept finds a file of a case the actor may see, and what is stored of it: what the
// bytes are is what was found when they came, not what a command said.
func (s *Server) kept(ctx context.Context, actor access.Actor, id, file string, glance bool) (f casework.File, b blob.Blob, err error) {
	if f, err = s.Cases.File(ctx, actor, casework.ID(id), file, glance); err != nil {
		return f, b, err
	}
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		found, err := blob.Find(ctx, tx, blob.Digest(f.Digest))
		if b = found.Blob; err == nil && b.Scan == blob.Infected {
			err = blob.ErrQuarantined
		}
		return err
	})
	return f, b, err
}

// Strangers' bytes: nothing in them may run, whatever they turn out to be. A browser's
// own PDF viewer does not start in a sandbox; it runs apart from the page, and what it
// shows may load nothing.
const (
	sealedBytes = "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'"
	sealedPDF   = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
)

// file gives one file of a case. Only pictures, recordings and PDF are shown in the
// browser; everything else is saved, so that no uploaded file runs in our name.
func (s *Server) file(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	out, ctx, done := download(w, r)
	defer done()
	f, b, err := s.kept(ctx, actor, r.PathValue("id"), r.PathValue("file"), false)
	if err != nil {
		return err
	}
	in, err := s.open(ctx, b, b.Original && !f.Original)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	way, policy := "attachment", sealedBytes
	if mediaType, _, err := mime.ParseMediaType(b.Type); err == nil {
		for _, shown := range []string{"image/", "audio/", "video/", "application/pdf"} {
			if strings.HasPrefix(mediaType, shown) {
				way = "inline"
			}
		}
		if mediaType == "application/pdf" {
			policy = sealedPDF
		}
	}
	attach(w, way, f.Name)
	w.Header().Set("Content-Type", b.Type)
	w.Header().Set("Content-Security-Policy", policy)
	w.Header().Set("X-Content-Type-Options", "nosniff")
	out.send(r, time.Time{}, in) // a recording is heard from its middle
	return nil
}

// open opens a stored file, or a copy of it that says nothing beside the picture.
func (s *Server) open(ctx context.Context, b blob.Blob, bare bool) (io.ReadSeekCloser, error) {
	if bare {
		return s.Blobs.Clean(ctx, b)
	}
	return s.Blobs.Open(ctx, b.Digest)
}

// preview gives a picture of a case drawn small.
func (s *Server) preview(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	_, b, err := s.kept(r.Context(), actor, r.PathValue("id"), r.PathValue("file"), true)
	if err != nil {
		return err
	}
	small, err := s.Previews.Picture(r.Context(), b)
	if err != nil {
		return err
	}
	attach(w, "inline", "preview.jpg")
	w.Header().Set("Content-Type", "image/jpeg")
	w.Header().Set("Content-Security-Policy", sealedBytes)
	_, err = w.Write(small)
	return err
}

type fileIn struct {
	ID   string `path:"id" maxLength:"64"`
	File string `path:"file" maxLength:"64"`
}

// TextOut is a text file of a case, or its beginning.
type TextOut struct {
	Text string `json:"text"`
	Cut  bool   `json:"cut" doc:"there is more; get the file"`
}

func (s *Server) fileText(ctx context.Context, actor access.Actor, in *fileIn) (*body[TextOut], error) {
	_, b, err := s.kept(ctx, actor, in.ID, in.File, false)
	if err != nil {
		return nil, err
	}
	text, cut, err := s.Blobs.Text(ctx, b)
	return &body[TextOut]{TextOut{text, cut}}, err
}
