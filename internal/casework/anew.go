package casework

import (
	"context"
	"errors"
	"fmt"

	"hemu/internal/sqldb"
)

// MarkOld gives cases from before the tables lists are filtered by their rows there,
// page by page, and tells how many. It may be stopped and run again at any time.
func (s *Service) MarkOld(ctx context.Context) (int, error) {
	return s.writeAnew(ctx, unmarked, markAnew)
}

// IndexOld makes cases from before the search index findable by their words, page by
// page, and tells how many. It may be stopped and run again at any time.
func (s *Service) IndexOld(ctx context.Context) (int, error) {
	return s.writeAnew(ctx, unindexed, indexAnew)
}

// anewPage is how many cases one transaction writes anew: few, as others wait for it.
const anewPage = 100

// writeAnew works through a list of cases. One that cannot be read stays on the list
// and does not keep the others from their turn; the error names it.
func (s *Service) writeAnew(ctx context.Context, list func(context.Context, *sqldb.Tx, string, int) ([]string, error),
	write func(context.Context, *sqldb.Tx, Case) error,
) (n int, err error) {
	var unread []error
	after := ""
	for more := true; more; {
		var done int
		var bad []error
		err := s.DB.Write(ctx, func(tx *sqldb.Tx) error {
			ids, err := list(ctx, tx, after, anewPage)
			for _, id := range ids {
				if err == nil {
					err = lock(ctx, tx, id)
				}
				if err != nil {
					return err
				}
				c, broken := load(ctx, tx, ID(id))
				switch {
				case broken != nil && (ctx.Err() != nil || sqldb.IsUnavailable(broken)):
					return broken
				case broken != nil:
					bad = append(bad, fmt.Errorf("case %s: %w", id, broken))
				default:
					err = write(ctx, tx, c)
					done++
				}
			}
			if more = len(ids) == anewPage; len(ids) > 0 {
				after = ids[len(ids)-1]
			}
			return err
		})
		if err != nil {
			return n, err
		}
		n, unread = n+done, append(unread, bad...)
	}
	return n, errors.Join(unread...)
}
