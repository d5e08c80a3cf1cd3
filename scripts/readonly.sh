#!/bin/bash
# Makes the disk of a running demo city read-only, as the system does after an error of
# the disk, under load, on a small ext4 of its own; root only, run by hand after
# `make build`. docs/faults.md tells what was found. FOLDER keeps what was answered.
set -u
hemu=$(realpath "$(dirname "$0")/../bin/hemu")
mkdir -p "${1:?usage: scripts/readonly.sh FOLDER}" && cd "$1" || exit 1
home=http://127.0.0.1:${HEMU_PORT:-8377}
export HEMU_LANG=en
umount disk 2>/dev/null
rm -f disk.img && truncate -s 300M disk.img && mkfs.ext4 -q disk.img && mkdir -p disk && mount -o loop,errors=remount-ro disk.img disk || exit 1
serve() {
  "$hemu" serve --demo --data disk/data --listen "${home#http://}" --proof 0 >>server.log 2>&1 &
  server=$!
  for _ in $(seq 200); do curl -fs -o /dev/null "$home/readyz" && return; sleep 0.3; done
  exit 1
}
serve
cookie=$(curl -fs -D - -o /dev/null -H 'Content-Type: application/json' -d '{"username":"village","password":"hemu-demo-2026"}' "$home/api/session" | tr -d '\r' | sed -n 's/^[Ss]et-[Cc]ookie: \([^;]*\).*/\1/p')
ask() { curl -s -m 40 -w ' %{http_code}\n' -H "Cookie: $cookie" "$@"; }
register() {
  ask -H 'Content-Type: application/json' -H "Idempotency-Key: k$1" "$home/api/cases" -d '{"facts":"两家因滴水争吵","cause":"0301","channel":"visit","region":"370285001001",
    "parties":[{"role":"applicant","kind":"person","name":"王玥"},{"role":"respondent","kind":"person","name":"李喆"}]}' | tr -d '\n'
  echo
}
(for i in $(seq 2000); do register "$i"; done >answers.txt) &
load=$!
sleep 4
mount -o remount,abort disk && echo "the disk is read-only"
sleep 2
register refused
ask -o /dev/null "$home/api/cases?limit=5"
echo hello >hello.txt && ask -F file=@hello.txt "$home/api/files"
"$hemu" doctor --data disk/data | tail -2
kill $load; wait $load 2>/dev/null
kill $server; wait $server; echo "the program ended with $?"
umount disk; e2fsck -fy disk.img >/dev/null 2>&1; mount -o loop disk.img disk && serve
missing=0
while read -r id; do [ "$(curl -s -o /dev/null -w '%{http_code}' -H "Cookie: $cookie" "$home/api/cases/$id")" = 200 ] || missing=$((missing + 1)); done < <(grep ' 200$' answers.txt | sed -n 's/.*"id":"\([^"]*\)".*/\1/p')
echo "$(grep -c ' 200$' answers.txt) answered, $missing of them missing"
register refused
kill $server; wait $server
"$hemu" doctor --data disk/data | tail -1
"$hemu" ledger verify --data disk/data | tail -1
umount disk && rm disk.img
