package rig

import (
	"encoding/hex"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Mark is what the one signature of Clamd finds, as Hemu.Test.
const Mark = "a mark only this test knows"

// Clamd starts Debian's ClamAV on a signature of our own, until the test ends, and
// returns its socket; nothing is fetched. It looks at 1 MiB of a file at most.
func Clamd(t *testing.T) (socket string) {
	t.Helper()
	const program = "/usr/sbin/clamd"
	if _, err := os.Stat(program); err != nil {
		t.Skip("clamav-daemon is not installed; make test installs it")
	}
	dir, err := os.MkdirTemp("", "clamd") // a socket's path is short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	socket = filepath.Join(dir, "s")
	conf := fmt.Sprintf("Foreground yes\nLocalSocket %s\nDatabaseDirectory %s\nStreamMaxLength 1M\nTemporaryDirectory %s\n", socket, dir, dir)
	for name, content := range map[string]string{"clamd.conf": conf, "test.ndb": "Hemu.Test:0:*:" + hex.EncodeToString([]byte(Mark)) + "\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(program, "-c", filepath.Join(dir, "clamd.conf"))
	var said strings.Builder
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = cmd.Process.Kill(), cmd.Wait() })
	for range 1500 { // half a minute
		c, err := net.Dial("unix", socket)
		if err == nil {
			_ = c.Close()
			return socket
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatal("clamd did not start: " + said.String())
	return ""
}
