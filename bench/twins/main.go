// Command twins measures how well likeness of text tells that two letters bring the
// same matter: on real letters in which some groups are known to be the same. It is run
// by hand; the texts stay where they are:
//
//	go run ./bench/twins -data DIR
//
// Every pair of letters is compared. For each threshold it prints how many pairs it
// would call alike, how many of the known ones are among them, and what follows.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"hemu/internal/hanzi"
)

type letter struct {
	Title, Body string
	Group       any `json:"dup_group"`
	shingles    hanzi.Shingles
}

func main() {
	dir := flag.String("data", "", "directory with letters.jsonl")
	show := flag.Float64("show", 0, "print the titles of pairs nobody knows of that are at least so alike")
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
