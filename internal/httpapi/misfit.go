package httpapi

import (
	"encoding/json"
	"maps"
	"net/http"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/validation"

	"hemu/internal/calendar"
	"hemu/internal/fault"
	"hemu/internal/message"
)

// misfit is one way of a request not to fit the contract: what huma says of it, in
// English and for programmers, and the code of what we say to people.
type misfit struct {
	said *regexp.Regexp
	code string
	args []string // what stands in the place of each verb; "" is left out
}

// misfits are looked through in this order, the exact ones first.
var misfits = slices.Concat([]misfit{
	literally("required %s parameter is missing", "request.missing", ""),
	literally(validation.MsgExpectedRequiredProperty, "request.missing", "inner"),
	literally(validation.MsgExpectedPropertyNameInObject, "request.missing"),
	literally(validation.MsgExpectedDependentRequiredProperty, "request.missing", "inner", ""),
	literally(validation.MsgUnexpectedProperty, "request.not_asked"),
	literally("unknown query parameter", "request.not_asked"),
	literally("write only property is non-zero", "request.not_asked"),
	literally("expected at most one value, but received multiple values", "request.only_one"),
	literally(validation.MsgExpectedBoolean, "request.want_boolean"),
	literally("invalid boolean", "request.want_boolean"),
	literally(validation.MsgExpectedInteger, "request.want_integer"),
	literally("invalid integer", "request.want_integer"),
	literally(validation.MsgExpectedNumber, "request.want_number"),
	literally("invalid float", "request.want_number"),
	literally("invalid floating value", "request.want_number"),
	literally(validation.MsgExpectedString, "request.want_text"),
	literally(validation.MsgExpectedArray, "request.want_list"),
	literally(validation.MsgExpectedObject, "request.want_group"),
	literally(validation.MsgExpectedOneOf, "request.one_of", "values"),
	literally(validation.MsgExpectedArrayItemsUnique, "request.twice"),
	literally(validation.MsgExpectedMinimumNumber, "request.at_least", "n"),
	literally(validation.MsgExpectedMaximumNumber, "request.at_most", "n"),
	literally(validation.MsgExpectedExclusiveMinimumNumber, "request.more_than", "n"),
	literally(validation.MsgExpectedExclusiveMaximumNumber, "request.less_than", "n"),
	literally(validation.MsgExpectedNumberBeMultipleOf, "request.multiple", "n"),
	literally(validation.MsgExpectedMinLength, "request.longer", "n"),
	literally(validation.MsgExpectedMaxLength, "request.shorter", "n"),
	literally(validation.MsgExpectedMinItems, "request.more_items", "n"),
	literally(validation.MsgExpectedMaxItems, "request.fewer_items", "n"),
	literally(validation.MsgExpectedMinProperties, "request.more_items", "n"),
	literally(validation.MsgExpectedMaxProperties, "request.fewer_items", "n"),
	literally(validation.MsgExpectedRFC3339DateTime, "request.want_moment"),
	literally(validation.MsgExpectedRFC1123DateTime, "request.want_moment"),
	saying("invalid date/time for format .*", "request.want_moment"),
	literally(validation.MsgExpectedRFC3339Time, "request.want_time"),
	literally(validation.MsgExpectedRFC3339Date, "request.want_day"),
	literally(string(calendar.ErrBadDate), "request.want_day"),
	literally(string(calendar.ErrNoSuchDay), "request.no_such_day"),
	literally(validation.MsgExpectedRFC5322Email, "request.want_email", ""),
	literally(validation.MsgExpectedRFC4122UUID, "request.want_uuid", ""),
}, patterned("day", "month"))

// saying is a misfit by what huma says, as a pattern.
func saying(pattern, code string, args ...string) misfit {
	return misfit{regexp.MustCompile("(?s)^" + pattern + "$"), code, args}
}

var verb = regexp.MustCompile(`%[vsd]`)

// literally is a misfit by huma's own format.
func literally(format, code string, args ...string) misfit {
	parts := verb.Split(format, -1)
	for i := range parts {
		parts[i] = regexp.QuoteMeta(parts[i])
	}
	return saying(strings.Join(parts, "(.*)"), code, args...)
}

// patterned are the patterns of the contract, by their descriptions.
func patterned(descriptions ...string) (out []misfit) {
	for _, d := range descriptions {
		out = append(out, literally(strings.Replace(validation.MsgExpectedBePattern, "%s", d, 1), "request.want_"+d))
	}
	return out
}

// dayText is a day in a body: huma would ask no more than that it is a text, and then
// not be able to say which of them is none.
type dayText struct{}

// Schema implements huma.SchemaProvider.
func (dayText) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Pattern: `^([0-9]{4}-[0-9]{2}-[0-9]{2})?$`, PatternDescription: "day"}
}

// aliases tells the registry of what a type of ours is in a body.
func aliases(r huma.Registry) huma.Registry {
	r.RegisterTypeAlias(reflect.TypeFor[calendar.Date](), reflect.TypeFor[dayText]())
	return r
}

// longestField bounds a place that is repeated: names of properties are the sender's.
const longestField = 100

// misfitOf says in lang what does not fit.
func misfitOf(d *huma.ErrorDetail, lang message.Lang) ProblemField {
	field, code, args := placeOf(d), "request.field", fault.Args{}
	for _, m := range misfits {
		found := m.said.FindStringSubmatch(d.Message)
		if found == nil {
			continue
		}
		code = m.code
		for i, name := range m.args {
			switch value := found[i+1]; name {
			case "":
			case "inner":
				field = strings.TrimPrefix(field+"."+value, ".")
			case "values":
				args[name] = strings.ReplaceAll(value, ", ", message.Text(lang, "list.comma", nil))
			default:
				args[name] = value
			}
		}
		break
	}
	if field == "" {
		return ProblemField{Code: "request.whole", Detail: message.Text(lang, "request.whole", nil)}
	}
	if runes := []rune(field); len(runes) > longestField {
		field = string(runes[:longestField]) + "…"
	}
	args["field"] = field
	return ProblemField{Code: code, Field: field, Detail: message.Text(lang, code, args)}
}

// within matches the place in what encoding/json says of a value that has the right
// form and that its type cannot hold.
var within = regexp.MustCompile(`Go struct field (?:\w*\.)?(\S+) of type`)

// placeOf is where in a request something does not fit, as the contract names it.
func placeOf(d *huma.ErrorDetail) string {
	part, place, _ := strings.Cut(d.Location, ".")
	if !slices.Contains([]string{"body", "path", "query", "header", "cookie", "form"}, part) {
		part, place = "body", d.Location
	}
	if part != "body" || place != "" {
		return place
	}
	if found := within.FindStringSubmatch(d.Message); found != nil {
		return found[1]
	}
	raw, _ := d.Value.(string)
	var v any
	if strings.HasPrefix(d.Message, "calendar.") && json.Unmarshal([]byte(raw), &v) == nil {
		return noDay("", v)
	}
	return ""
}

var likeDay = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`)

// noDay is the first place under at where something has the form of a day and is none,
// 30 February for one: reading a body, encoding/json doesn't tell where it stands.
func noDay(at string, v any) string {
	switch v := v.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			if found := noDay(strings.TrimPrefix(at+"."+key, "."), v[key]); found != "" {
				return found
			}
		}
	case []any:
		for i, item := range v {
			if found := noDay(at+"["+strconv.Itoa(i)+"]", item); found != "" {
				return found
			}
		}
	case string:
		if _, err := calendar.ParseDate(v); err != nil && likeDay.MatchString(v) {
			return at
		}
	}
	return ""
}

// refusals are the codes of a request that is refused for another reason than what
// stands in it.
var refusals = map[int]string{
	http.StatusBadRequest: "request.unreadable", http.StatusNotAcceptable: "request.not_offered", http.StatusRequestTimeout: "request.slow",
	http.StatusRequestEntityTooLarge: "request.too_large", http.StatusUnsupportedMediaType: "request.media",
}

// titleOf is what a status is called in lang.
func titleOf(lang message.Lang, status int) string {
	key := "status." + strconv.Itoa(status)
	if !message.Has(key) {
		key = "status.other"
	}
	return message.Text(lang, key, nil)
}
