package identity

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	_ "embed" // the list of common passwords
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"hemu/internal/fault"
)

// Cost of argon2id: 19 MiB, two passes, one lane.
const (
	memoryKiB = 19 * 1024
	passes    = 2
	lanes     = 1
	keyLen    = 32
)

// Lengths of a password, in characters.
const (
	minPassword      = 8
	minAdminPassword = 12
	maxPassword      = 128
)

// hasher makes and checks password hashes. Two at a time: a storm of sign-ins
// must not take the machine's memory.
type hasher struct{ slots chan struct{} }

func newHasher() hasher { return hasher{make(chan struct{}, 2)} }

func (h hasher) key(ctx context.Context, password string, salt []byte) ([]byte, error) {
	select {
	case h.slots <- struct{}{}:
		defer func() { <-h.slots }()
		return argon2.IDKey([]byte(password), salt, passes, memoryKiB, lanes, keyLen), nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// hash gives the text to keep for a password.
func (h hasher) hash(ctx context.Context, password string) (string, error) {
	salt := make([]byte, 16)
	_, _ = rand.Read(salt) // never fails
	key, err := h.key(ctx, password, salt)
	if err != nil {
		return "", err
	}
	enc := base64.RawStdEncoding
	return fmt.Sprintf("argon2id$%s$%s", enc.EncodeToString(salt), enc.EncodeToString(key)), nil
}

// matches reports whether password is the one kept. A kept one-time code is a
// plain SHA-256: it carries 100 random bits, which no guessing gets at, so the
// dear hash would protect nothing and would make an import of a thousand users
// take minutes. Whatever is kept, even nothing, the check takes as long, so that
// its duration does not tell which names exist or who has never signed in.
func (h hasher) matches(ctx context.Context, kept, password string) (bool, error) {
	if utf8.RuneCountInString(password) > maxPassword {
		password = "" // longer than any that was ever set
	}
	method, rest, _ := strings.Cut(kept, "$")
	switch method {
	case "once":
		if _, err := h.key(ctx, password, make([]byte, 16)); err != nil {
			return false, err
		}
		return subtle.ConstantTimeCompare([]byte(rest), []byte(digest(normalCode(password)))) == 1, nil
	case "argon2id":
		salt, want, _ := strings.Cut(rest, "$")
		rawSalt, err1 := base64.RawStdEncoding.DecodeString(salt)
		rawWant, err2 := base64.RawStdEncoding.DecodeString(want)
		if err1 != nil || err2 != nil {
			return false, nil
		}
		got, err := h.key(ctx, password, rawSalt)
		return err == nil && subtle.ConstantTimeCompare(got, rawWant) == 1, err
	}
	// No such user: spend the time a real check would take.
	_, err := h.key(ctx, password, make([]byte, 16))
	return false, err
}

// oneTimeCode makes a first password: 20 characters in groups, 100 random bits,
// and the text to keep for it.
func oneTimeCode() (code, kept string) {
	raw := make([]byte, 13)
	_, _ = rand.Read(raw)
	text := base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(raw)[:20]
	code = strings.Join([]string{text[:5], text[5:10], text[10:15], text[15:]}, "-")
	return code, "once$" + digest(normalCode(code))
}

// normalCode forgives case, dashes and digits the code has none of but that look
// like its letters, as people type codes from paper.
func normalCode(code string) string {
	return strings.ToUpper(strings.NewReplacer("-", "", " ", "", "0", "O", "1", "I", "8", "B").Replace(code))
}

func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// checkPassword applies the rules of standards.md §7.4: length, three of four
// kinds of characters, not the user's own name, not one that everybody tries.
func checkPassword(password, username string, admin bool) error {
	least := minPassword
	if admin {
		least = minAdminPassword
	}
	switch {
	case utf8.RuneCountInString(password) < least:
		return fault.BadField("identity.password_short", "new").With(fault.Args{"least": least})
	case utf8.RuneCountInString(password) > maxPassword:
		return fault.BadField("identity.password_long", "new")
	case kinds(password) < 3:
		return fault.BadField("identity.password_simple", "new")
	case strings.Contains(strings.ToLower(password), strings.ToLower(username)) || common[strings.ToLower(password)]:
		return fault.BadField("identity.password_guessable", "new")
	}
	return nil
}

//go:embed common.txt
var commonText string

// common are passwords that pass the other rules and are tried first, in lower
// case. It is built once and never changed.
var common = func() map[string]bool {
	set := map[string]bool{}
	for line := range strings.Lines(commonText) {
		set[strings.TrimSpace(line)] = true
	}
	return set
}()

func kinds(s string) int {
	var lower, upper, digit, other int
	for _, r := range s {
		switch {
		case unicode.IsLower(r):
			lower = 1
		case unicode.IsUpper(r):
			upper = 1
		case unicode.IsDigit(r):
			digit = 1
		default:
			other = 1
		}
	}
	return lower + upper + digit + other
}
