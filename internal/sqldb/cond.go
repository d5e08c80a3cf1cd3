package sqldb

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Cond collects the conditions of a WHERE and their arguments. Conditions are
// written with ? and numbered as they are added, so a query may put several
// Conds and fixed arguments together.
type Cond struct {
	parts []string
	args  []any
}

// NewCond starts a Cond whose placeholders follow the fixed arguments already in
// the query.
func NewCond(fixed ...any) *Cond {
	return &Cond{args: append([]any{}, fixed...)}
}

// And adds a condition. A []string argument fills one ? as a list: x IN (?).
func (c *Cond) And(cond string, args ...any) *Cond {
	c.parts = append(c.parts, c.number(cond, args))
	return c
}

func (c *Cond) number(cond string, args []any) string {
	pieces := strings.Split(cond, "?")
	if len(pieces) != len(args)+1 {
		panic(fmt.Sprintf("sqldb: %q has %d places for %d arguments", cond, len(pieces)-1, len(args)))
	}
	var b strings.Builder
	for i, arg := range args {
		b.WriteString(pieces[i])
		list, ok := arg.([]string)
		if !ok {
			c.args = append(c.args, arg)
			b.WriteString("$" + strconv.Itoa(len(c.args)))
			continue
		}
		if len(list) == 0 {
			b.WriteString("NULL") // x IN (NULL) holds for nothing
		}
		for j, v := range list {
			c.args = append(c.args, v)
			if j > 0 {
				b.WriteString(", ")
			}
			b.WriteString("$" + strconv.Itoa(len(c.args)))
		}
	}
	b.WriteString(pieces[len(args)])
	return b.String()
}

// Where is the conditions joined with AND, "TRUE" for none: write it behind the
// word WHERE.
func (c *Cond) Where() string {
	if len(c.parts) == 0 {
		return "TRUE"
	}
	return "(" + strings.Join(c.parts, ") AND (") + ")"
}

// Args are the fixed arguments and those of all conditions, in order.
func (c *Cond) Args() []any { return c.args }

// Arg adds an argument outside any condition (a LIMIT, say) and returns its
// placeholder.
func (c *Cond) Arg(v any) string {
	c.args = append(c.args, v)
	return "$" + strconv.Itoa(len(c.args))
}

// Below is the half-open range of texts that begin with prefix, for use as
// "col >= ? AND col < ?": an index serves it on both engines, where LIKE does
// not. prefix must not be empty.
func Below(prefix string) (from, to string) {
	last, size := utf8.DecodeLastRuneInString(prefix)
	if last++; last == 0xD800 {
		last = 0xE000 // the characters between are halves of others
	}
	return prefix, prefix[:len(prefix)-size] + string(last)
}

// Containing is the pattern for LIKE ... ESCAPE '\' of everything that contains text,
// in which % and _ stand for themselves.
func Containing(text string) string { return "%" + likeEscapes.Replace(text) + "%" }

var likeEscapes = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)
