package codes

import (
	"cmp"
	"slices"

	"hemu/internal/calendar"
)

// The lists the program itself refers to. A deployment may have more.
const (
	ListCause           = "dispute_cause"      // mission B6, two levels
	ListUsualCause      = "usual_cause"        // causes offered first, in order: groups are kinds or levels of organisations
	ListGB31000         = "gb31000_category"   // GB/T 31000—2015 table 91
	ListMOJ             = "moj_category"       // the Ministry's statistics categories
	ListScale           = "event_scale"        // GB/T 31000—2015 table 90
	ListResolutionWay   = "resolution_way"     // GB/T 31000—2015 table 93
	ListChannel         = "channel"            // how a case came in (mission C1)
	ListSource          = "case_source"        // the Ministry's three sources; channels map to them
	ListInducement      = "inducement"         // 诱因 (mission B4)
	ListForecast        = "forecast"           // 事态发展预测 (mission B4)
	ListBatch           = "batch"              // the three batches (mission C3)
	ListLevel           = "case_level"         // ordinary, major, grave (mission C3)
	ListDifficulty      = "difficulty"         // decides the handling limit
	ListDecline         = "decline_reason"     // standards §1.4
	ListReturn          = "return_reason"      // why a unit returns an assignment
	ListPause           = "pause_reason"       // why a clock may stand still
	ListExtension       = "extension_reason"   // why more time is asked for
	ListTermination     = "termination_reason" // why mediation ended without agreement
	ListWithdraw        = "withdraw_reason"    // why a party withdraws
	ListReferRoute      = "refer_route"        // where parties are guided to
	ListMethod          = "method"             // people's, administrative, judicial (mission D2)
	ListMeans           = "means"              // policy, law, economic … (mission D2)
	ListClosing         = "closing_kind"       // 实质性、阶段性、程序性
	ListContactWay      = "contact_way"        // how a party was reached
	ListVisitWay        = "visit_way"          // how a return visit was made
	ListVisitNone       = "visit_none_reason"  // why no party could be asked
	ListSessionKind     = "session_kind"
	ListSessionResult   = "session_result"
	ListPartyRole       = "party_role"
	ListRepresentation  = "representation" // in what capacity somebody acts for a party
	ListCertificate     = "certificate"    // GA/T 517
	ListSex             = "sex"            // GB/T 2261.1
	ListEducation       = "education"      // GB/T 4658, first level
	ListNotCollected    = "not_collected"  // why no ID number was taken
	ListRetention       = "retention"      // 保管期限
	ListCourtResult     = "court_result"   // outcome of a judicial confirmation
	ListWaiveCourt      = "waive_court_reason"
	ListPerformance     = "performance_way"
	ListMaterial        = "material_kind" // kinds of documents in a file
	ListComplaint       = "complaint_kind"
	ListComplaintResult = "complaint_result"
	ListTag             = "case_tag" // of disputes, never of persons (mission R1)
)

// Snapshot is an unchanging picture of all lists, policies and official days,
// for pure decisions. Its zero value holds nothing. Copies share their content.
type Snapshot struct {
	Policies Policies
	Calendar calendar.Calendar

	lists    []List
	items    map[string][]Item            // by list, in the order of display
	versions map[string]map[string][]Item // by list and code, newest first
}

// NewSnapshot puts a picture together; items may come in any order.
func NewSnapshot(lists []List, items []Item, policies Policies, days []calendar.OfficialDay) Snapshot {
	s := Snapshot{
		Policies: policies, Calendar: calendar.New(days), lists: lists,
		items: map[string][]Item{}, versions: map[string]map[string][]Item{},
	}
	for _, i := range items {
		s.items[i.List] = append(s.items[i.List], i)
		if s.versions[i.List] == nil {
			s.versions[i.List] = map[string][]Item{}
		}
		s.versions[i.List][i.Code] = append(s.versions[i.List][i.Code], i)
	}
	for _, list := range s.items {
		slices.SortStableFunc(list, inOrder)
	}
	for _, byCode := range s.versions {
		for _, versions := range byCode {
			slices.SortFunc(versions, func(a, b Item) int { return b.From.Compare(a.From) })
		}
	}
	return s
}

func inOrder(a, b Item) int {
	return cmp.Or(cmp.Compare(a.Order, b.Order), cmp.Compare(a.Code, b.Code), a.From.Compare(b.From))
}

// Lists are all lists in order of their ids.
func (s Snapshot) Lists() []List { return s.lists }

// List finds a list by its id.
func (s Snapshot) List(id string) (List, bool) {
	for _, l := range s.lists {
		if l.ID == id {
			return l, true
		}
	}
	return List{}, false
}

// Items are the entries of a list that hold on a day, in order of display.
func (s Snapshot) Items(list string, on calendar.Date) []Item {
	out := []Item{}
	for _, i := range s.items[list] {
		if i.On(on) {
			out = append(out, i)
		}
	}
	return out
}

// History is every version of every entry of a list, in order of display.
func (s Snapshot) History(list string) []Item { return append([]Item{}, s.items[list]...) }

// Valid reports whether code may be chosen from a list on a day: it holds, and
// it is not a mere group of entries that hold.
func (s Snapshot) Valid(list, code string, on calendar.Date) bool {
	i, ok := s.at(list, code, on)
	if !ok || !i.On(on) {
		return false
	}
	if i.Parent == "" {
		for _, other := range s.items[list] {
			if other.Parent == code && other.On(on) {
				return false
			}
		}
	}
	return true
}

// Name is what code was called in a language ("zh-CN" or "en") on a day. Before
// its first and after its last day it keeps the nearest name, so that an old
// case never loses its words; an unknown code is its own name.
func (s Snapshot) Name(list, code, lang string, on calendar.Date) string {
	if i, ok := s.at(list, code, on); ok {
		return i.Name(lang)
	}
	return code
}

// Map translates a code into another list, "" where there is no translation. An
// entry without a mapping of its own has that of its group.
func (s Snapshot) Map(list, code, to string, on calendar.Date) string {
	i, ok := s.at(list, code, on)
	if !ok {
		return ""
	}
	if target := i.Mapping[to]; target != "" || i.Parent == "" {
		return target
	}
	return s.Map(list, i.Parent, to, on)
}

// at is the version of code that holds on a day, or the one nearest to it:
// the last that began, else the first of all.
func (s Snapshot) at(list, code string, on calendar.Date) (Item, bool) {
	versions := s.versions[list][code]
	for _, i := range versions { // newest first
		if !on.Before(i.From) {
			return i, true
		}
	}
	if len(versions) > 0 {
		return versions[len(versions)-1], true
	}
	return Item{}, false
}
