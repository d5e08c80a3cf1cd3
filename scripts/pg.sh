#!/usr/bin/env bash
# Throw-away PostgreSQL for tests and development.
#
#   scripts/pg.sh start    start (create if needed) and print the URL
#   scripts/pg.sh stop     stop, keep the data
#   scripts/pg.sh destroy  stop and delete the data
#   scripts/pg.sh url      print the URL of the running server
#   scripts/pg.sh status   say whether it runs; exit code 0 if it does
#
# HEMU_PG_DIR   data folder (default: one per checkout under /tmp, because the
#               user postgres must be able to walk to it and a checkout in
#               /root can't be walked)
# HEMU_PG_PORT  loopback port (default: a free one, kept until destroy)
#
# Never for real data: fsync is off and everyone on loopback is trusted.
set -euo pipefail

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
dir=${HEMU_PG_DIR:-/tmp/hemu-pg-$(printf %s "$top" | cksum | cut -d' ' -f1)}
# initdb refuses an existing folder with anything in it, and the socket and
# the log should live and die with the data: hence one folder around them.
data=$dir/data
log=$dir/server.log

fail() {
  echo "pg.sh: $*" >&2
  exit 1
}

# The newest server installed. Debian keeps the binaries off the PATH.
bin() {
  local found
  found=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -n | tail -1)
  [ -x "$found/initdb" ] || fail "no PostgreSQL server; run: make deps-test"
  echo "$found"
}

# initdb and postgres refuse to run as root.
as_pg() {
  if [ "$(id -u)" = 0 ]; then
    (cd / && exec runuser -u postgres -- "$@")
  else
    "$@"
  fi
}

running() {
  [ -s "$data/PG_VERSION" ] && as_pg "$(bin)/pg_ctl" -D "$data" status >/dev/null 2>&1
}

# postmaster.pid: line 4 is the port the server really listens on.
port() {
  sed -n 4p "$data/postmaster.pid"
}

url() {
  # An ordinary user's cluster has that user's name as its superuser unless
  # told otherwise; init tells it, so that the URL is the same everywhere.
  echo "postgres://postgres@127.0.0.1:$(port)/postgres?sslmode=disable"
}

init() {
  mkdir -p "$dir"
  [ "$(id -u)" != 0 ] || chown postgres "$dir"
  # C.UTF-8: code-point order, the same order SQLite's BINARY collation
  # gives, on every machine. Nothing in Hemu may lean on a locale's order;
  # where people want pinyin order a column carries the key.
  as_pg "$(bin)/initdb" -D "$data" -U postgres --auth=trust --no-sync \
    --encoding=UTF8 --locale=C.UTF-8 >"$dir/initdb.log" 2>&1 ||
    fail "initdb failed: $(tail -3 "$dir/initdb.log")"
  as_pg tee -a "$data/postgresql.conf" >/dev/null <<CONF
listen_addresses = '127.0.0.1'
unix_socket_directories = '$dir'
max_connections = 200
shared_buffers = 128MB
# A crash of the machine may eat the data: they are tests'.
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
autovacuum_naptime = 10min
# Instants are BIGINT milliseconds UTC; whatever leaks through now() is too.
timezone = 'UTC'
log_timezone = 'UTC'
CONF
}

try_start() {
  as_pg "$(bin)/pg_ctl" -D "$data" -l "$log" -s -w -t 60 -o "-p $1" start >/dev/null 2>&1
}

start() {
  if ! running; then
    # A start that was killed half way leaves a folder that isn't a cluster.
    if [ -e "$data" ] && [ ! -s "$data/postgresql.conf" ]; then rm -rf "$data"; fi
    [ -e "$data" ] || init
    if [ -n "${HEMU_PG_PORT:-}" ]; then
      try_start "$HEMU_PG_PORT" || fail "no start on port $HEMU_PG_PORT: $(tail -3 "$log")"
    else
      # The last port first; then random ones until one is free.
      local p tries=0
      p=$(cat "$dir/port" 2>/dev/null || echo $((20000 + RANDOM % 12000)))
      until try_start "$p"; do
        tries=$((tries + 1))
        [ "$tries" -lt 8 ] || fail "no start: $(tail -3 "$log")"
        p=$((20000 + RANDOM % 12000))
      done
    fi
    port >"$dir/port"
  fi
  url
}

stop() {
  running || return 0
  as_pg "$(bin)/pg_ctl" -D "$data" -s -m immediate -w stop
}

case ${1:-} in
start) start ;;
stop) stop ;;
destroy)
  stop
  # Only ever a folder that this script made.
  [ ! -e "$data/PG_VERSION" ] || rm -rf "$dir"
  ;;
url) running && url || fail "not running" ;;
status) running && echo "running: $(url)" || { echo "not running"; exit 1; } ;;
*) sed -n '2,17s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 2 ;;
esac
