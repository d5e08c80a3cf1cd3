// Package vault seals short texts (telephone and identity numbers, drafts,
// second factors) so that a stolen database, backup or disk does not tell them,
// and gives keyed hashes by which an exact number is found again. It knows no
// table: what is sealed, and under which key, other rooms decide.
//
// There are three kinds of keys. Master keys lie in a file beside the data and
// are rotated; they seal only other keys and what is short-lived. A Key belongs
// to one record (a case), is stored with it wrapped under a master, and seals
// its texts: rotation wraps keys anew and touches no text, so that a ledger
// whose digests may never change can hold sealed texts too. The look-up key only
// hashes.
package vault

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"strings"
)

// The ways sealing and opening can fail. They are the operator's to mend, never
// the sender's: a request that meets one has failed.
var (
	// ErrNoKeys: the database was opened without a ring of keys.
	ErrNoKeys = errors.New("vault: no keys")
	// ErrUnknownKey: a text is under a master key that is not in the file.
	ErrUnknownKey = errors.New("vault: the master key of a sealed text is missing; restore keys/vault.json of this installation")
	// ErrDamaged: a sealed text was altered, cut, or moved to another place.
	ErrDamaged = errors.New("vault: a sealed text is damaged or not where it was sealed")
)

// mark begins every sealed text; the number is that of the form.
const mark = "sealed:1:"

// KeySize is the length of every key in bytes (AES-256).
const KeySize = 32

// Key seals the texts of one record. The zero Key opens what was never sealed
// and seals nothing: it is that of records older than the vault.
type Key struct {
	aead cipher.AEAD
	// Wrapped is the key as it is stored with its record, "" for the zero Key.
	Wrapped string
}

// IsZero reports whether k is the key of a record that has none yet.
func (k Key) IsZero() bool { return k.aead == nil }

// Seal seals plain for place, such as the name of its field: a sealed text opens
// only where it was sealed. An empty text stays empty, since that it is empty is
// no secret. ErrNoKeys for the zero Key.
func (k Key) Seal(place, plain string) (string, error) {
	if plain == "" {
		return "", nil
	}
	if k.aead == nil {
		return "", ErrNoKeys
	}
	return mark + shut(k.aead, place, []byte(plain)), nil
}

// Open gives back the text sealed for place. A text that is not sealed is given
// back as it is. Errors: ErrDamaged; ErrNoKeys for a sealed text and the zero Key.
func (k Key) Open(place, text string) (string, error) {
	body, sealed := strings.CutPrefix(text, mark)
	if !sealed {
		return text, nil
	}
	if k.aead == nil {
		return "", ErrNoKeys
	}
	plain, err := unshut(k.aead, place, body)
	return string(plain), err
}

// IsSealed reports whether text is one that Seal made.
func IsSealed(text string) bool { return strings.HasPrefix(text, mark) }

// shut encrypts plain with a random nonce; place is authenticated, not stored.
func shut(aead cipher.AEAD, place string, plain []byte) string {
	nonce := make([]byte, aead.NonceSize(), aead.NonceSize()+len(plain)+aead.Overhead())
	_, _ = rand.Read(nonce) // never fails
	return base64.RawURLEncoding.EncodeToString(aead.Seal(nonce, nonce, plain, []byte(place)))
}

func unshut(aead cipher.AEAD, place, text string) ([]byte, error) {
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || len(raw) < aead.NonceSize() {
		return nil, ErrDamaged
	}
	plain, err := aead.Open(nil, raw[:aead.NonceSize()], raw[aead.NonceSize():], []byte(place))
	if err != nil {
		return nil, ErrDamaged
	}
	return plain, nil
}

func newAEAD(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

// hashOf is the keyed hash of value; kind keeps a telephone number from meeting
// an identity number of the same digits.
func hashOf(key []byte, kind, value string) string {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(kind + "\x00" + value))
	return hex.EncodeToString(h.Sum(nil))
}
