package blob

import (
	"archive/zip"
	"io"
	"net/http"
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
	found := http.DetectContentType(first)
	if found == "application/zip" {
		return sniffPackage(r, size), nil
	}
	return allowed[found], nil
}

// sniffPackage tells the packages by the part each kind must have. One with macros is
// none of them.
func sniffPackage(r io.ReaderAt, size int64) (found string) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return ""
	}
	for _, f := range z.File {
		switch {
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
