package retention

import (
	"encoding/json"
	"errors"
	"io"

	"hemu/internal/fault"
)

// ReadList reads the list that is kept apart from backups. It is read whole before
// anything is done by it. Errors: those of r, and retention.bad_list with Args entry, the
// one that can't be read, counted from 1.
func ReadList(r io.Reader) (list []Listed, err error) {
	for lines := json.NewDecoder(r); ; {
		var l Listed
		err := lines.Decode(&l)
		if errors.Is(err, io.EOF) {
			return list, nil
		}
		if err == nil && !l.whole() {
			err = errors.New("nothing is in it that is destroyed or numbered again")
		}
		if err != nil {
			return nil, errors.Join(fault.New(fault.Invalid, "retention.bad_list").With(fault.Args{"entry": len(list) + 1}), err)
		}
		list = append(list, l)
	}
}

// whole reports whether a line says what Replay needs: exactly one of its three kinds.
func (l Listed) whole() bool {
	switch {
	case l.Numbers != nil:
		return l.Batch == nil && l.Case == "" && l.Numbers.Last > 0
	case l.Batch != nil:
		return l.Case == "" && l.Batch.No != ""
	}
	return l.Case != "" && l.Certificate != ""
}
