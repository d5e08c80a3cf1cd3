package oidc_test

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"math/big"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"hemu/internal/oidc"
)

// desktop is a provider without a network: it says of itself what it has to, and gives
// whatever ID token it was told to.
type desktop struct {
	key   *rsa.PrivateKey
	token string
}

const deskIssuer = "https://provider.test"

// RoundTrip implements http.RoundTripper.
func (d *desktop) RoundTrip(r *http.Request) (*http.Response, error) {
	answer := map[string]any{}
	switch {
	case strings.HasSuffix(r.URL.Path, "/openid-configuration"):
		answer = map[string]any{"issuer": deskIssuer, "authorization_endpoint": deskIssuer + "/a", "token_endpoint": deskIssuer + "/token", "jwks_uri": deskIssuer + "/keys", "id_token_signing_alg_values_supported": []string{"RS256"}}
	case strings.HasSuffix(r.URL.Path, "/keys"):
		part := func(n *big.Int) string { return base64.RawURLEncoding.EncodeToString(n.Bytes()) }
		answer["keys"] = []map[string]string{{"kty": "RSA", "alg": "RS256", "use": "sig", "kid": "1", "n": part(d.key.N), "e": part(big.NewInt(int64(d.key.E)))}}
	default:
		answer = map[string]any{"access_token": "x", "token_type": "Bearer", "id_token": d.token}
	}
	raw, err := json.Marshal(answer)
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(bytes.NewReader(raw)), Request: r}, err
}

// sign makes a token of claims, as the provider does.
func (d *desktop) sign(t *testing.T, claims []byte) string {
	t.Helper()
	text := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"RS256","kid":"1"}`)) + "." + base64.RawURLEncoding.EncodeToString(claims)
	sum := sha256.Sum256([]byte(text))
	sig, err := rsa.SignPKCS1v15(rand.Reader, d.key, crypto.SHA256, sum[:])
	if err != nil {
		t.Fatal(err)
	}
	return text + "." + base64.RawURLEncoding.EncodeToString(sig)
}

// FuzzIDToken: a token nobody signed is refused, whatever it says. One that the provider
// did sign is taken only when it is of this provider, for us, to this question, of
// somebody, within its time, and of one who signed in lately; and it is refused in no
// way but those a caller knows.
func FuzzIDToken(f *testing.F) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		f.Fatal(err)
	}
	now := time.Unix(1_800_000_000, 0)
	good := `{"iss":"https://provider.test","aud":"hemu","sub":"s","nonce":"n","exp":1800000300,"iat":1799999990,"auth_time":1799999990,"amr":["mfa"],"acr":"2"}`
	for _, seed := range []string{
		good, strings.Replace(good, `"hemu"`, `["hemu","other"]`, 1), strings.Replace(good, `"aud":"hemu"`, `"aud":["hemu"],"azp":"other"`, 1), strings.Replace(good, "1800000300", "1.8e9", 1), strings.Replace(good, `"auth_time":1799999990`, `"auth_time":1e300`, 1),
		strings.Replace(good, `["mfa"]`, `"mfa"`, 1), strings.Replace(good, `"n"`, `null`, 1), strings.Replace(good, `"s"`, `""`, 1), `{}`, `[]`, `null`, "\xff", `{"aud":{}}`, strings.Replace(good, "provider.test", "provider.test/", 1), strings.Replace(good, "1799999990,\"auth", "-1,\"auth", 1),
	} {
		f.Add([]byte(seed), true)
		f.Add([]byte(seed), false)
	}
	f.Add([]byte("a.b.c"), false)
	f.Add([]byte(base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"none"}`))+"."+base64.RawURLEncoding.EncodeToString([]byte(good))+"."), false)
	f.Fuzz(func(t *testing.T, said []byte, signed bool) {
		d := &desktop{key: key, token: string(said)}
		if signed {
			d.token = d.sign(t, said)
		}
		p := oidc.New(oidc.Config{Issuer: deskIssuer, ClientID: "hemu", Classes: []string{"2", "3"}, TwoFactor: []string{"mfa"}}, func() time.Time { return now }, d)
		q := oidc.Question{State: "s", Nonce: "n", Verifier: strings.Repeat("v", 50), Redirect: redirect, MaxAge: 30 * time.Minute, Asked: now.Add(-time.Minute)}
		answer, err := p.Redeem(t.Context(), q, "code")
		if err != nil {
			if !slices.ContainsFunc([]error{oidc.ErrForged, oidc.ErrAway, oidc.ErrClass, oidc.ErrStale}, func(known error) bool { return errors.Is(err, known) }) {
				t.Fatal(err)
			}
			return
		}
		if !signed {
			t.Fatalf("nobody signed %q, and it is taken: %+v", said, answer)
		}
		var c struct {
			Iss, Sub, Nonce, Azp, Acr string
			Aud                       any
			Amr                       []string
			Exp, Iat                  float64
			AuthTime                  float64 `json:"auth_time"`
		}
		if err := json.Unmarshal(said, &c); err != nil {
			t.Fatalf("%q is taken, and is no JSON: %v", said, err)
		}
		ours := c.Aud == "hemu"
		if several, ok := c.Aud.([]any); ok {
			ours = slices.Contains(several, any("hemu")) && (len(several) == 1 || c.Azp == "hemu")
		}
		at, skew := float64(now.Unix()), oidc.Skew.Seconds()
		if c.Iss != deskIssuer || !ours || c.Azp != "" && c.Azp != "hemu" || c.Nonce != "n" || c.Sub == "" || answer.Subject != c.Sub || answer.Issuer != deskIssuer ||
			c.Exp < at-skew || c.Iat > at+skew || c.AuthTime > at+skew+1 || c.AuthTime < at-skew-30*60-1 || c.Acr != "2" && c.Acr != "3" || answer.TwoFactor != slices.Contains(c.Amr, "mfa") || answer.At.After(now) {
			t.Fatalf("%q is taken as %+v", said, answer)
		}
	})
}
