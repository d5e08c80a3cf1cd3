package house

import (
	"path/filepath"
	"testing"
	"time"

	"hemu/internal/blob"
	"hemu/internal/codes"
	"hemu/internal/fault"
	"hemu/internal/identity"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// TestLimitsOfFilesArePolicies: what an administrator revises holds from the day it is
// to, and nobody sets what no server could take.
func TestLimitsOfFilesArePolicies(t *testing.T) {
	for name, dsn := range map[string]func() string{"sqlite": func() string { return filepath.Join(t.TempDir(), "hemu.db") }, "postgres": func() string { return sqldbtest.PostgresURL(t) }} {
		t.Run(name, func(t *testing.T) {
			h, err := Open(t.Context(), Config{Data: t.TempDir(), DB: dsn(), Version: "test", Limits: identity.DefaultLimits(), Timeout: time.Minute}, true)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = h.Close() }()
			limits := func() (l blob.Limits) {
				t.Helper()
				if err := h.DB.Read(t.Context(), func(tx *sqldb.Tx) error {
					l, err = h.fileLimits(t.Context(), tx)
					return err
				}); err != nil {
					t.Fatal(err)
				}
				return l
			}
			if got := limits(); got != (blob.Limits{Photo: 32 << 20, Document: 32 << 20, Recording: 128 << 20}) {
				t.Errorf("at first %+v", got)
			}
			now, err := h.Codes.Read(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			revise := func(id string, count int) error {
				for _, rule := range now.Policies {
					if rule.ID == id {
						rule.Count = count
						rule.From = rule.Until // today
						_, err := h.Codes.RevisePolicy(t.Context(), "admin", "", rule)
						return err
					}
				}
				return fault.New(fault.NotFound, "codes.policy_not_found")
			}
			for _, count := range []int{0, codes.MaxMegabytes + 1} {
				if err := revise("photo_size", count); fault.CodeOf(err) != "codes.size_bad" {
					t.Errorf("%d: %v", count, err)
				}
			}
			if err := revise("photo_size", 5); err != nil {
				t.Fatal(err)
			}
			if got := limits(); got != (blob.Limits{Photo: 5 << 20, Document: 32 << 20, Recording: 128 << 20}) {
				t.Errorf("then %+v", got)
			}
		})
	}
}
