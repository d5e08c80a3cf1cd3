package httpapi_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"hemu/internal/httpapi"
	"hemu/internal/identity"
	"hemu/internal/sqldb/sqldbtest"
)

// take keeps the cookie of an answer.
func (s *session) take(res *http.Response) {
	for _, c := range res.Cookies() {
		s.cookie = c.Name + "=" + c.Value
	}
}

// strict is a house that asks for second factors and proofs.
func strict(t *testing.T) *house {
	clock := sqldbtest.NewClock()
	db := sqldbtest.SQLite(t, clock)
	h := newHouse(t, db, clock)
	limits := identity.DefaultLimits()
	limits.Factor, limits.Proof = identity.DemandAdmins, 10*time.Minute
	h.server.Identity = identity.NewService(db, limits)
	return h
}

// TestEnrolFirst: an administrator without a second factor can do nothing but enrol.
func TestEnrolFirst(t *testing.T) {
	h := strict(t)
	sec := h.as("sec")
	if me := ask[httpapi.SessionOut](sec, "GET", "/api/session", nil, nil); !me.MustEnrol || me.Factor {
		t.Errorf("%+v", me)
	}
	if me := ask[httpapi.SessionOut](h.as("wang"), "GET", "/api/session", nil, nil); me.MustEnrol {
		t.Error("a mediator has to enrol")
	}
	sec.refused(403, "identity.must_enrol", "GET", "/api/users", nil, nil)
	sec.refused(403, "identity.must_enrol", "POST", "/api/posts", map[string]string{"userId": "x", "orgId": "x", "role": "head"}, nil)
	sec.refused(403, "identity.must_enrol", "GET", "/api/exports/x/file", nil, nil)
	if res, _ := sec.upload("/api/files", "a.txt", []byte("x")); res.StatusCode != 403 {
		t.Errorf("uploads: %d", res.StatusCode)
	}
	e := ask[httpapi.EnrolmentOut](sec, "POST", "/api/me/factor", nil, nil)
	if len(e.QR) < 21 || len(e.QR[0]) != len(e.QR) || !strings.HasPrefix(e.QR[0], "1111111") || !strings.Contains(e.URI, e.Secret) {
		t.Errorf("%+v", e)
	}
	sec.refused(422, "identity.code_wrong", "POST", "/api/me/factor/confirm", map[string]string{"code": "1"}, nil)
	codes := ask[httpapi.RecoveryOut](sec, "POST", "/api/me/factor/confirm", map[string]string{"code": identity.CodeAt(e.Secret, h.clock.Now())}, nil).Codes
	if f := ask[httpapi.FactorOut](sec, "GET", "/api/me/factor", nil, nil); !f.Enrolled || !f.Duty || f.Left != len(codes) || f.Since == nil {
		t.Errorf("%+v", f)
	}
	found := ask[struct{ Items []httpapi.AccountOut }](sec, "GET", "/api/users?text=sec-user", nil, nil).Items
	if len(found) != 1 || !found[0].Factor {
		t.Errorf("%+v", found)
	}
	sec.refused(403, "identity.self_factor", "DELETE", "/api/users/"+found[0].ID+"/factor", nil, nil)
	sec.refused(403, "identity.factor_duty", "DELETE", "/api/me/factor", nil, nil)

	again := &session{house: h}
	in := map[string]string{"username": "sec-user", "password": password}
	again.refused(422, "identity.code_needed", "POST", "/api/session", in, nil)
	in["code"] = codes[0]
	res, body := again.do("POST", "/api/session", in, nil)
	if again.take(res); res.StatusCode != 200 {
		t.Fatal(res.StatusCode, body)
	}
	ask[struct{}](again, "GET", "/api/users", nil, nil)
}

// TestProofBeforeHarm: ten minutes after signing in, what does harm asks for a proof;
// the proof changes the cookie, and the old one is worth nothing.
func TestProofBeforeHarm(t *testing.T) {
	h := strict(t)
	wang := h.as("wang")
	k := wang.register()
	reveal := "/api/cases/" + string(k.ID) + "/reveal"
	seen := ask[httpapi.ViewOut](wang, "GET", "/api/cases/"+string(k.ID), nil, nil)
	why := map[string]string{"reason": "联系当事人", "partyId": seen.Parties[0].ID}
	ask[any](wang, "POST", reveal, why, nil)
	h.clock.Advance(11 * time.Minute)
	wang.refused(403, "identity.proof_needed", "POST", reveal, why, nil)
	wang.refused(403, "identity.proof_needed", "GET", "/api/exports/x/file", nil, nil)
	named := "/api/cases/" + string(k.ID) + "/forms/register.pdf?alias=false&reason=" + url.QueryEscape("立案登记")
	wang.refused(403, "identity.proof_needed", "GET", named, nil, nil)
	wang.refused(403, "identity.proof_needed", "POST", "/api/cases/"+string(k.ID)+"/name", map[string]any{"named": []string{"u"}, "reason": "协助"}, nil)
	ask[any](wang, "GET", "/api/cases", nil, nil)
	wang.refused(422, "identity.password_wrong", "POST", "/api/session/proof", map[string]string{"password": "Wrong-1"}, nil)
	old := *wang
	res, body := wang.do("POST", "/api/session/proof", map[string]string{"password": password}, nil)
	if wang.take(res); res.StatusCode != 204 || wang.cookie == old.cookie {
		t.Fatal(res.StatusCode, body)
	}
	ask[any](wang, "POST", reveal, why, nil)
	old.refused(401, "identity.signed_out", "GET", "/api/cases", nil, nil)
	// A cookie somebody planted is not the one a sign-in goes on with.
	planted := h.as("wang")
	victim := *planted
	res, _ = victim.do("POST", "/api/session", map[string]string{"username": "zhao-user", "password": password}, nil)
	if victim.take(res); victim.cookie == planted.cookie {
		t.Error("the session planted is the one signed in to")
	}
	planted.refused(401, "identity.signed_out", "GET", "/api/session", nil, nil)
}
