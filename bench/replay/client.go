package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"

	"hemu/internal/fixture"
)

// desk is somebody signed in, in one post.
type desk struct {
	username, name, userID, org, role, cookie string
}

// answer is what came back.
type answer struct {
	code    int
	problem string // code of the problem, "" for none
	body    []byte
}

type problem struct {
	Code   string `json:"code"`
	Field  string `json:"field"`
	Ref    string `json:"ref"`
	Errors []struct {
		Code  string `json:"code"`
		Field string `json:"field"`
	} `json:"errors"`
}

// send makes one request. An answer that is no clean one is put on the tally:
// a status of 500 and more, or a refusal that is no problem with a code.
func (s *run) send(d desk, method, path string, head map[string]string, raw []byte, what string) (answer, error) {
	req, err := http.NewRequest(method, s.p.web.URL+path, bytes.NewReader(raw))
	if err != nil {
		return answer{}, err
	}
	req.Header.Set("Content-Type", "application/json")
	if d.cookie != "" {
		req.Header.Set("Cookie", d.cookie)
	}
	for k, v := range head {
		req.Header.Set(k, v)
	}
	res, err := s.p.web.Client().Do(req)
	if err != nil {
		return answer{}, err
	}
	body, err := io.ReadAll(res.Body)
	_ = res.Body.Close()
	s.requests++
	a := answer{code: res.StatusCode, body: body}
	if res.StatusCode < 400 {
		if c := res.Header.Get("Set-Cookie"); c != "" {
			a.problem = strings.SplitN(c, ";", 2)[0]
		}
		return a, err
	}
	var p problem
	clean := strings.HasPrefix(res.Header.Get("Content-Type"), "application/problem+json") && json.Unmarshal(body, &p) == nil && p.Code != ""
	a.problem = p.Code
	for _, e := range p.Errors {
		if len(p.Errors) <= 2 {
			a.problem += " " + e.Code
		}
	}
	if res.StatusCode >= 500 {
		s.serverErrors[fmt.Sprintf("%s %s %d %s", what, method, res.StatusCode, p.Code)]++
	} else if !clean && strings.HasPrefix(path, "/api/") { // residents get pages, not problems
		s.unclean[fmt.Sprintf("%s %s %d", what, method, res.StatusCode)]++
	}
	return a, err
}

// signIn opens one desk for every post of the demo's people.
func (s *run) signIn() error {
	for _, account := range fixture.Accounts() {
		for post := 0; ; post++ {
			d := desk{username: account.Username, name: account.Name}
			raw, _ := json.Marshal(map[string]string{"username": account.Username, "password": fixture.Password})
			a, err := s.send(d, "POST", "/api/session", nil, raw, "sign in")
			if err != nil || a.code >= 400 {
				return fmt.Errorf("sign in %s: %d %s: %w", account.Username, a.code, a.problem, err)
			}
			d.cookie = a.problem
			var out struct {
				User  struct{ ID string }
				Posts []struct{ ID, OrgID, Role string }
			}
			if err := json.Unmarshal(a.body, &out); err != nil {
				return err
			}
			if post >= len(out.Posts) {
				break
			}
			raw, _ = json.Marshal(map[string]string{"postId": out.Posts[post].ID})
			if a, err = s.send(d, "PUT", "/api/session/acting", nil, raw, "choose post"); err != nil || a.code >= 400 {
				return fmt.Errorf("choose post of %s: %d %s: %w", account.Username, a.code, a.problem, err)
			}
			d.userID, d.org, d.role = out.User.ID, out.Posts[post].OrgID, out.Posts[post].Role
			s.desks = append(s.desks, d)
			if post+1 == len(out.Posts) {
				break
			}
		}
	}
	return nil
}

// codeLists reads the lists a desk chooses from.
func (s *run) codeLists() error {
	a, err := s.send(s.desks[0], "GET", "/api/codes", nil, nil, "codes")
	if err != nil {
		return err
	}
	var out struct {
		Lists map[string][]struct{ Code, Parent string }
	}
	if err := json.Unmarshal(a.body, &out); err != nil {
		return err
	}
	for list, items := range out.Lists {
		for _, i := range items {
			if list != "dispute_cause" || i.Parent != "" {
				s.lists[list] = append(s.lists[list], i.Code)
			}
		}
	}
	return nil
}
