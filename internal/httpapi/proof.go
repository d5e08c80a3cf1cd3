package httpapi

import (
	"context"
	"net/http"

	"hemu/internal/access"
	"hemu/internal/identity"
)

// harmful are the operations that do harm in wrong hands: whoever wants one proved
// lately who they are (identity.Limits.Proof). An open console that its owner has
// walked away from gives nobody power, and shows nobody's numbers.
var harmful = map[string]bool{
	// Who may do what.
	"grantPost": true, "endPost": true, "createUser": true, "disableUser": true, "updateUser": true, "resetUser": true, "resetFactor": true, "revokeSessions": true,
	// One's own account.
	"changePassword": true, "departLink": true, "unlinkMe": true, "linkUser": true, "unlinkUser": true, "beginFactor": true, "renewRecovery": true, "removeFactor": true,
	// The shape of the house and its rules.
	"moveOrg": true, "closeOrg": true, "mergeOrg": true, "addPolicy": true, "revisePolicy": true, "retirePolicy": true,
	"addItem": true, "reviseItem": true, "retireItem": true,
	"importRegions": true, "importOrgs": true, "importUsers": true, "importDays": true,
	// What is sealed, who may know it, and people's data that leaves the house.
	"reveal": true, "case_conceal": true, "case_confide": true, "case_name": true, "case_unname": true, "case_share_caucus": true, "makeFeed": true, "beginExport": true, "fetchExport": true, "getOwnData": true,
	// What cannot be undone.
	"decideBatch": true, "case_unhold": true,
	// The record.
	"verifyLedger": true,
}

// early are the operations open to those who have something to do before anything
// else: a password of their own to choose, then a second factor to enrol.
var early = map[string]int{"changePassword": choosing, "prove": choosing, "departProof": choosing, "beginFactor": enrolling, "confirmFactor": enrolling, "getFactor": enrolling}

const (
	enrolling = 1 + iota // a second factor is to be enrolled
	choosing             // a password is to be chosen
)

// admit is the door of every operation that needs a session: nil, or why not.
func (w *who) admit(operation string) error {
	switch {
	case w.err != nil:
		return w.err
	case w.user.MustChange && early[operation] < choosing:
		return errMustChange
	case w.mustEnrol && early[operation] < enrolling:
		return errMustEnrol
	case harmful[operation] && !w.proved:
		return identity.ErrProofNeeded
	}
	return nil
}

// admitted lets those in whom admit lets in.
func admitted(operation string, next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := whoOf(r.Context()).admit(operation); err != nil {
			discard(r.Body)
			fail(w, r, err)
			return
		}
		next(w, r)
	}
}

type proofIn struct {
	Body struct {
		Password string `json:"password" maxLength:"200"`
		Code     string `json:"code,omitempty" maxLength:"40" doc:"of the second factor, or a recovery code"`
	}
}

type cookieAnswer struct {
	SetCookie string `header:"Set-Cookie"`
}

// prove takes the password again; the session goes on under another cookie.
func (s *Server) prove(ctx context.Context, _ access.Actor, in *proofIn) (*cookieAnswer, error) {
	me := whoOf(ctx)
	token, err := s.Identity.Prove(ctx, me.session, me.token, in.Body.Password, in.Body.Code)
	if err != nil {
		return nil, err
	}
	tls, _ := ctx.Value(secureKey{}).(bool)
	return &cookieAnswer{sessionCookie(tls, token)}, nil
}
