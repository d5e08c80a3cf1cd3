// Command gen writes official_days.csv, the State Council's holiday
// arrangements 2007–2026, from the tables of lunar-go and the corrections
// below. Run it by "go generate ./internal/calendar". Only this command may
// import lunar-go; the product reads the file.
package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"log"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/6tail/lunar-go/HolidayUtil"
)

const firstNotice, lastNotice = 2007, 2026

// correction puts right one day of the source. An empty kind removes the day.
type correction struct{ date, kind, name, notice, reason string }

var corrections = []correction{
	{"2013-04-07", "workday", "清明节", "2013", "the notice swaps it with Friday 5 April; the source lacks it"},
	{"2013-10-12", "workday", "国庆节", "2013", "the notice names it a workday beside 29 September; the source lacks it"},
	{"2020-02-03", "workday", "春节", "2020", "the notice of 26 January 2020 extends the festival to 2 February and names Monday the 3rd a workday"},
	{"2012-05-02", "", "", "", "a plain Wednesday"},
	{"2012-10-08", "", "", "", "a plain Monday"},
}

// joined are weekend days the source counts to a holiday although the notice
// only says that the holiday "joins the weekend" (与周末连休) or is made up on
// the Monday. They are ordinary rest days, which matters where a last day on
// a plain weekend is not moved.
var joined = strings.Fields(`
	2014-04-06 2014-05-31 2014-06-01 2014-09-06 2014-09-07
	2015-04-04 2015-05-02 2015-05-03 2015-06-21 2015-09-26
	2016-01-02 2016-01-03 2016-04-02 2016-04-03 2016-04-30 2016-12-31
	2017-04-29 2017-04-30 2017-12-30 2017-12-31
	2018-06-16 2018-06-17 2018-09-22 2018-09-23
	2019-04-06 2019-04-07 2019-06-08 2019-06-09 2019-09-14 2019-09-15
	2023-12-30 2023-12-31 2024-06-08 2024-06-09`)

func main() {
	rows := source()
	for _, date := range joined {
		if t, err := time.Parse(time.DateOnly, date); err != nil || t.Weekday()%6 != 0 {
			log.Fatalf("%s is no weekend day", date)
		}
		delete(rows, date)
	}
	for _, c := range corrections {
		delete(rows, c.date)
		if c.kind != "" {
			rows[c.date] = []string{c.date, c.kind, c.name, c.notice}
		}
	}
	if err := write("official_days.csv", rows); err != nil {
		log.Fatal(err)
	}
}

// source reads lunar-go. A day belongs to the notice of the year in which its
// festival falls: 29 December 2007 stands in the notice for 2008.
func source() map[string][]string {
	rows := map[string][]string{}
	for year := firstNotice - 1; year <= lastNotice; year++ {
		for e := HolidayUtil.GetHolidaysByYear(year).Front(); e != nil; e = e.Next() {
			h := e.Value.(*HolidayUtil.Holiday)
			notice, err := strconv.Atoi(h.GetTarget()[:4])
			if err != nil {
				log.Fatal(err)
			}
			if notice < firstNotice {
				continue
			}
			kind := "off"
			if h.IsWork() {
				kind = "workday"
			}
			rows[h.GetDay()] = []string{h.GetDay(), kind, name(h.GetName()), strconv.Itoa(notice)}
		}
	}
	return rows
}

// name is the festival as the holiday regulation writes it.
func name(source string) string {
	switch source {
	case "元旦节":
		return "元旦"
	case "国庆中秋":
		return "国庆节、中秋节"
	case "抗战胜利日":
		return "抗战胜利纪念日"
	}
	return source
}

func write(path string, rows map[string][]string) error {
	sorted := make([][]string, 0, len(rows))
	for _, row := range rows {
		sorted = append(sorted, row)
	}
	slices.SortFunc(sorted, func(a, b []string) int { return strings.Compare(a[0], b[0]) })
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	if err := w.Write([]string{"date", "kind", "name", "notice"}); err != nil {
		return fmt.Errorf("header: %w", err)
	}
	if err := w.WriteAll(sorted); err != nil {
		return fmt.Errorf("rows: %w", err)
	}
	return os.WriteFile(path, out.Bytes(), 0o644)
}
