"""Turns one face of an OpenType font into a lean TrueType file (see fonts.sh).

usage: fonts.py wide|narrow|whole SOURCE FACE TARGET

wide    every Han character of the source (GB 18030 plus extensions A and B): names
narrow  GB 2312 plus Latin and punctuation: titles, heads, notes
whole   everything the source has

The PDF writer reads TrueType outlines only and has no use for layout tables or hints,
so only what it reads is written.
"""

import sys

from fontTools.cu2qu.ufo import DEFAULT_MAX_ERR  # noqa: F401  (fails early without cu2qu)
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont


def gb2312():
    """The 6763 characters and 682 symbols of GB 2312, by way of Python's codec."""
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                yield ord(bytes((row, cell)).decode("gb2312"))
            except UnicodeDecodeError:
                pass


def wanted(mode, have):
    if mode == "whole":
        return set(have)
    want = set(gb2312()) | set(range(0x20, 0x180)) | set(range(0x2000, 0x2800))
    want |= set(range(0x3000, 0x3100)) | set(range(0x3200, 0x3400)) | set(range(0xFE30, 0xFE50)) | set(range(0xFF00, 0xFFF0))
    if mode == "wide":
        want |= {c for c in have if 0x3400 <= c <= 0x9FFF or 0xF900 <= c <= 0xFAFF or c >= 0x20000}
    return want & set(have)


def convert(mode, source, face, target):
    font = TTFont(source, fontNumber=face, lazy=True)
    cmap = font.getBestCmap()
    cmap = {c: cmap[c] for c in sorted(wanted(mode, cmap))}
    glyphs = font.getGlyphSet()
    order = [".notdef"] + sorted(set(cmap.values()) - {".notdef"}, key=font.getGlyphID)
    cubic = "CFF " in font
    outlines, metrics = {}, {}
    for name in order:
        pen = TTGlyphPen(None)
        if cubic:
            # One unit of error in a thousand is below what a 1200 dpi printer shows.
            glyphs[name].draw(Cu2QuPen(pen, font["head"].unitsPerEm / 1000, reverse_direction=True))
        else:
            flat = DecomposingRecordingPen(glyphs)
            glyphs[name].draw(flat)
            flat.replay(pen)
        outlines[name] = glyph = pen.glyph()
        glyph.recalcBounds(None)
        metrics[name] = (font["hmtx"][name][0], getattr(glyph, "xMin", 0))

    names = font["name"]
    family = names.getDebugName(1) or "Unnamed"
    strings = {
        "familyName": family,
        "styleName": names.getDebugName(2) or "Regular",
        "psName": names.getDebugName(6) or family.replace(" ", ""),
        "copyright": names.getDebugName(0) or "",
        "licenseDescription": names.getDebugName(13) or "",
        "licenseInfoURL": names.getDebugName(14) or "",
    }
    # FontBuilder stamps the present time unless told; the same input makes the same file.
    made = FontBuilder(font["head"].unitsPerEm, isTTF=True)
    made.font.recalcTimestamp = False
    made.font.recalcBBoxes = False
    made.setupGlyphOrder(order)
    made.setupCharacterMap(cmap)
    made.setupGlyf(outlines, calcGlyphBounds=False)
    made.setupHorizontalMetrics(metrics)
    hhea, os2 = font["hhea"], font["OS/2"]
    made.setupHorizontalHeader(ascent=hhea.ascent, descent=hhea.descent, lineGap=hhea.lineGap)
    made.setupNameTable(strings, mac=False)
    made.setupOS2(sTypoAscender=os2.sTypoAscender, sTypoDescender=os2.sTypoDescender, sTypoLineGap=os2.sTypoLineGap,
                  usWinAscent=os2.usWinAscent, usWinDescent=os2.usWinDescent, usWeightClass=os2.usWeightClass,
                  sxHeight=getattr(os2, "sxHeight", 500), sCapHeight=getattr(os2, "sCapHeight", 700),
                  fsType=os2.fsType, achVendID=os2.achVendID)
    made.setupPost(keepGlyphNames=False)
    head, old = made.font["head"], font["head"]
    head.created, head.modified = old.created, old.modified
    head.xMin, head.yMin, head.xMax, head.yMax = old.xMin, old.yMin, old.xMax, old.yMax
    made.save(target)
    print(f"{target}: {family} {strings['styleName']}, {len(cmap)} characters")


if __name__ == "__main__":
    convert(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4])
