#!/usr/bin/env bash
# Everything `make test` checks, on a PostgreSQL of its own that is gone at
# the end. Every step runs even if an earlier one failed, so that one run
# tells all; the last lines are go test's own style, one a package or step.
#
#   scripts/test.sh           all
#   scripts/test.sh go|web|e2e [arguments for go test or playwright]
#
# HEMU_TEST_POSTGRES  use this server instead of a throw-away one
# HEMU_E2E_DBS        databases the journeys run on (default "sqlite postgres")
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
out=.cache/test
mkdir -p "$out"
: >"$out/summary"
failed=0

# step NAME COMMAND...: run it, show it, remember how it went.
step() {
  local name=$1 from=$SECONDS verdict=ok
  shift
  echo "=== $name"
  "$@" || verdict=FAIL
  [ $verdict = ok ] || failed=1
  printf '%s\themu/%s\t%ds\n' "$verdict" "$name" $((SECONDS - from)) >>"$out/summary"
}

postgres() {
  [ -z "${HEMU_TEST_POSTGRES:-}" ] || return 0
  # A folder of its own: a run must not meet the databases of a developer's
  # server, nor of another run.
  HEMU_PG_DIR=$(mktemp -d /tmp/hemu-test-pg.XXXXXX)
  export HEMU_PG_DIR
  chmod 755 "$HEMU_PG_DIR"
  trap 'scripts/pg.sh destroy' EXIT
  trap 'exit 130' HUP INT TERM
  HEMU_TEST_POSTGRES=$(scripts/pg.sh start)
  export HEMU_TEST_POSTGRES
}

format() {
  local bad
  bad=$(find . -name node_modules -prune -o -name '.?*' -prune -o -name '*.go' -print | xargs -r gofmt -l) || return 1
  [ -z "$bad" ] || { printf 'not gofmt:\n%s\n' "$bad"; return 1; }
}

# go test's lines go to the summary too; the output is shown as it comes.
go_test() {
  go test -timeout 15m "$@" 2>&1 | tee "$out/go.log"
}

staticcheck() {
  make -s .cache/tools/staticcheck && .cache/tools/staticcheck ./...
}

tests_go() {
  step gofmt format
  step vet go vet ./...
  [ $# -gt 0 ] || step staticcheck staticcheck
  step go-test go_test "${@:-./...}"
}

tests_web() {
  step web/lint npm --prefix web run lint
  step web/typecheck npm --prefix web run typecheck
  step web/unit npm --prefix web test
  step web/build make -s web
}

tests_e2e() {
  step build make -s build
  step e2e/lint npm --prefix e2e run lint
  step e2e/typecheck npm --prefix e2e run typecheck
  for db in ${HEMU_E2E_DBS:-sqlite postgres}; do
    step "e2e/$db" env HEMU_E2E_DB="$db" npm --prefix e2e test -- "$@"
  done
}

what=${1:-all}
[ $# -eq 0 ] || shift
case $what in
all)
  postgres
  tests_go
  tests_web
  tests_e2e
  ;;
go) postgres && tests_go "$@" ;;
web) tests_web ;;
e2e) postgres && tests_e2e "$@" ;;
*) sed -n '2,11s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 2 ;;
esac

echo
# Packages' own lines first ("no test files" says nothing), then the steps.
[ "$what" = web ] || [ ! -s "$out/go.log" ] || [ "$what" = e2e ] ||
  grep -E '^(ok|FAIL|---? FAIL|panic:)' "$out/go.log" || true
cat "$out/summary"
[ $failed = 0 ] && echo PASS || echo FAIL
exit $failed
