package codes

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"hemu/internal/calendar"
	"hemu/internal/fault"
	"hemu/internal/sqldb"
)

var errNoPolicy = fault.New(fault.NotFound, "codes.policy_not_found")

// Kinds lists every kind of policy in the order of casework.md §4.
func Kinds() []Kind {
	return []Kind{FirstContact, Acceptance, SignIn, Handling, Total, VisitClock, JudicialConfirmation, Performance,
		Routing, Designation, Opinion, ExtensionReply, VoiceAnswer, ComplaintAnswer, DataAnswer, Closing, Archiving, SupervisionReply,
		Attempts, ScaleThreshold, LevelThreshold, SessionMinutes, PhotoSize, DocumentSize, RecordingSize, LateEntry, SmallNumber, Retention, RetentionDeclined}
}

// AddPolicy puts a rule into force from a day on (today when From is zero).
// Clocks that run already keep the rule they were set by.
func (s *Service) AddPolicy(ctx context.Context, by, actingOrg string, rule ClockRule) (ClockRule, error) {
	err := s.change(ctx, func(tx *sqldb.Tx, now Snapshot) (err error) {
		if rule, err = prepare(rule, now, calendar.DateOf(tx.Now)); err != nil {
			return err
		}
		rule.Replaces = ""
		if err := insertPolicy(ctx, tx, rule); err != nil {
			return err
		}
		return record(ctx, tx, by, actingOrg, "codes.add_policy", rule)
	})
	return rule, err
}

// RevisePolicy puts rule into the place of policy rule.ID, read at rule.Version,
// from rule.From on. The old rule keeps its id and ends there; the new one has an
// id of its own, so every clock can still name the rule it was set by.
func (s *Service) RevisePolicy(ctx context.Context, by, actingOrg string, rule ClockRule) (ClockRule, error) {
	err := s.change(ctx, func(tx *sqldb.Tx, now Snapshot) error {
		old, err := openPolicy(now, rule.ID)
		if err != nil {
			return err
		}
		version := rule.Version
		if rule, err = prepare(rule, now, calendar.DateOf(tx.Now)); err != nil {
			return err
		}
		if rule.Kind != old.Kind {
			return fault.BadField("codes.policy_kind", "kind")
		}
		if err := endPolicy(ctx, tx, old.ID, version, later(rule.From, old.From)); err != nil {
			return err
		}
		rule.Replaces = old.ID
		if err := insertPolicy(ctx, tx, rule); err != nil {
			return err
		}
		return record(ctx, tx, by, actingOrg, "codes.revise_policy", rule)
	})
	return rule, err
}

// RetirePolicy ends a policy from a day on (today when zero). The next less
// specific rule takes over; the last rule of a clock's kind can't go, for there
// would be no limit any more.
func (s *Service) RetirePolicy(ctx context.Context, by, actingOrg, id string, version int64, from calendar.Date) error {
	return s.change(ctx, func(tx *sqldb.Tx, now Snapshot) error {
		old, err := openPolicy(now, id)
		if err != nil {
			return err
		}
		today := calendar.DateOf(tx.Now)
		if from.IsZero() {
			from = today
		}
		if from.Before(today) {
			return fault.BadField("codes.from_too_early", "from")
		}
		if old.general() && !slices.ContainsFunc(now.Policies, func(p ClockRule) bool {
			return p.ID != id && p.Kind == old.Kind && p.general() && p.on(from) && p.Until.IsZero()
		}) {
			return fault.New(fault.Conflict, "codes.policy_last")
		}
		if err := endPolicy(ctx, tx, id, version, later(from, old.From)); err != nil {
			return err
		}
		old.Until = later(from, old.From)
		return record(ctx, tx, by, actingOrg, "codes.retire_policy", old)
	})
}

// general: the rule applies to every case of its kind.
func (r ClockRule) general() bool { return r.rank() == [5]int{} }

func later(a, b calendar.Date) calendar.Date {
	if a.Before(b) {
		return b
	}
	return a
}

func openPolicy(now Snapshot, id string) (ClockRule, error) {
	for _, p := range now.Policies {
		if p.ID == id {
			if !p.Until.IsZero() {
				return p, fault.New(fault.Conflict, "codes.policy_ended")
			}
			return p, nil
		}
	}
	return ClockRule{}, errNoPolicy
}

// prepare checks a new rule and gives it its own id.
func prepare(rule ClockRule, now Snapshot, today calendar.Date) (ClockRule, error) {
	if rule.From.IsZero() {
		rule.From = today
	}
	if rule.YellowPercent == 0 {
		rule.YellowPercent = 70
	}
	if rule.Unit == "" {
		rule.Unit = calendar.Day
	}
	if err := checkPolicy(rule, now, today); err != nil {
		return rule, err
	}
	id, err := uuid.NewV7()
	rule.ID, rule.Until, rule.Version = id.String(), calendar.Date{}, 1
	return rule, err
}

// checkPolicy decides whether a rule makes sense.
func checkPolicy(r ClockRule, now Snapshot, today calendar.Date) error {
	var f fault.Form
	f.Require(slices.Contains(Kinds(), r.Kind), "codes.policy_kind", "kind")
	f.Require(!r.From.Before(today), "codes.from_too_early", "from")
	f.Require(r.Span().Validate() == nil, "codes.span_bad", "length")
	f.Require(r.YellowPercent >= 1 && r.YellowPercent <= 100, "codes.yellow_bad", "yellow_percent")
	f.Require(slices.Contains([]Status{StatusA, StatusB, StatusC, Unconfirmed}, r.Status), "codes.status_bad", "status")
	f.Require(r.Status == Unconfirmed || r.Citation != "", "codes.citation_missing", "citation")
	f.Require(r.Kind != Total || !r.Pausable, "codes.total_never_pauses", "pausable")
	f.Require(slices.IsSorted(r.VisitDays) && (len(r.VisitDays) == 0 || r.VisitDays[0] > 0), "codes.visit_days_bad", "visit_days")
	f.Require(r.Kind != LateEntry || r.Unit == calendar.Day || r.Unit == calendar.WorkingDay, "codes.span_bad", "unit")
	f.Require(r.Count >= 0 && (r.Kind != Attempts && r.Kind != SessionMinutes || r.Count > 0), "codes.count_bad", "count")
	f.Require(r.Kind != SmallNumber || r.Count >= LeastSmall && r.general(), "codes.small_bad", "count")
	isSize := slices.Contains([]Kind{PhotoSize, DocumentSize, RecordingSize}, r.Kind)
	if isSize && (r.Count < 1 || r.Count > MaxMegabytes) {
		f.Add("codes.size_bad", "count", fault.Args{"max": MaxMegabytes})
	}
	known := func(list, code, field string) {
		_, ok := now.newest(list, code)
		f.Require(code == "" || ok, "codes.condition_unknown", field)
	}
	known(ListLevel, r.Level, "level")
	known(ListGB31000, r.Category, "category")
	known(ListDifficulty, r.Difficulty, "difficulty")
	known(ListBatch, r.Batch, "batch")
	f.Require(r.OrgLevel == "" || slices.Contains([]string{"village", "town", "city"}, r.OrgLevel), "codes.condition_unknown", "org_level")
	for _, reason := range r.PauseReasons {
		known(ListPause, reason, "pause_reasons")
	}
	switch r.Kind {
	case Retention, RetentionDeclined:
		known(ListRetention, r.Outcome, "outcome")
		f.Require((r.Outcome != "") == (r.Kind == Retention), "codes.condition_unknown", "outcome")
		f.Require(r.Count >= 1 && r.Count <= 100, "codes.count_bad", "count")
	case ScaleThreshold:
		known(ListScale, r.Outcome, "outcome")
		f.Require(r.Outcome != "", "codes.condition_unknown", "outcome")
	case LevelThreshold:
		known(ListLevel, r.Outcome, "outcome")
		f.Require(r.Outcome != "", "codes.condition_unknown", "outcome")
	}
	return f.Err()
}

// notice is the body of the ledger entry of an imported notice.
type notice struct {
	Year   int                    `json:"year"`
	Source string                 `json:"source"`
	Days   []calendar.OfficialDay `json:"days"`
}
