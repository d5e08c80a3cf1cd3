package house

import (
	"errors"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"hemu/internal/backup"
	"hemu/internal/fault"
	"hemu/internal/search"
	"hemu/internal/sqldb"
)

// TestUpgrade takes a filled city back to the schema of the main-job release (0060;
// what came after only added tables and columns) and opens it with this program: refused while it
// can't be copied, then copied, upgraded, healthy. And data from the future is refused.
func TestUpgrade(t *testing.T) {
	filled(t, func(t *testing.T, h *House, _ *httptest.Server) {
		lost := h.unindexed(t)
		h.back(t, `DROP TABLE casework_told`, `DROP TABLE views_digest`, `DROP TABLE views_subscription`, `DROP TABLE views_saved`, `DROP TABLE casework_month`, `DROP TABLE bulk_line`, `DROP TABLE bulk_run`, `DROP TABLE export_page`, `DROP TABLE export_job`, `DROP TABLE casework_unindexed`, `DROP TABLE casework_mark`, `DROP TABLE casework_measure`, `DROP TABLE casework_unmarked`,
			`DROP INDEX casework_clock_kind`, `DROP INDEX casework_case_paused`, `DROP TABLE identity_factor`,
			`DROP TABLE identity_recovery`, `ALTER TABLE identity_session DROP COLUMN proved_at`,
			`DROP TABLE identity_link`, `DROP TABLE identity_errand`, `ALTER TABLE identity_session DROP COLUMN provider`, `ALTER TABLE identity_session DROP COLUMN vouched`,
			`DROP TABLE blob_claim`, `DROP TABLE blob_giver`, `DROP TABLE blob_part`, `DROP TABLE blob_upload`, `DROP INDEX blob_file_loose`,
			`DROP TABLE blob_finding`, `DROP INDEX blob_file_waiting`, `ALTER TABLE blob_file DROP COLUMN scan`, `ALTER TABLE blob_file DROP COLUMN hung`, `ALTER TABLE blob_file DROP COLUMN original`, `ALTER TABLE casework_reading DROP COLUMN role`, `ALTER TABLE casework_reading DROP COLUMN reason`,
			`DROP TABLE retention_left`, `DROP TABLE retention_item`, `DROP TABLE retention_batch`, `DROP TABLE retention_file`,
			`DROP TABLE diary_room`, `DROP TABLE diary_block`, `DROP TABLE diary_hours`, `DROP TABLE diary_feed`, `DROP TABLE casework_engaged`, `DROP TABLE casework_session`,
			`DROP INDEX casework_clock_handler`, `ALTER TABLE casework_clock DROP COLUMN handler_id`, `ALTER TABLE casework_clock DROP COLUMN secret`, `DROP INDEX casework_reach_live`, `ALTER TABLE casework_reach DROP COLUMN live`,
			// Once a pause was never due, and its case in no list of what is.
			`UPDATE casework_clock SET due_at = 9223372036854775807, yellow_at = 9223372036854775807 WHERE paused`,
			`UPDATE casework_case SET next_due_at = 9223372036854775807, next_yellow_at = 9223372036854775807 WHERE paused`,
			`DELETE FROM goose_db_version WHERE version_id > 60`)
		dir := filepath.Join(h.Config.Data, "upgrade")
		if err := os.WriteFile(dir, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(t.Context(), h.Config, true); fault.CodeOf(err) != "upgrade.no_backup" {
			t.Fatalf("without a place for the copy: %v", err)
		}
		if has, _, err := h.DB.Schema(t.Context()); has != 60 || err != nil {
			t.Fatalf("schema %d after a refusal, %v", has, err)
		}
		if err := os.Remove(dir); err != nil {
			t.Fatal(err)
		}
		again, err := Open(t.Context(), h.Config, true)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = again.Close() })
		copies, err := filepath.Glob(filepath.Join(dir, "schema-60-*.zip"))
		if err != nil || len(copies) != 1 {
			t.Fatal(copies, err)
		}
		if m, err := backup.Verify(t.Context(), copies[0]); err != nil || m.Schema != 60 {
			t.Errorf("the copy: schema %d, %v", m.Schema, err)
		}
		for n := 1; n > 0 && err == nil; {
			n, err = again.Cases.MarkOld(t.Context())
		}
		n, errIndex := again.Cases.IndexOld(t.Context())
		if n != lost || errIndex != nil {
			t.Errorf("%d of %d cases made findable, %v", n, lost, errIndex)
		}
		report, errCheck := again.Cases.Check(t.Context())
		if err = errors.Join(err, errCheck); err != nil || len(report.Totals) > 0 || report.Cases < 60 {
			t.Errorf("the doctor sees %d cases: %v, %v", report.Cases, report.Totals, err)
		}
		again.proven(t)
		h.back(t, `INSERT INTO goose_db_version (version_id, is_applied) VALUES (999999, TRUE)`)
		for _, migrate := range []bool{true, false} {
			if _, err := Open(t.Context(), h.Config, migrate); !errors.Is(err, ErrNewerData) {
				t.Errorf("data from the future: %v", err)
			}
		}
	})
}

// unindexed makes every other case one that was written before the search index.
func (a *House) unindexed(t *testing.T) (n int) {
	t.Helper()
	err := a.DB.Write(t.Context(), func(tx *sqldb.Tx) error {
		ids, err := sqldb.All(t.Context(), tx, sqldb.Scalar[string], `SELECT id FROM casework_case ORDER BY id`)
		for i, id := range ids {
			if i%2 == 0 && err == nil {
				err, n = search.Remove(t.Context(), tx, id), n+1
			}
		}
		return err
	})
	if err != nil || n == 0 {
		t.Fatal(n, err)
	}
	return n
}

// back does by hand what no program does: it takes a schema back.
func (a *House) back(t *testing.T, statements ...string) {
	t.Helper()
	err := a.DB.Write(t.Context(), func(tx *sqldb.Tx) error {
		for _, s := range statements {
			if _, err := tx.Exec(t.Context(), s); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
