// Command twins measures how well likeness of text tells that two letters bring the
// same matter: on real letters in which some groups are known to be the same. It is run
// by hand; the texts stay where they are:
//
//	go run ./bench/twins -data DIR
//
// Every pair of letters is compared. For each threshold it prints how many pairs it
// would call alike, how many of the known ones are among them, and what follows. Then, as
// if all letters came to one town in their order: how many of the pairs that are alike
// are found by looking at the newest only, and at those with a telling phrase too.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"hemu/internal/hanzi"
)

type letter struct {
	Title, Body string
	Group       any    `json:"dup_group"`
	At          string `json:"created_at"` // in an order of its own: 2006-01-02 15:04:05
	shingles    hanzi.Shingles
}

func main() {
	dir := flag.String("data", "", "directory with letters.jsonl")
	show := flag.Float64("show", 0, "print the titles of pairs nobody knows of that are at least so alike")
	newest := flag.Int("newest", 200, "how many of the newest are compared one by one")
	phrases := flag.Int("phrases", 12, "by how many phrases older ones are looked for")
	from := flag.Float64("from", 0.3, "likeness from which two are alike")
	flag.Parse()
	letters, err := read(filepath.Join(*dir, "letters.jsonl"))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	known, alike, hits := compare(letters, *show)
	fmt.Printf("%d letters, %d pairs known to be the same\n\nthreshold  called  right  precision  recall\n", len(letters), known)
	for i := range alike {
		fmt.Printf("%8d%%  %6d  %5d  %8.0f%%  %5.0f%%\n", i*5, alike[i], hits[i], 100*ratio(hits[i], alike[i]), 100*ratio(hits[i], known))
	}
	all, near, told := look(letters, *from, *newest, *phrases)
	fmt.Printf("\n%d pairs of at least %.0f %%: %d within the newest %d, %d with %d phrases\n", all, *from*100, near, *newest, told, *phrases)
}

func ratio(a, b int) float64 { return float64(a) / float64(max(1, b)) }

func read(path string) (out []letter, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var l letter
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			return nil, err
		}
		l.shingles = hanzi.ShinglesOf(l.Body)
		out = append(out, l)
	}
	return out, lines.Err()
}

// steps are thresholds of 0 %, 5 % … 95 %.
const steps = 20

func compare(letters []letter, show float64) (known int, alike, hits [steps]int) {
	var mu sync.Mutex
	var work sync.WaitGroup
	cpus := runtime.NumCPU()
	for cpu := range cpus {
		work.Go(func() {
			for i := cpu; i < len(letters); i += cpus {
				a := letters[i]
				var like, hit [steps]int
				same := 0
				for _, b := range letters[:i] {
					is := a.Group != nil && a.Group == b.Group
					p := a.shingles.Like(b.shingles)
					if is {
						same++
					} else if show > 0 && p >= show {
						fmt.Printf("%3.0f%%  %s | %s\n", p*100, a.Title, b.Title)
					}
					for s := 0; s < steps && p >= float64(s)*0.05; s++ {
						like[s]++
						if is {
							hit[s]++
						}
					}
				}
				mu.Lock()
				known += same
				for s := range steps {
					alike[s] += like[s]
					hits[s] += hit[s]
				}
				mu.Unlock()
			}
		})
	}
	work.Wait()
	return known, alike, hits
}

// look counts the pairs that are alike, those whose older letter is among the newest when
// the younger comes, and those found when older ones with a telling phrase are looked at
// too.
func look(letters []letter, from float64, newest, phrases int) (all, near, told int) {
	slices.SortFunc(letters, func(a, b letter) int { return strings.Compare(a.At, b.At) })
	for i, l := range letters {
		in := map[string]int{}
		for _, other := range letters[max(0, i-newest):i] {
			for piece := range other.shingles {
				in[piece]++
			}
		}
		sought := hanzi.Telling(l.Body, phrases, func(piece string) int { return in[piece] })
		for j, other := range letters[:i] {
			if l.shingles.Like(other.shingles) < from {
				continue
			}
			all++
			text := hanzi.Fold(other.Body)
			isNear := j >= i-newest
			if isNear {
				near++
			}
			if isNear || slices.ContainsFunc(sought, func(phrase string) bool { return strings.Contains(text, phrase) }) {
				told++
			}
		}
	}
	return all, near, told
}
