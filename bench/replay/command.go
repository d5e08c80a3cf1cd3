package main

import (
	"time"

	"hemu/internal/access"
	"hemu/internal/casework"
)

// view is what a desk reads of a case page.
type view struct {
	Case        casework.Case         `json:"case"`
	Version     int64                 `json:"version"`
	Parties     []casework.Party      `json:"parties"`
	Assignments []casework.Assignment `json:"assignments"`
	Sessions    []casework.Session    `json:"sessions"`
	Agreements  []casework.Agreement  `json:"agreements"`
	Hazards     []casework.Hazard     `json:"hazards"`
	Files       []casework.File       `json:"files"`
	Extensions  []casework.Extension  `json:"extensions"`
	Voices      []casework.Voice      `json:"voices"`
	Clocks      []clockView           `json:"clocks"`
	Acts        []struct {
		Act string `json:"act"`
		OK  bool   `json:"ok"`
	} `json:"acts"`
	Missing []struct {
		Code string `json:"code"`
	} `json:"missing"`
}

// clockView is a time limit as the page shows it.
type clockView struct {
	ID     string `json:"id"`
	Paused bool   `json:"paused"`
}

type fields = map[string]any

// weights say how often an act is chosen at random among those the page offers;
// what is not listed has three. What ends a case or changes who sees it is rare.
var weights = map[string]int{
	"contact": 6, "correct": 2, "add_party": 1, "decline": 1, "withdraw": 1, "fail": 1, "escalate": 1, "reopen": 1, "confide": 1, "handover": 1, "refer": 1,
	"breach": 3, "pause": 2, "join": 2, "reveal": 1, "add_hazard": 1,
}

// weight of an act as the page shows the case: few do on purpose what cannot be.
func weight(v view, act string) int {
	draft := draftOf(v) != nil
	switch act {
	case "resume":
		return s01(pausedNow(v))
	case "decide_extension":
		return s01(pending(v))
	case "confirm_party", "settle":
		return s01(draft)
	case "designate":
		return s01(v.Case.AwaitsDesg)
	}
	if w, known := weights[act]; known {
		return w
	}
	return 3
}

// s01 is 3 for true and 1 for false: wrong on purpose, but seldom.
func s01(yes bool) int {
	if yes {
		return 3
	}
	return 1
}

// say makes the body of an act, mostly a sensible one.
func (s *run) say(d desk, v view, act string) any {
	now := s.p.Clock.Now()
	day := func(n int) string { return now.In(shanghai).AddDate(0, 0, n).Format("2006-01-02") }
	one := func(list string) string { return s.pick(s.lists[list]) }
	party := s.party(v)
	routes := []string{one("refer_route")}
	switch act {
	case "decline":
		return fields{"reason": one("decline_reason"), "note": "已说明", "routes": routes}
	case "triage":
		return fields{"batch": s.pick([]string{"urgent", "contain", "active"}), "level": s.pick([]string{"ordinary", "ordinary", "major", "grave"}), "difficulty": s.pick([]string{"simple", "normal", "complex"}), "reason": "事实较清楚"}
	case "assign", "designate":
		to := v.Case.Holder
		if s.r.IntN(2) == 0 {
			to = s.pick(s.mediating())
		}
		return fields{"lead": to, "goal": "促成和解", "leader": d.name, "duties": []string{"investigate", "settle"}, "reason": "按职责办理"}
	case "escalate":
		return fields{"tried": "已调解多次", "reason": "疑难复杂"}
	case "join":
		return fields{"units": []string{s.desks[s.r.IntN(len(s.desks))].org}, "reason": "需要联动"}
	case "opine":
		return fields{"opinion": "建议继续调解"}
	case "contact":
		return fields{"party": party, "way": one("contact_way"), "note": "已核实", "consent": s.pick([]string{"", "given", "given", "given", "given", "given", "given", "given", "given", "refused"})}
	case "plan_session":
		return fields{"kind": "ordinary", "at": now.Add(48 * time.Hour), "place": "调解室", "mediators": []string{d.name}, "invited": ids(v)}
	case "cancel_session":
		for _, x := range v.Sessions {
			if x.State == "planned" {
				return fields{"session": x.ID, "reason": "当事人有事"}
			}
		}
	case "record_session":
		return fields{"kind": "ordinary", "heldAt": now.Add(-time.Hour), "minutes": 60, "place": "调解室", "mediators": []string{d.name}, "present": ids(v), "rightsTold": true, "record": "双方陈述意见", "means": []string{one("means")}, "outcome": s.pick([]string{"agreed", "agreed", "continue", "failed", "failed"})}
	case "pause":
		return fields{"reason": one("pause_reason"), "until": day(20)}
	case "ask_extension":
		return fields{"days": 10, "reason": "等待材料", "consent": true}
	case "decide_extension":
		return fields{"granted": s.r.IntN(3) > 0, "note": "已审"}
	case "fail":
		return fields{"reason": one("termination_reason"), "note": "分歧过大", "routes": routes}
	case "withdraw":
		return fields{"party": party, "note": "自行和解"}
	case "refer":
		return fields{"route": one("refer_route"), "to": "有权机关", "reason": "不属调解范围"}
	case "visit":
		return fields{"way": one("visit_way"), "party": applicant(v), "settled": s.pick([]string{"yes", "yes", "yes", "yes", "yes", "no"}), "satisfied": "yes", "performed": "yes", "on": day(0)}
	case "close":
		return fields{"kind": s.pick([]string{"substantive", "staged", "procedural"}), "note": "办结"}
	case "add_party":
		return fields{"party": fields{"role": "third", "name": "王某", "kind": "person"}}
	case "add_hazard":
		return fields{"what": "情绪激动", "measures": "每日走访"}
	case "remove_hazard":
		for _, h := range v.Hazards {
			if !h.RemovedAt.IsZero() {
				continue
			}
			return fields{"hazard": h.ID, "how": "双方和好"}
		}
	case "handover":
		return fields{"handler": s.colleague(d.org), "reason": "工作调整"}
	case "archive":
		return fields{"retention": one("retention")}
	case "confide":
		return fields{"on": s.r.IntN(2) == 0}
	case "correct":
		return fields{"field": "title", "old": v.Case.Title, "new": "更正后的标题", "reason": "笔误"}
	case "attach_file":
		return s.photo(d)
	case "answer":
		for _, x := range v.Voices {
			if x.Waits() && x.To == d.org {
				return fields{"voice": x.ID, "how": "explained", "words": "已联系当事人并说明办理情况"}
			}
		}
	case "reopen":
		return fields{"reason": "当事人反映未解决"}
	case "return":
		return fields{"reason": "不属本单位"}
	}
	return s.agreement(d, v, act, day)
}

// agreement makes the bodies of what goes on around an agreement.
func (s *run) agreement(d desk, v view, act string, day func(int) string) any {
	var draft, last casework.Agreement
	for _, a := range v.Agreements {
		if last = a; a.State == "draft" {
			draft = a
		}
	}
	duty := ""
	for _, o := range last.Duties {
		if o.State == "open" || o.State == "breached" {
			duty = o.ID
		}
	}
	switch act {
	case "draft_agreement":
		f := fields{"form": s.pick([]string{"oral", "written"}), "facts": "双方因琐事发生争执", "issues": "各有责任", "terms": []string{"互相致歉", "按期履行"}, "manner": "自觉履行", "place": "调委会", "mediators": []string{d.name}}
		if len(v.Parties) > 1 {
			f["obligations"] = []fields{{"debtor": v.Parties[1].ID, "creditor": v.Parties[0].ID, "kind": "pay", "amountFen": 100_00 + s.r.IntN(1e6), "what": "赔偿", "dueOn": day(15)}}
		}
		return f
	case "confirm_party":
		party := s.party(v)
		for _, p := range v.Parties {
			done := false
			for _, c := range draft.Confirmed {
				done = done || c.Party == p.ID
			}
			if !done {
				party = p.ID
			}
		}
		if draft.Form == "oral" {
			return fields{"party": party, "way": "oral", "on": day(0)}
		}
		// The one-time code reaches a party by telephone; here it is asked of the room.
		return fields{"party": party, "way": "code", "code": s.p.Cases.ConfirmationCode(draft, party), "on": day(0)}
	case "settle":
		return fields{"sealedOn": day(0)}
	case "perform":
		return fields{"obligation": duty, "on": day(0), "proof": "收条"}
	case "breach":
		return fields{"obligation": duty, "reason": "资金困难", "remedy": "urge", "newDueOn": day(30)}
	case "apply_court":
		return fields{"court": "人民法院", "on": day(0), "joint": true}
	case "waive_court":
		return fields{"on": day(0), "reason": "双方不申请"}
	case "record_court":
		return fields{"result": s.pick([]string{"confirmed", "confirmed", "rejected", "withdrawn"}), "caseNo": "1号", "on": day(0), "reason": "已审查"}
	}
	return fields{}
}

// mediating are the organisations in which somebody may mediate.
func (s *run) mediating() (orgs []string) {
	for _, d := range s.desks {
		if d.role == string(access.Mediator) || d.role == string(access.Head) {
			orgs = append(orgs, d.org)
		}
	}
	return orgs
}

func ids(v view) []string {
	out := []string{}
	for _, p := range v.Parties {
		out = append(out, p.ID)
	}
	return out
}

// applicant is who brought the case: the one usually asked afterwards.
func applicant(v view) string {
	for _, p := range v.Parties {
		if p.Role == "applicant" {
			return p.ID
		}
	}
	return ""
}

func (s *run) party(v view) string {
	if len(v.Parties) == 0 {
		return ""
	}
	return v.Parties[s.r.IntN(len(v.Parties))].ID
}

func (s *run) colleague(org string) string {
	out := ""
	for _, d := range s.desks {
		if d.org == org && (out == "" || s.r.IntN(2) == 0) {
			out = d.userID
		}
	}
	return out
}

func (s *run) pick(from []string) string {
	if len(from) == 0 {
		return ""
	}
	return from[s.r.IntN(len(from))]
}
