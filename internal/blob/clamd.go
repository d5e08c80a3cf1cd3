package blob

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"strings"
	"time"

	"hemu/internal/fault"
)

// Clamd is a ClamAV daemon that looks at every file before it is kept.
type Clamd struct{ network, address string }

// The ways a scan can end beside nothing found.
var (
	// ErrInfected: malware was found. Args: name, as ClamAV calls it.
	ErrInfected = fault.BadField("blob.infected", "file")
	// ErrScanner: the daemon does not answer, or could not look at all of the file.
	ErrScanner = &fault.Error{Kind: fault.Unavailable, Code: "blob.scanner_gone", RetryAfter: 10 * time.Second}
)

// scanWithin is how long the daemon may take for one file.
const scanWithin = 2 * time.Minute

// unseenAfter is how long it may take where files are kept unseen rather than refused:
// the sender waits meanwhile.
const unseenAfter = 12 * time.Second

// errAway: the daemon does not answer, which is more than that it can't look at a file.
var errAway = errors.New("clamd does not answer")

// OpenClamd says where the daemon listens: unix:/path or host:port. It asks nothing yet.
func OpenClamd(at string) (*Clamd, error) {
	path, isPath := strings.CutPrefix(at, "unix:")
	if isPath && strings.HasPrefix(path, "/") {
		return &Clamd{"unix", path}, nil
	}
	if _, port, err := net.SplitHostPort(at); err != nil || port == "" || isPath {
		return nil, errors.New("clamd: unix:/path or host:port")
	}
	return &Clamd{"tcp", at}, nil
}

// Ping asks whether the daemon answers. Errors: ErrScanner.
func (c *Clamd) Ping(ctx context.Context) error {
	said, err := c.talk(ctx, "PING", nil)
	if err == nil && said != "PONG" {
		err = errors.Join(ErrScanner, errors.New("clamd said "+said))
	}
	return err
}

// scan has the daemon look at what r gives. Errors: ErrInfected, ErrScanner, r's.
func (c *Clamd) scan(ctx context.Context, r io.Reader) error {
	said, err := c.talk(ctx, "INSTREAM", r)
	found, isFound := strings.CutSuffix(strings.TrimPrefix(said, "stream: "), " FOUND")
	switch {
	case isFound:
		return ErrInfected.With(fault.Args{"name": found})
	case err != nil:
		return err
	case said == "stream: OK":
		return nil
	}
	return errors.Join(ErrScanner, errors.New("clamd said "+said))
}

// talk sends a command, and what r gives in chunks (clamd(8), INSTREAM), and reads the
// answer.
func (c *Clamd) talk(ctx context.Context, command string, r io.Reader) (said string, err error) {
	ctx, stop := context.WithTimeout(ctx, scanWithin)
	defer stop()
	conn, err := (&net.Dialer{Timeout: 5 * time.Second}).DialContext(ctx, c.network, c.address)
	if err != nil {
		return "", away(ctx, err)
	}
	defer func() { _ = conn.Close() }()
	defer context.AfterFunc(ctx, func() { _ = conn.Close() })()
	_, err = io.WriteString(conn, "z"+command+"\x00")
	if err == nil && r != nil {
		var unread error
		if unread, err = sendChunks(conn, r); unread != nil {
			return "", unread // whatever it says of a piece is nothing about the file
		}
	}
	// What it said is read also when it stopped listening: that says why.
	line, err2 := bufio.NewReader(io.LimitReader(conn, 4096)).ReadString(0)
	if line = strings.TrimSuffix(line, "\x00"); line == "" || err2 != nil {
		return "", away(ctx, errors.Join(err, err2))
	}
	return line, nil
}

// sendChunks sends what r gives, and the empty chunk, by which the daemon knows that this
// was all, only when r has come to its end. unread is why r could not be read so far.
func sendChunks(w io.Writer, r io.Reader) (unread, unsent error) {
	chunk := make([]byte, 4+64<<10)
	for {
		n, err := io.ReadFull(r, chunk[4:])
		if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
			return err, nil
		}
		binary.BigEndian.PutUint32(chunk, uint32(n))
		if _, err := w.Write(chunk[:4+n]); err != nil || n == 0 {
			return nil, err
		}
	}
}

// away says that the daemon failed, unless it was the caller who went.
func away(ctx context.Context, err error) error {
	if errors.Is(ctx.Err(), context.Canceled) {
		return ctx.Err()
	}
	return errors.Join(ErrScanner, errAway, err)
}
