package main

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

// told is one text of the outside world.
type told struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Body  string `json:"body"`
	Text  string `json:"text"`
	Facts string `json:"facts"`
}

// words are what is told, whole and unrepaired.
func (t told) words() string { return t.Facts + t.Body + t.Text }

// texts reads letters first, then mediated cases, then questions, n at most.
func texts(dir string, n int) ([]told, error) {
	var out []told
	for _, name := range []string{"letters.jsonl", "mediation_cases.jsonl", "questions.jsonl"} {
		f, err := os.Open(filepath.Join(dir, name))
		if err != nil {
			return nil, err
		}
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 4<<20)
		for len(out) < n && lines.Scan() {
			var t told
			if err := json.Unmarshal(lines.Bytes(), &t); err != nil {
				return nil, errors.Join(err, f.Close())
			}
			out = append(out, t)
		}
		if err := errors.Join(lines.Err(), f.Close()); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// profile is how many requests come in an hour of a weekday.
type profile map[time.Weekday]map[int]float64

func readProfile(dir string) (profile, error) {
	f, err := os.Open(filepath.Join(dir, "arrival_profile_weekday_hour_dev.csv"))
	if err != nil {
		return nil, err
	}
	rows, err := csv.NewReader(f).ReadAll()
	if err = errors.Join(err, f.Close()); err != nil {
		return nil, err
	}
	days := map[string]time.Weekday{}
	for d := time.Sunday; d <= time.Saturday; d++ {
		days[d.String()[:3]] = d
	}
	p := profile{}
	for _, row := range rows[1:] {
		hour, _ := strconv.Atoi(row[2])
		n, _ := strconv.ParseFloat(row[3], 64)
		if p[days[row[1]]] == nil {
			p[days[row[1]]] = map[int]float64{}
		}
		p[days[row[1]]][hour] += n
	}
	return p, nil
}

var shanghai = time.FixedZone("CST", 8*3600)

func working(t time.Time) bool {
	t = t.In(shanghai)
	return t.Weekday() != time.Saturday && t.Weekday() != time.Sunday && t.Hour() >= 8 && t.Hour() < 18
}

// arrivals draws n instants of the year from the profile, in working hours.
func (p profile) arrivals(r *rand.Rand, from time.Time, n int) []time.Time {
	var slots []time.Time
	var sums []float64
	sum := 0.0
	for t := from.Truncate(time.Hour).Add(time.Hour); t.Before(from.AddDate(1, 0, 0)); t = t.Add(time.Hour) {
		if !working(t) {
			continue
		}
		local := t.In(shanghai)
		sum += p[local.Weekday()][local.Hour()]
		slots, sums = append(slots, t), append(sums, sum)
	}
	out := make([]time.Time, n)
	for i := range out {
		at, x := 0, r.Float64()*sum
		for sums[at] < x {
			at++
		}
		out[i] = slots[at].Add(time.Duration(r.IntN(3600)) * time.Second)
	}
	return out
}
