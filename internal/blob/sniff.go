package blob

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"io"
	"net/http"
	"slices"
	"strings"
)

// The media types of packages, which are all zip files outside.
const (
	docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	ofd  = "application/ofd" // GB/T 33190
)

// allowed are the types a file may have, as the standard library names them from
// its first bytes. Not among them: pages and scripts, pictures that can hold them
// (SVG), programs, archives, and old office files, which can hold macros.
var allowed = map[string]string{
	"image/jpeg":                "image/jpeg",
	"image/png":                 "image/png",
	"image/gif":                 "image/gif",
	"image/webp":                "image/webp",
	"audio/aiff":                "audio/aiff",
	"application/ogg":           "audio/ogg",
	"application/pdf":           "application/pdf",
	"audio/mpeg":                "audio/mpeg",
	"audio/wave":                "audio/wave",
	"video/mp4":                 "video/mp4", // also sound recordings of phones
	"text/plain; charset=utf-8": "text/plain",
}

// sniff is the media type of size bytes by their content, "" for one not allowed.
func sniff(r io.ReaderAt, size int64) (string, error) {
	first := make([]byte, min(size, 512))
	if _, err := r.ReadAt(first, 0); err != nil && err != io.EOF {
		return "", err
	}
	if found := sniffBoxes(first); found != "" {
		return found, nil
	}
	if strings.HasPrefix(string(first), "#!AMR") {
		return "audio/amr", nil // recordings of telephone calls
	}
	found := http.DetectContentType(first)
	if found == "application/zip" {
		return sniffPackage(r, size), nil
	}
	if isMarkup(first) {
		return "", nil
	}
	return allowed[found], nil
}

// isMarkup reports whether a text begins as a page or a drawing does, whatever it is
// called: those can hold scripts.
func isMarkup(first []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(first, []byte("\xef\xbb\xbf")), " \t\r\n"), []byte("<"))
}

// brands are what an ISO base media file can call itself.
var brands = map[string]string{
	"heic": "image/heic", "heix": "image/heic", "heim": "image/heic", "heis": "image/heic", "hevc": "image/heic", "hevx": "image/heic", "mif1": "image/heic", "msf1": "image/heic",
	"isom": "video/mp4", "iso2": "video/mp4", "iso4": "video/mp4", "iso5": "video/mp4", "iso6": "video/mp4", "avc1": "video/mp4",
	"mp41": "video/mp4", "mp42": "video/mp4", "M4A ": "video/mp4", "M4V ": "video/mp4", "3gp4": "video/mp4", "3gp5": "video/mp4", "3gp6": "video/mp4",
}

// sniffBoxes tells an ISO base media file by the first brand that is known.
func sniffBoxes(first []byte) (found string) {
	if len(first) < 16 || string(first[4:8]) != "ftyp" {
		return ""
	}
	end := min(int(binary.BigEndian.Uint32(first)), len(first))
	for at := 8; at+4 <= end; at += 4 {
		brand := string(first[at : at+4])
		if brand == "avif" || brand == "avis" {
			return "" // a picture of the same form, drawn by other means
		}
		if found == "" && at != 12 { // there its version stands
			found = brands[brand]
		}
	}
	return found
}

// The limits of packages: what unfolds into more chokes whoever opens it.
const (
	maxDirectory = 2 << 20   // bytes of the list of parts
	maxUnfolded  = 512 << 20 // bytes of all parts, as the list says
)

// listed is whether the list of parts of a zip file is of a size that can be read.
func listed(r io.ReaderAt, size int64) bool {
	tail := make([]byte, min(size, 22+1<<16))
	if _, err := r.ReadAt(tail, size-int64(len(tail))); err != nil && err != io.EOF {
		return false
	}
	at := bytes.LastIndex(tail, []byte("PK\x05\x06"))
	return at >= 0 && at+22 <= len(tail) && binary.LittleEndian.Uint32(tail[at+12:]) <= maxDirectory
}

// sniffPackage tells the packages by the part each kind must have. One with macros is
// none of them, nor one whose parts lie elsewhere or unfold into more than anybody
// has.
func sniffPackage(r io.ReaderAt, size int64) (found string) {
	if !listed(r, size) {
		return ""
	}
	z, err := zip.NewReader(r, size)
	if err != nil {
		return ""
	}
	var unfolded uint64
	for _, f := range z.File {
		if unfolded += min(f.UncompressedSize64, maxUnfolded+1); unfolded > maxUnfolded {
			return ""
		}
		switch {
		case strings.ContainsAny(f.Name, "\\:") || strings.HasPrefix(f.Name, "/") || slices.Contains(strings.Split(f.Name, "/"), ".."):
			return ""
		case strings.HasSuffix(strings.ToLower(f.Name), "vbaproject.bin"):
			return ""
		case f.Name == "word/document.xml":
			found = docx
		case f.Name == "xl/workbook.xml":
			found = xlsx
		case f.Name == "OFD.xml":
			found = ofd
		}
	}
	return found
}
