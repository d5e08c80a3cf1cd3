package sqldb

import (
	"database/sql"
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// IsNoRows reports whether err is a QueryRow that found nothing.
func IsNoRows(err error) bool {
	return errors.Is(err, sql.ErrNoRows) || errors.Is(err, pgx.ErrNoRows)
}

// IsDuplicate reports whether err is a row refused because its key is taken.
// After such a refusal leave the transaction: PostgreSQL will not go on.
func IsDuplicate(err error) bool {
	return refused(err, "23505", sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY)
}

// IsReferenced reports whether err is a row refused because another row it
// names is missing, or because other rows still name it.
func IsReferenced(err error) bool {
	return refused(err, "23503", sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY)
}

func refused(err error, pgCode string, liteCodes ...int) bool {
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		return e.Code == pgCode
	}
	e, ok := errors.AsType[*sqlite.Error](err)
	if !ok {
		return false
	}
	for _, code := range liteCodes {
		if e.Code() == code {
			return true
		}
	}
	return false
}
