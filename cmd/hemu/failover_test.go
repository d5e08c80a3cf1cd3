package main

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// TestFailover kills a PostgreSQL primary under load and promotes its synchronous
// replica: nothing that was answered is lost and the program goes on by itself. It
// is run by hand, with Debian's PostgreSQL: HEMU_FAILOVER is the number of rounds
// (docs/faults.md).
func TestFailover(t *testing.T) {
	rounds, err := strconv.Atoi(os.Getenv("HEMU_FAILOVER"))
	if err != nil {
		t.Skip("run by hand: HEMU_FAILOVER=3")
	}
	for range rounds {
		failover(t)
	}
}

func failover(t *testing.T) {
	p := newPair(t)
	address, err := freeAddress()
	if err != nil {
		t.Fatal(err)
	}
	v := &victim{t: t, data: t.TempDir(), db: p.url(), at: "http://" + address, answered: map[string]answered{}, open: map[string]request{}, patient: true}
	kill := v.start(address, true)
	l := &load{at: v.at}
	l.signIn(t)
	v.cookie = l.cookie
	ctx, stop := context.WithCancel(t.Context())
	var officers sync.WaitGroup
	for i := range 4 {
		officers.Go(func() {
			for n := 0; ctx.Err() == nil; n++ {
				v.work(ctx, fmt.Sprintf("%d-%d", i, n))
				time.Sleep(20 * time.Millisecond)
			}
		})
	}
	time.Sleep(5 * time.Second)
	killed := time.Now()
	p.killPrimary()
	before := v.count()
	time.Sleep(2 * time.Second) // until somebody, or a watchdog, notices
	p.promote()
	promoted := time.Now()
	for v.count() == before && time.Since(promoted) < time.Minute {
		time.Sleep(10 * time.Millisecond)
	}
	back := time.Now()
	time.Sleep(3 * time.Second)
	stop()
	officers.Wait()
	t.Logf("back %.1f s after the replica was promoted, %.1f s after the primary died; %d cases answered before, %d in all, %d refusals or no answers",
		back.Sub(promoted).Seconds(), back.Sub(killed).Seconds(), before, v.count(), v.cut)
	if back.Sub(promoted) > 30*time.Second || v.count() <= before {
		t.Error("the program did not go on within 30 seconds")
	}
	if res, err := http.Get(v.at + "/readyz"); err != nil || res.StatusCode != http.StatusOK {
		t.Error(res, err)
	}
	v.again()
	v.jobsDone()
	kill()
	v.whole()
	if len(v.wrong) > 0 {
		t.Errorf("wrong: %q", v.wrong)
	}
}

func (v *victim) count() int {
	v.mu.Lock()
	defer v.mu.Unlock()
	return len(v.answered)
}

// pair is a primary and its synchronous replica, on loopback.
type pair struct {
	t     *testing.T
	bin   string
	dirs  [2]string
	ports [2]string
}

func newPair(t *testing.T) *pair {
	t.Helper()
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin")
	if len(found) == 0 {
		t.Fatal("no PostgreSQL server; run: make deps-test")
	}
	top, err := os.MkdirTemp("/tmp", "hemu-pair") // the user postgres must be able to walk there
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(top, 0o777); err != nil {
		t.Fatal(err)
	}
	p := &pair{t: t, bin: slices.Max(found), dirs: [2]string{top + "/one", top + "/two"}}
	t.Cleanup(func() {
		for _, dir := range p.dirs {
			_ = p.command("pg_ctl", "-D", dir, "-m", "immediate", "stop").Run()
		}
		_ = os.RemoveAll(top)
	})
	for i := range p.ports {
		address, err := freeAddress()
		if err != nil {
			t.Fatal(err)
		}
		_, p.ports[i], _ = strings.Cut(address, ":")
	}
	p.run("initdb", "-D", p.dirs[0], "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8")
	p.run("pg_ctl", "-D", p.dirs[0], "-w", "-l", top+"/one.log", "-o", p.options(0), "start")
	p.run("pg_basebackup", "-D", p.dirs[1], "-h", "127.0.0.1", "-p", p.ports[0], "-U", "postgres", "-R", "-X", "stream", "-c", "fast")
	p.run("pg_ctl", "-D", p.dirs[1], "-w", "-l", top+"/two.log", "-o", p.options(1), "start")
	p.sql(0, `ALTER SYSTEM SET synchronous_standby_names = '*'`, `SELECT pg_reload_conf()`)
	return p
}

func (p *pair) options(i int) string {
	return fmt.Sprintf("-p %s -c listen_addresses=127.0.0.1 -c unix_socket_directories=%s -c max_connections=100", p.ports[i], filepath.Dir(p.dirs[i]))
}

// url names both servers; the driver keeps to the one that takes writes.
func (p *pair) url() string {
	return fmt.Sprintf("postgres://postgres@127.0.0.1:%s,127.0.0.1:%s/postgres?sslmode=disable&target_session_attrs=read-write&connect_timeout=3", p.ports[0], p.ports[1])
}

// command runs as the user postgres: its programs refuse to run as root.
func (p *pair) command(name string, args ...string) *exec.Cmd {
	all := append([]string{filepath.Join(p.bin, name)}, args...)
	if os.Getuid() == 0 {
		all = append([]string{"runuser", "-u", "postgres", "--"}, all...)
	}
	cmd := exec.Command(all[0], all[1:]...)
	cmd.Dir = "/"
	return cmd
}

func (p *pair) run(name string, args ...string) {
	p.t.Helper()
	if out, err := p.command(name, args...).CombinedOutput(); err != nil {
		p.t.Fatalf("%s: %v %s", name, err, out)
	}
}

func (p *pair) sql(i int, statements ...string) {
	p.t.Helper()
	for _, s := range statements {
		p.run("psql", "-h", "127.0.0.1", "-p", p.ports[i], "-U", "postgres", "-qc", s)
	}
}

// killPrimary kills every process of the primary at once.
func (p *pair) killPrimary() {
	p.t.Helper()
	raw, err := os.ReadFile(p.dirs[0] + "/postmaster.pid")
	if err != nil {
		p.t.Fatal(err)
	}
	first, _, _ := strings.Cut(string(raw), "\n")
	pid, err := strconv.Atoi(first)
	if err != nil {
		p.t.Fatal(err)
	}
	if err := syscall.Kill(-pid, syscall.SIGKILL); err != nil {
		p.t.Fatal(err)
	}
}

// promote makes the replica the primary. It waits for no replica of its own.
func (p *pair) promote() {
	p.t.Helper()
	p.run("pg_ctl", "-D", p.dirs[1], "-w", "promote")
	p.sql(1, `ALTER SYSTEM SET synchronous_standby_names = ''`, `SELECT pg_reload_conf()`)
}
