// Program search asks how much of real texts the index finds, and how fast: it puts
// letters (JSON lines with id, title, body, created_at) into a fresh database, asks
// for parts of them, and holds each answer against a plain look at every letter and
// against a bare LIKE. docs/search.md has the figures.
//
//	go run ./bench/search -letters FILE
//	go run ./bench/search -letters FILE -db postgres://…   an empty database
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"log"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"hemu/internal/hanzi"
	"hemu/internal/search"
	"hemu/internal/sqldb"
)

func main() {
	letters := flag.String("letters", "", "file of letters")
	dsn := flag.String("db", "", "PostgreSQL; a SQLite file of its own when empty")
	n := flag.Int("queries", 100, "queries of each kind")
	seed := flag.Uint64("seed", 1, "repeats a run")
	flag.Parse()
	if err := run(context.Background(), *letters, *dsn, *n, *seed); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, file, dsn string, n int, seed uint64) error {
	docs, err := read(file)
	if err != nil {
		return err
	}
	if dsn == "" {
		dir, err := os.MkdirTemp("", "hemu-search-")
		if err != nil {
			return err
		}
		defer func() { _ = os.RemoveAll(dir) }()
		dsn = filepath.Join(dir, "hemu.db")
	}
	db, err := sqldb.Open(ctx, dsn, sqldb.Options{})
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	if _, err := db.Migrate(ctx); err != nil {
		return err
	}
	began := time.Now()
	if err := fill(ctx, db, docs); err != nil {
		return err
	}
	fmt.Printf("%s, %d letters indexed in %v, seed %d\n\n| asked for | queries | hits | found | too many | index, median | LIKE, median | ratio |\n|---|---|---|---|---|---|---|---|\n",
		db.Engine(), len(docs), time.Since(began).Round(time.Millisecond), seed)
	r := rand.New(rand.NewPCG(seed, 1))
	plain := plainTexts(docs)
	for _, k := range kinds {
		if err := ask(ctx, db, docs, plain, k.name, k.make, n, r); err != nil {
			return err
		}
	}
	return nil
}

// fill puts the letters in, 200 in a transaction.
func fill(ctx context.Context, db *sqldb.DB, docs []search.Document) error {
	for page := range slices.Chunk(docs, 200) {
		err := db.Write(ctx, func(tx *sqldb.Tx) error {
			for _, d := range page {
				if err := search.Put(ctx, tx, d); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return db.Write(ctx, func(tx *sqldb.Tx) error {
		_, err := tx.Exec(ctx, `ANALYZE`)
		return err
	})
}

func read(file string) (docs []search.Document, err error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 4<<20)
	for lines.Scan() {
		var l struct{ ID, Title, Body, At string }
		var raw map[string]any
		if err := json.Unmarshal(lines.Bytes(), &raw); err != nil {
			return nil, err
		}
		for key, to := range map[string]*string{"id": &l.ID, "title": &l.Title, "body": &l.Body, "created_at": &l.At} {
			*to, _ = raw[key].(string)
		}
		at, err := time.Parse(time.DateTime, l.At)
		if err != nil {
			at = time.Unix(int64(len(docs)), 0)
		}
		docs = append(docs, search.Document{ID: l.ID, At: at, Title: []string{l.Title}, Body: []string{l.Body}})
	}
	return docs, lines.Err()
}

// kinds are the ways people ask for a part of a text.
var kinds = []struct {
	name string
	make func(text []rune, r *rand.Rand) string
}{
	{"one character", part(1)},
	{"two characters", part(2)},
	{"three characters", part(3)},
	{"four characters", part(4)},
	{"eight characters", part(8)},
	{"two words of two", func(text []rune, r *rand.Rand) string { return part(2)(text, r) + " " + part(2)(text, r) }},
	{"four, traditional and wide", func(text []rune, r *rand.Rand) string { return disguised(part(4)(text, r)) }},
}

// part takes n neighbouring characters out of a text.
func part(n int) func([]rune, *rand.Rand) string {
	return func(text []rune, r *rand.Rand) string {
		at := r.IntN(max(1, len(text)-n))
		return string(text[at:min(len(text), at+n)])
	}
}

var traditional = strings.NewReplacer("国", "國", "学", "學", "为", "為", "车", "車", "东", "東", "门", "門", "电", "電", "区", "區", "钱", "錢", "楼", "樓",
	"长", "長", "们", "們", "这", "這", "个", "個", "来", "來", "时", "時", "问", "問", "题", "題", "业", "業", "实", "實", "现", "現", "关", "關", "发", "發", "没", "沒")

// disguised writes a text in another way that means the same.
func disguised(text string) string {
	return strings.Map(func(r rune) rune {
		if r > ' ' && r <= '~' {
			return r + 0xfee0
		}
		return r
	}, traditional.Replace(strings.ToUpper(text)))
}

// plainText is a letter, folded once, in runs between spaces.
type plainText struct {
	id    string
	words []string
}

func plainTexts(docs []search.Document) []plainText {
	out := make([]plainText, len(docs))
	for i, d := range docs {
		out[i] = plainText{d.ID, strings.Fields(hanzi.Fold(d.Title[0]) + "\n" + hanzi.Fold(d.Body[0]))}
	}
	return out
}

// scan looks at every letter by hand; it shares no code with the index.
func scan(plain []plainText, typed string) (ids []string) {
	asked := strings.Fields(hanzi.Fold(typed))
	for _, d := range plain {
		all := len(asked) > 0
		for _, word := range asked {
			all = all && slices.ContainsFunc(d.words, func(f string) bool { return strings.Contains(f, word) })
		}
		if all {
			ids = append(ids, d.id)
		}
	}
	slices.Sort(ids)
	return ids
}

func ask(ctx context.Context, db *sqldb.DB, docs []search.Document, plain []plainText, name string, made func([]rune, *rand.Rand) string, n int, r *rand.Rand) error {
	var index, like []time.Duration
	hits, found, wrong := 0, 0, 0
	for done := 0; done < n; {
		d := docs[r.IntN(len(docs))]
		typed := made([]rune(d.Title[0]+d.Body[0]), r)
		q := search.Parse(typed)
		if q.Empty() {
			continue
		}
		done++
		err := db.Read(ctx, func(tx *sqldb.Tx) error {
			c := sqldb.NewCond()
			query := q.IDs(tx, c)
			ids, took, err := timed(ctx, tx, query, c.Args())
			if err != nil {
				return err
			}
			index = append(index, took)
			bare := sqldb.NewCond()
			q.Holds(bare, search.InBody)
			liked, took, err := timed(ctx, tx, `SELECT d.id FROM search_doc d WHERE `+bare.Where(), bare.Args())
			if err != nil {
				return err
			}
			like = append(like, took)
			want := scan(plain, typed)
			hits += len(want)
			for _, id := range want {
				if _, ok := slices.BinarySearch(ids, id); ok {
					found++
				}
			}
			wrong += len(ids) - len(slices.DeleteFunc(slices.Clone(ids), func(id string) bool { _, ok := slices.BinarySearch(want, id); return !ok }))
			if !slices.Equal(ids, liked) {
				return errors.New("index and LIKE differ for " + typed)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	a, b := median(index), median(like)
	fmt.Printf("| %s | %d | %d | %.2f %% | %d | %v | %v | %.1f |\n", name, n, hits, 100*float64(found)/float64(max(1, hits)), wrong, a, b, float64(b)/float64(a))
	return nil
}

func timed(ctx context.Context, tx *sqldb.Tx, query string, args []any) ([]string, time.Duration, error) {
	began := time.Now()
	ids, err := sqldb.All(ctx, tx, sqldb.Scalar[string], query, args...)
	took := time.Since(began)
	slices.Sort(ids)
	return ids, took, err
}

func median(all []time.Duration) time.Duration {
	slices.Sort(all)
	return all[len(all)/2].Round(10 * time.Microsecond)
}
