package main

import (
	"bytes"
	"encoding/json"
	"image"
	"image/png"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// resident opens the tracking page, and now and then says something there.
func (s *run) resident(l *life) error {
	page := "/t/" + l.code
	a, err := s.send(desk{}, "GET", page, nil, nil, "track")
	s.looked["track "+strconv.Itoa(a.code)]++
	if err != nil || a.code != http.StatusOK {
		return err
	}
	form := url.Values{"kind": {s.pick([]string{"complaint", "not_settled", "settled"})}, "text": {s.pick([]string{"", "一直没有人联系我", l.text.Title})}}
	head := map[string]string{"Content-Type": "application/x-www-form-urlencoded"}
	if a, err = s.send(desk{}, "POST", page+"/say", head, []byte(form.Encode()), "say"); err == nil {
		s.looked["say "+form.Get("kind")+" "+strconv.Itoa(a.code)]++
	}
	return err
}

// photo uploads a picture and gives the body that hangs it on a case.
func (s *run) photo(d desk) any {
	var body, picture bytes.Buffer
	dot := image.NewGray(image.Rect(0, 0, 8, 8))
	for i := range dot.Pix {
		dot.Pix[i] = byte(s.r.IntN(256)) // each picture another, as from a camera
	}
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", "现场.png")
	if err == nil {
		err = png.Encode(&picture, dot)
	}
	if err == nil {
		_, err = part.Write(picture.Bytes())
	}
	if err != nil || form.Close() != nil {
		return fields{}
	}
	a, err := s.send(d, "POST", "/api/files", map[string]string{"Content-Type": form.FormDataContentType()}, body.Bytes(), "upload")
	var out struct {
		Digest, Name, Type string
		Size               int64
	}
	if err != nil || a.code >= 300 || json.NewDecoder(strings.NewReader(string(a.body))).Decode(&out) != nil {
		return fields{"file": fields{"digest": "0000", "name": "x.png", "type": "image/png", "size": 1, "kind": "photo"}}
	}
	return fields{"file": fields{"digest": out.Digest, "name": out.Name, "type": out.Type, "size": out.Size, "kind": "photo"}}
}
