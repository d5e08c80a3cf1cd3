package httpapi

import (
	"context"
	"time"

	qrcode "github.com/skip2/go-qrcode"

	"hemu/internal/access"
)

// FactorOut is what a person is told of their own second factor.
type FactorOut struct {
	Enrolled bool       `json:"enrolled"`
	Since    *time.Time `json:"since,omitempty"`
	Left     int        `json:"recoveryLeft" doc:"recovery codes not used"`
	Duty     bool       `json:"duty" doc:"whoever holds these posts has to have one"`
}

func (s *Server) getFactor(ctx context.Context, actor access.Actor, _ *none) (*body[FactorOut], error) {
	f, err := s.Identity.Factor(ctx, actor.UserID)
	out := FactorOut{Enrolled: !f.Since.IsZero(), Left: f.Left, Duty: s.Identity.Demands(roles(actor))}
	if out.Enrolled {
		out.Since = &f.Since
	}
	return &body[FactorOut]{out}, err
}

func roles(actor access.Actor) (out []string) {
	for _, p := range actor.Posts {
		out = append(out, string(p.Role))
	}
	return out
}

// EnrolmentOut is what an app needs to know; it is shown once.
type EnrolmentOut struct {
	Secret string   `json:"secret" doc:"base32, to be typed into the app"`
	URI    string   `json:"uri" doc:"the same, as the QR code says it"`
	QR     []string `json:"qr" nullable:"false" doc:"rows of the QR code, a character a module: 1 is dark"`
}

func (s *Server) beginFactor(ctx context.Context, actor access.Actor, _ *none) (*body[EnrolmentOut], error) {
	e, err := s.Identity.BeginFactor(ctx, actor.UserID)
	if err != nil {
		return nil, err
	}
	rows, err := modules(e.URI)
	return &body[EnrolmentOut]{EnrolmentOut{e.Secret, e.URI, rows}}, err
}

// modules are the rows of a QR code without its quiet zone.
func modules(text string) ([]string, error) {
	code, err := qrcode.New(text, qrcode.Medium)
	if err != nil {
		return nil, err
	}
	code.DisableBorder = true
	var rows []string
	for _, line := range code.Bitmap() {
		row := make([]byte, len(line))
		for i, dark := range line {
			row[i] = '0'
			if dark {
				row[i] = '1'
			}
		}
		rows = append(rows, string(row))
	}
	return rows, nil
}

type codeIn struct {
	Body struct {
		Code string `json:"code" maxLength:"40"`
	}
}

// RecoveryOut are recovery codes: shown once, each works once.
type RecoveryOut struct {
	Codes []string `json:"codes" nullable:"false"`
}

func (s *Server) confirmFactor(ctx context.Context, _ access.Actor, in *codeIn) (*body[RecoveryOut], error) {
	codes, err := s.Identity.ConfirmFactor(ctx, whoOf(ctx).session, in.Body.Code)
	return &body[RecoveryOut]{RecoveryOut{codes}}, err
}

func (s *Server) renewRecovery(ctx context.Context, actor access.Actor, _ *none) (*body[RecoveryOut], error) {
	codes, err := s.Identity.RenewRecovery(ctx, actor.UserID)
	return &body[RecoveryOut]{RecoveryOut{codes}}, err
}

func (s *Server) removeFactor(ctx context.Context, actor access.Actor, _ *none) (*none, error) {
	return nil, s.Identity.RemoveFactor(ctx, actor.UserID)
}

func (s *Server) resetFactor(ctx context.Context, actor access.Actor, in *IDIn) (*none, error) {
	return nil, s.Identity.ResetFactor(ctx, byOf(actor), in.ID)
}
