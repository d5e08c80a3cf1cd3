package casework

import (
	"context"

	"hemu/internal/access"
	"hemu/internal/fault"
	"hemu/internal/sqldb"
)

// Quarantine says that malware was found in a file that had been kept before it could
// be looked at: it stays on record, and nobody gets its bytes any more.
type Quarantine struct {
	File    string `json:"file"`
	Digest  string `json:"digest" doc:"hex SHA-256 of the bytes"`
	Malware string `json:"malware" doc:"as the scanner calls it"`
}

// Act implements Command.
func (Quarantine) Act() access.Act { return access.Quarantine }

func (in Quarantine) apply(c *Case, _ *Env) error {
	f := c.file(in.File)
	if f == nil {
		return fault.BadField("case.file_unknown", "file")
	}
	f.Malware = in.Malware
	return nil
}

var errUnmarked = &fault.Error{Kind: fault.Unavailable, Code: "case.unmarked"}

// QuarantineFile takes a file out of every case that names it, and returns how many
// cases that are; those it was taken out of before stay as they are. A case that is
// anonymised names none. It fails while cases from before an upgrade have no marks yet, since
// nobody knows then which of them name the file.
func (s *Service) QuarantineFile(ctx context.Context, tx *sqldb.Tx, digest, malware string) (int, error) {
	if all, err := Marked(ctx, tx); err != nil || !all {
		if err == nil {
			err = errUnmarked
		}
		return 0, err
	}
	ids, err := casesNaming(ctx, tx, digest)
	if err != nil {
		return 0, err
	}
	for _, id := range ids {
		if err := lock(ctx, tx, id); err != nil {
			return 0, err
		}
		c, err := load(ctx, tx, id)
		if err != nil {
			return 0, err
		}
		for _, f := range c.Files {
			if f.Digest != digest || f.Malware != "" {
				continue
			}
			cmd := Quarantine{f.ID, digest, malware}
			e, err := s.env(ctx, tx, access.Actor{System: true}, c, cmd)
			if err != nil {
				return 0, err
			}
			after, events, err := Decide(c, cmd, e)
			if err != nil {
				return 0, err
			}
			if c, err = s.record(ctx, tx, c, after, events, e); err != nil {
				return 0, err
			}
		}
	}
	return len(ids), nil
}
