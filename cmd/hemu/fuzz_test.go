package main

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// FuzzParse: whatever stands on the command line and in the environment, the flags are
// refused in words, or make a configuration that holds together; the line wins over the
// environment.
func FuzzParse(f *testing.F) {
	for _, seed := range [][2]string{
		{"--data\nd\n--listen\n:80", "HEMU_DATA=e"}, {"x\n--dry-run\ny", "HEMU_TIMEOUT=-1s"}, {"--timeout\n0", ""}, {"--db\nmysql://x", "HEMU_DB=postgres://a"}, {"--second-factor=none", "HEMU_SECOND_FACTOR=all"},
		{"--oidc-issuer=http://x", "HEMU_OIDC_CLIENT=c"}, {"--s3-endpoint\nhttps://s", "HEMU_S3_SECRET_FILE=/nowhere"}, {"--clamd\ntcp:1:2:3", "HEMU_CLAMD_AWAY=perhaps"}, {"--\n--\n-", "HEMU_DEMO=2"}, {"-idle=1h\n-proof=\xff", "HEMU_LANG=zh_CN"},
	} {
		f.Add(seed[0], seed[1])
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, line, environment string) {
		if strings.Contains(line+environment, "/dev/") || strings.Contains(line+environment, "/proc/") {
			return // a file that never ends is the operator's own
		}
		t.Chdir(dir)
		env := map[string]string{}
		for _, l := range strings.Split(environment, "\n") {
			if key, value, ok := strings.Cut(l, "="); ok {
				env[key] = value
			}
		}
		w := world{env: func(key string) string { return env[key] }}
		c, err := parse("serve", 2, strings.Split(line, "\n"), w)
		if err != nil {
			if wrong, ok := errors.AsType[*usageError](err); !ok || wrong.Error() == "" {
				t.Fatalf("%T %v", err, err)
			}
			return
		}
		if c.Timeout <= 0 || c.Limits.Idle <= 0 || c.Limits.Proof < 0 || c.Limits.Factor == "" || len(c.rest) > 2 || c.DB == "" || strings.Contains(c.DB, "://") && !strings.HasPrefix(c.DB, "postgres") ||
			c.OIDC.Issuer != "" && c.OIDC.Check() != nil || c.clamdAway != "refuse" && c.clamdAway != "store" || env["HEMU_DB"] == "" && !strings.Contains(line, "-db") && c.DB != filepath.Join(c.Data, "hemu.db") {
			t.Fatalf("%+v", c)
		}
		if slices.Contains(strings.Split(line, "\n"), "--") {
			return // what follows are no flags
		}
		if again, err := parse("serve", 2, append(strings.Split(line, "\n"), "--listen", "x:1"), w); err == nil && again.listen != "x:1" {
			t.Fatalf("the last of the line is not what holds: %q", again.listen)
		}
	})
}
