package identity

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha1" //nolint:gosec // what every authenticator app has; HMAC-SHA-1 is not broken
	"crypto/subtle"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"net/url"
	"time"
)

// What every authenticator app can do (RFC 6238 with the values of its section 1.2
// and of RFC 4226, 5.3): HMAC-SHA-1, six digits, a new code each half minute.
const (
	codeDigits = 6
	codePeriod = 30 * time.Second
	codeDrift  = 1 // periods a phone's clock may be off, either way
	secretLen  = 20
)

var base32Plain = base32.StdEncoding.WithPadding(base32.NoPadding)

// newSecret makes the secret an app is given, in base32 as apps take it.
func newSecret() string {
	raw := make([]byte, secretLen)
	_, _ = rand.Read(raw) // never fails
	return base32Plain.EncodeToString(raw)
}

// stepAt is the period an instant lies in.
func stepAt(t time.Time) int64 { return t.Unix() / int64(codePeriod/time.Second) }

// codeAt is the code of a period (RFC 4226, 5.3).
func codeAt(secret []byte, step int64) string {
	mac := hmac.New(sha1.New, secret)
	_ = binary.Write(mac, binary.BigEndian, uint64(step)) // a hash takes everything
	sum := mac.Sum(nil)
	at := sum[len(sum)-1] & 0xf
	n := binary.BigEndian.Uint32(sum[at:at+4]) & 0x7fffffff
	return fmt.Sprintf("%0*d", codeDigits, n%1_000_000)
}

// stepOf finds the period code belongs to, at now or as far off as a clock may be;
// ok is false when it is none of them.
func stepOf(secret, code string, now time.Time) (step int64, ok bool) {
	raw, err := base32Plain.DecodeString(secret)
	if err != nil || len(raw) == 0 {
		return 0, false
	}
	for at := stepAt(now) - codeDrift; at <= stepAt(now)+codeDrift; at++ {
		if subtle.ConstantTimeCompare([]byte(codeAt(raw, at)), []byte(code)) == 1 {
			step, ok = at, true
		}
	}
	return step, ok
}

// CodeAt is the code an app shows for a secret at an instant, for tests and drills;
// "" for what is no secret.
func CodeAt(secret string, now time.Time) string {
	raw, err := base32Plain.DecodeString(secret)
	if err != nil {
		return ""
	}
	return codeAt(raw, stepAt(now))
}

// keyURI is what the QR code says to an app.
func keyURI(username, secret string) string {
	v := url.Values{"secret": {secret}, "issuer": {"Hemu"}, "algorithm": {"SHA1"}, "digits": {"6"}, "period": {"30"}}
	return "otpauth://totp/Hemu:" + url.PathEscape(username) + "?" + v.Encode()
}
