// Package rig holds what tests of several rooms stand on: programs of tools/ that they
// start, and lines that break.
package rig

import (
	"bufio"
	"errors"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
)

// Tool starts the program of tools/NAME, which prints its address, and ends when its
// input does: with the program that tests.
func Tool(name string, args ...string) (address string, err error) {
	dir, err := module(name)
	if err != nil {
		return "", err
	}
	cmd := exec.Command("go", append([]string{"run", "."}, args...)...) // built once, then from Go's cache
	cmd.Dir, cmd.Stderr = dir, os.Stderr
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=")
	input, err := cmd.StdinPipe()
	if err != nil {
		return "", err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return "", err
	}
	if err := cmd.Start(); err != nil {
		return "", err
	}
	hold.Lock()
	inputs = append(inputs, input)
	hold.Unlock()
	lines := bufio.NewScanner(out)
	if !lines.Scan() {
		return "", errors.New(name + " did not start")
	}
	return lines.Text(), nil
}

// inputs are those of what was started: unheld they would be closed as garbage.
var (
	hold   sync.Mutex
	inputs []io.Closer
)

// module is the folder of a tool's module.
func module(name string) (string, error) {
	dir, err := os.Getwd()
	for err == nil && dir != filepath.Dir(dir) {
		at := filepath.Join(dir, "tools", name)
		if _, err := os.Stat(filepath.Join(at, "go.mod")); err == nil {
			return at, nil
		}
		dir = filepath.Dir(dir)
	}
	return "", errors.Join(errors.New("tools/"+name+" is not here"), err)
}

// Wire is a line to a server that can be cut, or breaks by itself after so many bytes.
type Wire struct {
	mu    sync.Mutex
	ends  []net.Conn
	isCut bool
	left  int64 // bytes to the server until it breaks; below 0 for none
}

// Lay lays a wire to a server and tells the address of its near end.
func Lay(t testing.TB, server string) (w *Wire, address string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w = &Wire{left: -1}
	t.Cleanup(func() { _ = listener.Close(); w.Cut() })
	go func() {
		for {
			near, err := listener.Accept()
			if err != nil {
				return
			}
			w.join(near, server)
		}
	}()
	return w, listener.Addr().String()
}

func (w *Wire) join(near net.Conn, server string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	far, err := net.Dial("tcp", server)
	if err != nil || w.isCut {
		_ = near.Close()
		return
	}
	w.ends = append(w.ends, near, far)
	for _, way := range []struct {
		to   io.Writer
		from io.Reader
	}{{near, far}, {counted{far, w}, near}} {
		go func() {
			_, _ = io.Copy(way.to, way.from)
			_, _ = near.Close(), far.Close()
		}()
	}
}

// counted counts what goes to the server.
type counted struct {
	net.Conn
	wire *Wire
}

// Write implements io.Writer.
func (c counted) Write(p []byte) (int, error) {
	if c.wire.spend(int64(len(p))) {
		return c.Conn.Write(p)
	}
	c.wire.Cut()
	return 0, net.ErrClosed
}

func (w *Wire) spend(n int64) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.left < 0 {
		return true
	}
	w.left = max(0, w.left-n)
	return w.left > 0
}

// Cut drops every connection and takes no new one.
func (w *Wire) Cut() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.isCut = true
	for _, c := range w.ends {
		_ = c.Close()
	}
	w.ends = nil
}

// Mend lets it work again.
func (w *Wire) Mend() { w.MendFor(-1) }

// MendFor lets it work until n bytes have gone to the server.
func (w *Wire) MendFor(n int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.isCut, w.left = false, n
}
