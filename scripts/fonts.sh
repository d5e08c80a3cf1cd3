#!/bin/sh
# Makes the font files that the binary embeds, from Debian's own packages.
#
# No font is kept in the repository. This script fetches two packages with apt-get
# (fonts-noto-cjk and fonts-lxgw-wenkai, both under the SIL Open Font License), takes
# out the faces we print with, reduces them to the characters a Chinese office needs
# and writes TrueType files to internal/document/font/files/. It may be run again at
# any time: what is already there is kept, what was downloaded is reused.
#
#   scripts/fonts.sh            the embedded faces (about 23 MB, about a minute on two cores)
#   scripts/fonts.sh --fandol D Fandol 仿宋, 宋体, 黑体 and 楷体 into directory D, for <data>/fonts
#
# Fandol (GPL with font exception, package texlive-lang-chinese) is never embedded.
# Needs Debian 12 or newer, or a system with apt-get and python3; root is only needed
# when the package lists are empty or python3 is missing.
set -eu

root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
cache=$root/.cache/fonts
out=$root/internal/document/font/files
stamp=$out/.made
version="2 $(cksum <"$root/scripts/fonts.py")"

die() { echo "fonts.sh: $*" >&2; exit 1; }

# unpack fetches one package and unpacks it, without installing it or what it depends on.
unpack() {
	[ -d "$cache/$1/usr" ] && return
	mkdir -p "$cache/deb"
	(cd "$cache/deb" && ls "$1"_*.deb >/dev/null 2>&1 || apt-get download -qq "$1" 2>/dev/null) || {
		[ "$(id -u)" = 0 ] || die "cannot download $1; run 'apt-get update' as root first"
		apt-get update -qq && (cd "$cache/deb" && apt-get download -qq "$1")
	}
	rm -rf "$cache/$1.part"
	dpkg-deb -x "$cache/deb/$1"_*.deb "$cache/$1.part"
	mv "$cache/$1.part" "$cache/$1"
	rm -f "$cache/deb/$1"_*.deb
}

convert() { PYTHONPATH=$cache/python3-fonttools/usr/lib/python3/dist-packages /usr/bin/python3 "$root/scripts/fonts.py" "$@"; }

prepare() {
	command -v apt-get >/dev/null || die "needs apt-get; elsewhere put TrueType files into $out (names: see README there)"
	[ -x /usr/bin/python3 ] || apt-get install -y -qq --no-install-recommends python3
	mkdir -p "$cache"
	unpack python3-fonttools
}

if [ "${1:-}" = --fandol ]; then
	to=${2:?a directory is needed}
	prepare
	unpack texlive-lang-chinese
	mkdir -p "$to"
	from=$cache/texlive-lang-chinese/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol
	convert whole "$from/FandolFang-Regular.otf" 0 "$to/FandolFang-Regular.ttf" &
	convert whole "$from/FandolSong-Bold.otf" 0 "$to/FandolSong-Bold.ttf"
	convert whole "$from/FandolHei-Regular.otf" 0 "$to/FandolHei-Regular.ttf"
	wait
	convert whole "$from/FandolKai-Regular.otf" 0 "$to/FandolKai-Regular.ttf"
	exit
fi

[ -f "$stamp" ] && [ "$(cat "$stamp")" = "$version" ] && exit 0
prepare
unpack fonts-noto-cjk
unpack fonts-lxgw-wenkai
mkdir -p "$out"
noto=$cache/fonts-noto-cjk/usr/share/fonts/opentype/noto
wenkai=$cache/fonts-lxgw-wenkai/usr/share/fonts/truetype/lxgw-wenkai

# The wide face takes as long as the three narrow ones together: two lanes.
convert wide "$noto/NotoSerifCJK-Regular.ttc" 2 "$out/body.ttf" &
wide=$!
convert narrow "$noto/NotoSerifCJK-Bold.ttc" 2 "$out/title.ttf"
convert narrow "$noto/NotoSansCJK-Bold.ttc" 2 "$out/head.ttf"
convert narrow "$wenkai/LXGWWenKai-Regular.ttf" 0 "$out/kai.ttf"
wait $wide || die "the body face could not be made"
echo "$version" >"$stamp"
# Four small files are kept; a quarter of a gigabyte of packages is not.
rm -rf "$cache"
