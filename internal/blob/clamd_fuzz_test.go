package blob

import (
	"errors"
	"io"
	"net"
	"path/filepath"
	"strings"
	"testing"
)

// FuzzClamd: whatever a daemon says, a file is only called clean by the very words for
// it, and a find is told whatever it is called.
func FuzzClamd(f *testing.F) {
	for _, said := range []string{"stream: OK\x00", "stream: OK", "stream: Win.Test.EICAR_HDB-1 FOUND\x00", "INSTREAM size limit exceeded. ERROR\x00", "", "\x00", "stream: OK FOUND\x00", "stream: OK\x00stream: X FOUND\x00"} {
		f.Add([]byte(said))
	}
	listener, err := net.Listen("unix", filepath.Join(f.TempDir(), "s"))
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = listener.Close() })
	answers := make(chan []byte, 1)
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			answer := <-answers
			heard := make([]byte, len("zINSTREAM\x00")+4+len("a file")+4)
			_, _ = io.ReadFull(conn, heard)
			_, _ = conn.Write(answer)
			_ = conn.Close()
		}
	}()
	scanner, err := OpenClamd("unix:" + listener.Addr().String())
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, answer []byte) {
		answers <- answer
		err := scanner.scan(t.Context(), strings.NewReader("a file"))
		said, _, whole := strings.Cut(string(answer), "\x00")
		switch {
		case whole && said == "stream: OK":
			if err != nil {
				t.Fatalf("%q: %v", answer, err)
			}
		case whole && len(said) < 4095 && strings.HasSuffix(said, " FOUND"):
			if !errors.Is(err, ErrInfected) {
				t.Fatalf("%q: %v", answer, err)
			}
		case !errors.Is(err, ErrScanner):
			t.Fatalf("%q: %v", answer, err)
		}
	})
}
