#!/usr/bin/env bash
# Installs from Debian's packages what a test run needs and this machine
# hasn't got. Asks nothing, fetches nothing when all is there.
#
#   scripts/deps.sh
#
# As an ordinary user it only says what to install.
set -euo pipefail

missing=()
need() {
  local package=$1
  shift
  "$@" >/dev/null 2>&1 || missing+=("$package")
}

# A server, not only psql: the binaries are off the PATH on Debian.
need postgresql bash -c 'ls /usr/lib/postgresql/*/bin/initdb'
need postgresql-client command -v psql
need chromium test -x "${HEMU_CHROMIUM:-/usr/bin/chromium}"
# Without a Chinese font every screenshot is a page of empty boxes.
need fonts-noto-cjk bash -c 'ls /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'
# pdftotext and pdftoppm: tests read the documents back.
need poppler-utils command -v pdftotext
# zbarimg: a test reads the QR codes as a telephone does.
need zbar-tools command -v zbarimg
# clamd: a test has it look at files, on a signature of its own.
need clamav-daemon test -x /usr/sbin/clamd
# Registries are asked over TLS; deadlines are counted in Shanghai.
need ca-certificates test -s /etc/ssl/certs/ca-certificates.crt
need tzdata test -e /usr/share/zoneinfo/Asia/Shanghai

[ ${#missing[@]} -gt 0 ] || exit 0
if [ "$(id -u)" != 0 ]; then
  echo "deps.sh: missing; run as root: apt-get install ${missing[*]}" >&2
  exit 1
fi
echo "deps.sh: installing ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
apt() {
  apt-get -qq -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 "$@" >/dev/null
}
apt update
apt install -y --no-install-recommends "${missing[@]}"
