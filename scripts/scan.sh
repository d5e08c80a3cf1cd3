#!/bin/bash
# Scans a demo of its own with wapiti (Debian's package), as nobody and signed in. Run by
# hand after `make build`; docs/security/scan.md tells what was found. Reports go to the
# folder given. Modules that ask a machine of others (ssrf, xxe) are left out.
set -euo pipefail
cd "$(dirname "$0")/.."
out=$(realpath -m "${1:?usage: scripts/scan.sh FOLDER [SECONDS for each scan]}")
seconds=${2:-600}
port=${HEMU_SCAN_PORT:-8199}
home=http://127.0.0.1:$port
mkdir -p "$out"
data=$(mktemp -d)
bin/hemu serve --demo --data "$data" --listen "127.0.0.1:$port" >"$out/server.log" 2>&1 &
server=$!
trap 'kill $server; wait $server 2>/dev/null || true; rm -rf "$data"' EXIT
until curl -fs -o /dev/null "$home/readyz"; do sleep 0.2; done

cookie=$(curl -fs -D - -o /dev/null -H 'Content-Type: application/json' \
  -d '{"username":"head","password":"hemu-demo-2026"}' "$home/api/session" | tr -d '\r' | sed -n 's/^[Ss]et-[Cc]ookie: \([^;]*\).*/\1/p')
get() { curl -fs -H "Cookie: $cookie" "$home$1"; }
case=$(get '/api/cases?limit=1' | python3 -c 'import json,sys; print(json.load(sys.stdin)["items"][0]["id"])')

# What a crawler does not find by itself: the addresses of the API, with parameters to play with.
starts=()
while read -r path; do starts+=(-s "$home$path"); done < <(python3 - "$case" <<'PY'
import json, sys
for path, methods in json.load(open("api/openapi.json"))["paths"].items():
    if "get" not in methods:
        continue
    query = [p for p in methods["get"].get("parameters", []) if p["in"] == "query"]
    tail = "&".join(f"{p['name']}=1" for p in query[:8])
    for word in ("{id}", "{case}"):
        path = path.replace(word, sys.argv[1])
    if "{" not in path:
        print(path + ("?" + tail if tail else ""))
PY
)
modules="backup,blindsql,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,methods,permanentxss,redirect,shellshock,sql,xss"
scan() { # NAME [more]
  local name=$1
  shift
  wapiti --flush-session --no-bugreport -v 1 --store-session "$out/store-$name" -m "$modules" -d 6 --max-links-per-page 60 \
    --max-scan-time "$seconds" --max-attack-time "$((seconds / 8))" -f txt -o "$out/$name.txt" "$@" >"$out/$name.log" 2>&1 || true
  sed -n '/Summary/,$p' "$out/$name.txt"
}
scan nobody -u "$home/" -s "$home/t" -s "$home/t/ask" -s "$home/sign-in"
scan signed-in -u "$home/" -H "Cookie: $cookie" "${starts[@]}"
bin/hemu doctor --data "$data"
bin/hemu ledger verify --data "$data"
grep -c ' status=5' "$out/server.log" || true
