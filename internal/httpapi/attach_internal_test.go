package httpapi

import (
	"mime"
	"net/http/httptest"
	"testing"
)

// TestAttach: every browser reads the name; one that knows ASCII only gets what of it is.
func TestAttach(t *testing.T) {
	for name, plain := range map[string]string{
		"和调受〔2026〕156号-受理案件回执单.pdf": `"2026-156.pdf"`,
		"调解笔录.docx":                          `"file.docx"`,
		"a b+c'd;e=\"f\"\r\nX-Y: z@100%.pdf": `"a-b-c-d-e-f-X-Y-z-100.pdf"`,
		"README":                             `"README"`,
		"图":                                  `"file"`,
	} {
		w := httptest.NewRecorder()
		attach(w, "inline", name)
		head := w.Header().Get("Content-Disposition")
		if way, params, err := mime.ParseMediaType(head); err != nil || way != "inline" || params["filename"] != name {
			t.Errorf("%q is read as %q %v from %s: %v", name, way, params, head, err)
		}
		if want := "inline; filename=" + plain + "; filename*="; len(head) < len(want) || head[:len(want)] != want {
			t.Errorf("%q: %s", name, head)
		}
	}
}
