package casework

import (
	"slices"

	"hemu/internal/access"
	"hemu/internal/codes"
	"hemu/internal/fault"
)

// mostTags is how many tags a case carries at most: with more nobody sorts by them.
const mostTags = 10

// Tag puts tags on a case or takes them off (标签). A tag is of the dispute and never
// of a person (mission R1): the list is kept by the administrator and cannot be
// added to while tagging.
type Tag struct {
	Add    []string `json:"add,omitempty" doc:"codes of the list case_tag"`
	Remove []string `json:"remove,omitempty" doc:"codes"`
}

// Act implements Command.
func (Tag) Act() access.Act { return access.Tag }

func (in Tag) apply(c *Case, e *Env) error {
	var f fault.Form
	for _, code := range in.Add {
		f.Require(e.known(codes.ListTag, code), "case.tag_unknown", "add")
	}
	before := slices.Clone(c.Tags)
	c.Tags = slices.DeleteFunc(slices.Concat(c.Tags, in.Add), func(code string) bool { return contains(in.Remove, code) })
	c.Tags = distinct(c.Tags)
	if len(c.Tags) > mostTags {
		f.Add("case.tags_many", "add", fault.Args{"most": mostTags})
	}
	if err := f.Err(); err != nil {
		return err
	}
	if slices.Equal(before, c.Tags) {
		return fault.New(fault.Conflict, "case.tags_same")
	}
	return nil
}

// undone is the command that takes in back from c as it was before.
func (in Tag) undone(c *Case) Tag {
	var out Tag
	for _, code := range distinct(in.Add) {
		if !contains(c.Tags, code) && !contains(in.Remove, code) {
			out.Remove = append(out.Remove, code)
		}
	}
	for _, code := range distinct(in.Remove) {
		if contains(c.Tags, code) {
			out.Add = append(out.Add, code)
		}
	}
	return out
}
