package identity

import (
	"context"
	"time"

	"hemu/internal/sqldb"
	"hemu/internal/vault"
)

// factor is the second factor of a user, opened.
type factor struct {
	userID    string
	secret    string // base32; "" until one was confirmed
	pending   string // handed out, not yet confirmed
	step      int64  // of the last code taken
	confirmed time.Time
}

func (f factor) enrolled() bool { return f.secret != "" }

// factorPlace is where a secret is sealed for: under another user it does not open.
func factorPlace(userID string) string { return "identity_factor:" + userID }

func scanFactor(r sqldb.Row) (f factor, err error) {
	return f, r.Scan(&f.userID, &f.secret, &f.pending, &f.step, sqldb.Time{T: &f.confirmed})
}

const factorColumns = `user_id, secret, pending, step, confirmed_at`

// findFactor reads the factor of a user; one of nobody is empty. The caller holds
// the user's lock when it means to write.
func findFactor(ctx context.Context, tx *sqldb.Tx, userID string) (factor, error) {
	f, err := sqldb.One(ctx, tx, scanFactor, `SELECT `+factorColumns+` FROM identity_factor WHERE user_id = $1`, userID)
	if sqldb.IsNoRows(err) {
		return factor{userID: userID}, nil
	}
	if err != nil {
		return f, err
	}
	if f.secret, err = tx.Ring.Open(factorPlace(userID), f.secret); err != nil {
		return f, err
	}
	f.pending, err = tx.Ring.Open(factorPlace(userID), f.pending)
	return f, err
}

func saveFactor(ctx context.Context, tx *sqldb.Tx, f factor) error {
	secret, err := tx.Ring.Seal(factorPlace(f.userID), f.secret)
	if err != nil {
		return err
	}
	pending, err := tx.Ring.Seal(factorPlace(f.userID), f.pending)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		INSERT INTO identity_factor (`+factorColumns+`) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (user_id) DO UPDATE SET secret = excluded.secret, pending = excluded.pending, step = excluded.step,
		       confirmed_at = excluded.confirmed_at`,
		f.userID, secret, pending, f.step, sqldb.Millis(f.confirmed))
	return err
}

// takeStep marks a period as used; false when it or a later one was before.
func takeStep(ctx context.Context, tx *sqldb.Tx, userID string, step int64) (bool, error) {
	n, err := tx.Exec(ctx, `UPDATE identity_factor SET step = $1 WHERE user_id = $2 AND step < $1`, step, userID)
	return n > 0, err
}

// dropFactor removes factor and recovery codes of a user, and tells whether there
// was one.
func dropFactor(ctx context.Context, tx *sqldb.Tx, userID string) (bool, error) {
	if _, err := tx.Exec(ctx, `DELETE FROM identity_recovery WHERE user_id = $1`, userID); err != nil {
		return false, err
	}
	n, err := tx.Exec(ctx, `DELETE FROM identity_factor WHERE user_id = $1`, userID)
	return n > 0, err
}

// replaceRecovery puts new recovery codes in the place of all former ones.
func replaceRecovery(ctx context.Context, tx *sqldb.Tx, userID string, hashes []string) error {
	_, err := tx.Exec(ctx, `DELETE FROM identity_recovery WHERE user_id = $1`, userID)
	for _, hash := range hashes {
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `INSERT INTO identity_recovery (user_id, hash) VALUES ($1, $2)`, userID, hash)
	}
	return err
}

// takeRecovery uses a recovery code up; false when there is none like it left.
func takeRecovery(ctx context.Context, tx *sqldb.Tx, userID, hash string) (bool, error) {
	n, err := tx.Exec(ctx, `UPDATE identity_recovery SET used_at = $1 WHERE user_id = $2 AND hash = $3 AND used_at IS NULL`,
		tx.Now.UnixMilli(), userID, hash)
	return n > 0, err
}

// recoveryLeft counts the recovery codes of a user that were not used.
func recoveryLeft(ctx context.Context, tx *sqldb.Tx, userID string) (n int, err error) {
	return sqldb.One(ctx, tx, sqldb.Scalar[int], `SELECT COUNT(*) FROM identity_recovery WHERE user_id = $1 AND used_at IS NULL`, userID)
}

// proveSession puts a new token in the place of the one a session had, and marks
// the person as having proved who they are; false when the old token is no longer
// that of the session.
func proveSession(ctx context.Context, tx *sqldb.Tx, id, oldHash, newHash string) (bool, error) {
	n, err := tx.Exec(ctx, `UPDATE identity_session SET token_hash = $1, proved_at = $2 WHERE id = $3 AND token_hash = $4 AND revoked_at IS NULL`,
		newHash, tx.Now.UnixMilli(), id, oldHash)
	return n > 0, err
}

// sealedTexts are the sealed columns of every factor.
func sealedFactors(ctx context.Context, tx *sqldb.Tx) ([]factor, error) {
	return sqldb.All(ctx, tx, scanFactor, `SELECT `+factorColumns+` FROM identity_factor ORDER BY user_id`)
}

// SealedUnder counts the secrets of second factors under each master key, by the
// master's name. It reads the table whole, so it is for operators.
func SealedUnder(ctx context.Context, tx *sqldb.Tx) (map[string]int64, error) {
	used := map[string]int64{}
	all, err := sealedFactors(ctx, tx)
	for _, f := range all {
		for _, text := range []string{f.secret, f.pending} {
			if text != "" {
				used[vault.MasterOf(text)]++
			}
		}
	}
	return used, err
}

// Reseal brings the secrets of second factors under the current master key and
// tells how many it touched. It can be run again at any time.
func Reseal(ctx context.Context, db *sqldb.DB) (n int64, err error) {
	err = db.Write(ctx, func(tx *sqldb.Tx) error {
		all, err := sealedFactors(ctx, tx)
		for _, f := range all {
			if err != nil {
				return err
			}
			secret, changed1, err1 := tx.Ring.Reseal(factorPlace(f.userID), f.secret)
			pending, changed2, err2 := tx.Ring.Reseal(factorPlace(f.userID), f.pending)
			switch {
			case err1 != nil:
				return err1
			case err2 != nil:
				return err2
			case changed1 || changed2:
				n++
				// What was enrolled anew meanwhile is under the current master already.
				_, err = tx.Exec(ctx, `UPDATE identity_factor SET secret = $1, pending = $2 WHERE user_id = $3 AND secret = $4 AND pending = $5`,
					secret, pending, f.userID, f.secret, f.pending)
			}
		}
		return err
	})
	return n, err
}
