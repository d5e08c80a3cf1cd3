package blob

import (
	"context"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
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
	for n := 0; cut && n < utf8.UTFMax && !utf8.Valid(raw); n++ { // cut within a character
		raw = raw[:len(raw)-1]
	}
	text = string(raw)
	if !utf8.Valid(raw) {
		if text, err = simplifiedchinese.GB18030.NewDecoder().String(text); err != nil {
			return "", false, ErrNoPreview
		}
	}
	return strings.ReplaceAll(strings.TrimPrefix(text, "\ufeff"), "\x00", ""), cut, nil
}
