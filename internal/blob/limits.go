package blob

import (
	"context"
	"path"
	"strings"

	"hemu/internal/fault"
	"hemu/internal/sqldb"
)

// Limits are the most bytes of a file, by what it is.
type Limits struct{ Photo, Document, Recording int64 }

// Even limits files of every kind alike.
func Even(n int64) Limits { return Limits{n, n, n} }

// Most is the largest of them.
func (l Limits) Most() int64 { return max(l.Photo, l.Document, l.Recording) }

// Within is l where no file is longer than n bytes.
func (l Limits) Within(n int64) Limits {
	return Limits{min(l.Photo, n), min(l.Document, n), min(l.Recording, n)}
}

// Of is the limit of a media type.
func (l Limits) Of(media string) int64 {
	switch {
	case strings.HasPrefix(media, "image/"):
		return l.Photo
	case strings.HasPrefix(media, "audio/"), strings.HasPrefix(media, "video/"), media == "application/ogg":
		return l.Recording
	}
	return l.Document
}

// LimitsIn are the limits that hold in a transaction.
type LimitsIn func(ctx context.Context, tx *sqldb.Tx) (Limits, error)

// called are the media types that names end in. A name may lie; what it promises is
// enough to refuse a file before it is sent.
var called = map[string]string{
	".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".gif": "image/gif", ".webp": "image/webp", ".heic": "image/heic", ".heif": "image/heic",
	".mp3": "audio/mpeg", ".wav": "audio/wave", ".m4a": "video/mp4", ".amr": "audio/amr", ".ogg": "application/ogg", ".aif": "audio/aiff", ".aiff": "audio/aiff",
	".mp4": "video/mp4", ".m4v": "video/mp4", ".3gp": "video/mp4", ".mov": "video/mp4",
	".pdf": "application/pdf", ".ofd": ofd, ".docx": docx, ".xlsx": xlsx, ".txt": "text/plain",
}

// promised is the limit of a file of which only the name is known.
func (l Limits) promised(name string) int64 {
	if media := called[strings.ToLower(path.Ext(name))]; media != "" {
		return l.Of(media)
	}
	return l.Most()
}

func tooLarge(limit int64) error { return ErrTooLarge.With(fault.Args{"max": limit >> 20}) }
