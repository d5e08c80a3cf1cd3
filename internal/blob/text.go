package blob

import (
	"context"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/transform"
)

// maxText is how much of a text is shown, in bytes.
const maxText = 256 << 10

// Text is the beginning of a text file, in UTF-8 whatever the sender's editor wrote
// (GB 18030 is the other one); cut says that there is more. ErrNoPreview for others.
func (s Store) Text(ctx context.Context, b Blob) (text string, cut bool, err error) {
	if b.Type != "text/plain" {
		return "", false, ErrNoPreview
	}
	f, err := s.Open(ctx, b.Digest)
	if err != nil {
		return "", false, err
	}
	defer func() { _ = f.Close() }()
	raw, err := io.ReadAll(io.LimitReader(f, maxText))
	if err != nil {
		return "", false, err
	}
	cut = b.Size > maxText
	whole := raw
	for n := 1; cut && n < utf8.UTFMax && !utf8.Valid(whole); n++ { // cut within a character
		whole = raw[:len(raw)-n]
	}
	if text = string(whole); !utf8.Valid(whole) {
		if text, err = fromGB(raw, cut); err != nil {
			return "", false, ErrNoPreview
		}
	}
	return strings.ReplaceAll(strings.TrimPrefix(text, "\ufeff"), "\x00", ""), cut, nil
}

// fromGB reads GB 18030; of a text that was cut within a character without that.
func fromGB(raw []byte, cut bool) (string, error) {
	out := make([]byte, 2*len(raw)+utf8.UTFMax) // two bytes become three at most, four four
	n, _, err := simplifiedchinese.GB18030.NewDecoder().Transform(out, raw, !cut)
	if errors.Is(err, transform.ErrShortSrc) {
		err = nil
	}
	return string(out[:n]), err
}
