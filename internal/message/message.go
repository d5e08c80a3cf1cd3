// Package message holds every sentence the server says to people, in Simplified
// Chinese and English. It is the only place in Go where such text may stand. It
// knows keys and languages, and nothing of what they are about.
package message

import (
	"embed"
	"encoding/json"
	"fmt"
	"path"
	"strings"

	"hemu/internal/fault"
)

//go:embed zh-CN/*.json en/*.json
var files embed.FS

// Lang is a language of the product.
type Lang string

// The languages. Chinese comes first wherever none is asked for.
const (
	Chinese Lang = "zh-CN"
	English Lang = "en"
)

// Langs lists the languages, the default first.
func Langs() []Lang { return []Lang{Chinese, English} }

// catalogues is read once from the files built into the program and never
// changed afterwards.
var catalogues = load()

func load() map[Lang]map[string]string {
	all := map[Lang]map[string]string{}
	for _, lang := range Langs() {
		all[lang] = map[string]string{}
		entries, err := files.ReadDir(string(lang))
		if err != nil {
			panic(err) // the files are part of the program
		}
		for _, e := range entries {
			raw, _ := files.ReadFile(path.Join(string(lang), e.Name()))
			part := map[string]string{}
			if err := json.Unmarshal(raw, &part); err != nil {
				panic(fmt.Sprintf("message: %s/%s: %v", lang, e.Name(), err))
			}
			for k, v := range part {
				if _, twice := all[lang][k]; twice {
					panic(fmt.Sprintf("message: %s/%s repeats %s", lang, e.Name(), k))
				}
				all[lang][k] = v
			}
		}
	}
	return all
}

// Parse picks the language of an Accept-Language header: English when it is
// named before any Chinese, otherwise Chinese.
func Parse(accept string) Lang {
	for _, part := range strings.Split(strings.ToLower(accept), ",") {
		switch tag := strings.TrimSpace(strings.SplitN(part, ";", 2)[0]); {
		case strings.HasPrefix(tag, "zh"):
			return Chinese
		case strings.HasPrefix(tag, "en"):
			return English
		}
	}
	return Chinese
}

// Has reports whether key has a sentence.
func Has(key string) bool { _, ok := catalogues[Chinese][key]; return ok }

// Text is the sentence for key in lang with {name} replaced from args. A key
// without a sentence is shown as itself: ugly, but never silent.
func Text(lang Lang, key string, args fault.Args) string {
	text, ok := catalogues[lang][key]
	if !ok {
		if text, ok = catalogues[Chinese][key]; !ok {
			return key
		}
	}
	if len(args) == 0 {
		return text
	}
	pairs := make([]string, 0, 2*len(args))
	for name, v := range args {
		pairs = append(pairs, "{"+name+"}", fmt.Sprint(v))
	}
	return strings.NewReplacer(pairs...).Replace(text)
}
