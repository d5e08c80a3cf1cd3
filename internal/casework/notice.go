package casework

import "slices"

// slipNotice is the kind of the notice that calls the parties to a session.
const slipNotice = "session_notice"

// call has the notice made by which the parties are called to a session as it is
// planned now; one made before no longer holds (Voided).
func (c *Case) call(e *Env, s Session) {
	c.addSlip(e, slipNotice, s.ID).Said.Notice = Notice{
		At: s.PlannedAt, Length: s.minutes(), Place: s.Place, Where: e.Diary.Rooms[s.Room].Place, Mediators: s.Leading(), Invited: s.Invited, Open: s.Open,
	}
}

// Leading are the mediators of a session, who leads it first, each once.
func (s Session) Leading() []string {
	var names []string
	for _, n := range append([]string{s.Chair}, s.Mediators...) {
		if n != "" && !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	return names
}

// Voided reports whether a paper of the case no longer holds: the notice of a session
// that was planned anew, then by is the number of the notice in its place, or called
// off.
func (c *Case) Voided(slip Slip) (by string, void bool) {
	if slip.Kind != slipNotice {
		return "", false
	}
	all := c.notices(slip.Subject)
	if n := len(all); n > 0 && all[n-1].ID != slip.ID {
		return all[n-1].No, true
	}
	s := c.session(slip.Subject)
	return "", s != nil && s.State == "cancelled"
}

// Replaces is the number of the notice in whose place a notice came; "" for none.
func (c *Case) Replaces(slip Slip) string {
	all := c.notices(slip.Subject)
	at := slices.IndexFunc(all, func(s Slip) bool { return s.ID == slip.ID })
	if slip.Kind != slipNotice || at < 1 {
		return ""
	}
	return all[at-1].No
}

// notices are those of a session, the oldest first.
func (c *Case) notices(session string) (all []Slip) {
	for _, s := range c.Slips {
		if s.Kind == slipNotice && s.Subject == session {
			all = append(all, s)
		}
	}
	return all
}
