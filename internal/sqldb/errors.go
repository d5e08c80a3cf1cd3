package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"net"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"hemu/internal/fault"
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

// ErrUnknown says that the answer to COMMIT was lost: the work may be kept or not.
// Looking, or the same request under the same key, tells.
var ErrUnknown = errors.New("the outcome of the commit is not known")

// committed tells what the answer of PostgreSQL to COMMIT means. An error of its own
// is a no, save when it went down: it may have committed before. An error of the
// connection is no answer, unless nothing was sent yet.
func committed(err error) error {
	if err == nil || pgconn.SafeToRetry(err) || errors.Is(err, pgx.ErrTxClosed) || errors.Is(err, pgx.ErrTxCommitRollback) {
		return err
	}
	if e, ok := errors.AsType[*pgconn.PgError](err); ok && !strings.HasPrefix(e.Code, "57P") {
		return err
	}
	return errors.Join(ErrUnknown, err)
}

// IsUnavailable reports whether err says that the database cannot be reached, is
// going down, is too busy, or cannot write to its disk: the same request may
// succeed later, and nothing of this one was kept.
func IsUnavailable(err error) bool {
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		// Classes of PostgreSQL: 08 connection, 53 resources, 57P going down or
		// starting; 25006 is a standby that does not write.
		return strings.HasPrefix(e.Code, "08") || strings.HasPrefix(e.Code, "53") || strings.HasPrefix(e.Code, "57P") || e.Code == "25006"
	}
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		switch e.Code() & 0xff { // the primary code of an extended one
		case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN,
			sqlite3.SQLITE_INTERRUPT: // time ran out while it worked
			return true
		}
		return false
	}
	_, refused := errors.AsType[*pgconn.ConnectError](err)
	_, network := errors.AsType[net.Error](err)
	return refused || network || pgconn.SafeToRetry(err) || errors.Is(err, io.ErrUnexpectedEOF)
}

// IsFull reports whether err says that a disk, of the database or of the data
// folder, is full or may not be written.
func IsFull(err error) bool {
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		return e.Code == "53100" || e.Code == "25006"
	}
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		switch e.Code() {
		case sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_DIR_FSYNC, sqlite3.SQLITE_IOERR_TRUNCATE, sqlite3.SQLITE_IOERR_DELETE,
			sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_SHMOPEN, sqlite3.SQLITE_IOERR_SHMMAP: // the disk has become read-only under the program
			return true
		}
		code := e.Code() & 0xff
		return code == sqlite3.SQLITE_FULL || code == sqlite3.SQLITE_READONLY
	}
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.EROFS)
}

// retryLater is when to try again after the database or time failed us.
const retryLater = 5 * time.Second

// Fault finds the fault in err. What is none is ours (internal), save that time ran
// out or the database does not answer: then the same request may succeed later.
func Fault(err error) *fault.Error {
	if f, ok := errors.AsType[*fault.Error](err); ok {
		return f
	}
	code, after := "", retryLater
	switch {
	case errors.Is(err, ErrUnknown):
		code = "request.unknown"
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled): // the latter: the sender has gone
		code = "request.took_long"
	case IsFull(err):
		code, after = "request.disk_full", time.Minute
	case IsUnavailable(err):
		code = "request.unavailable"
	default:
		return fault.New(fault.Internal, "internal")
	}
	f := fault.New(fault.Unavailable, code)
	f.RetryAfter = after
	return f
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
