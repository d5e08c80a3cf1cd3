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

sign_in() {
  curl -fs -D - -o /dev/null -H 'Content-Type: application/json' -d "{\"username\":\"$1\",\"password\":\"hemu-demo-2026\"}" "$home/api/session" |
    tr -d '\r' | sed -n 's/^[Ss]et-[Cc]ookie: \([^;]*\).*/\1/p'
}

# What a crawler does not find by itself: the addresses of the API that are read, with
# parameters to play with, and in the place of each {…} something there is in the demo
# that the person may see. Bodies of JSON are beyond this version; FuzzRequest sends them.
addresses() { # COOKIE
  python3 - "$home" "$1" <<'PY'
import json, re, sys, urllib.request
home, cookie = sys.argv[1:]
def get(path):
    try:
        return json.load(urllib.request.urlopen(urllib.request.Request(home + path, headers={"Cookie": cookie})))
    except Exception:
        return {}
def ids(path, key="items"):
    found = get(path).get(key) or []
    return [x["id"] for x in found if isinstance(x, dict) and "id" in x]
views = [get("/api/cases/" + i) for i in ids("/api/cases?limit=40")]
rich = max(views, key=lambda v: (bool(v.get("files")), len(v.get("slips", [])), len(v.get("clocks", []))))
case = rich["id"] if "id" in rich else rich["case"]["id"]
def first(list, usual):
    return list[0] if list else usual
session = get("/api/session")
inside = {
    "/api/cases/{id}/clocks/{clock}": first([c["id"] for c in rich.get("clocks", [])], "x"),
    "/api/cases/{id}/slips/{file}": first([x["id"] + ".docx" for x in rich.get("slips", [])], "x.docx"),
    "/api/cases/{id}/files/{file}": first([x["id"] for x in rich.get("files", [])], "x"),
    "/api/cases/{id}/forms/{file}": "rights_notice.docx", "/api/cases/{id}/data/{file}": "x.json",
    "/api/diary/days/{file}": "2026-11-26.docx", "/api/feeds/{file}": "x.ics", "/api/calendar/{year}": "2026", "/api/lists/{id}": "dispute_cause",
    "/api/orgs/{id}": first([p["orgId"] for p in session.get("posts", [])], "x"), "/api/users/{id}": session["user"]["id"],
    "/api/ledger/streams/{stream}": "codes",
}
for path, methods in json.load(open("api/openapi.json"))["paths"].items():
    if "get" not in methods:
        continue
    for at, value in inside.items():
        if path.startswith(at):
            path = path.replace(at, at[: at.rindex("{")] + value, 1)
    path = re.sub(r"\{[a-z]+\}", case, path)
    query = [p for p in methods["get"].get("parameters", []) if p["in"] == "query"]
    tail = "&".join(f"{p['name']}=1" for p in query[:8])
    print(path + ("?" + tail if tail else ""))
PY
}
modules="backup,blindsql,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,methods,permanentxss,redirect,shellshock,sql,xss"
scan() { # NAME [more]
  local name=$1
  shift
  wapiti --flush-session --no-bugreport -v 1 --store-session "$out/store-$name" -m "$modules" -d 6 --max-links-per-page 60 \
    --max-scan-time "$seconds" --max-attack-time "$((seconds / 8))" -f txt -o "$out/$name.txt" "$@" >"$out/$name.log" 2>&1 || true
  sed -n '/Summary/,$p' "$out/$name.txt"
}
signed_in() { # USERNAME
  local cookie starts=()
  cookie=$(sign_in "$1")
  while read -r path; do starts+=(-s "$home$path"); done < <(addresses "$cookie")
  echo "$1: ${#starts[@]} words of addresses"
  scan "$1" -u "$home/" -H "Cookie: $cookie" "${starts[@]}"
}
# A resident's page, by the code of a case that was brought just now.
cookie=$(sign_in village)
code=$(curl -fs -H "Cookie: $cookie" -H 'Content-Type: application/json' "$home/api/cases" -d '{"facts":"两家因滴水争吵","cause":"0301","channel":"visit","region":"370285001001",
  "parties":[{"role":"applicant","kind":"person","name":"王玥"},{"role":"respondent","kind":"person","name":"李喆"}]}' | python3 -c 'import json,sys; print(json.load(sys.stdin)["trackingCode"])')
scan nobody -u "$home/" -s "$home/t" -s "$home/t/ask" -s "$home/t/$code" -s "$home/sign-in" -s "$home/api/feeds/x.ics" -s "$home/api/oidc/callback?state=1&code=1&error=1"
signed_in head
signed_in mediator
bin/hemu doctor --data "$data"
bin/hemu ledger verify --data "$data"
grep -c ' status=5' "$out/server.log" || true
