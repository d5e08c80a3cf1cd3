package httpapi

import (
	"net/http"
	"reflect"
	"regexp"

	"github.com/danielgtaylor/huma/v2"
)

// answers are what an operation answers with, by content type.
type answers map[string]*huma.MediaType

func bytesOf(types ...string) answers {
	out := answers{}
	for _, t := range types {
		out[t] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}
	}
	return out
}

var (
	papers   = bytesOf("application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
	sheets   = bytesOf("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "text/csv")
	anyBytes = bytesOf("*/*")
)

// answered is an answer of JSON that is a T.
func answered[T any](api huma.API) answers {
	return answers{"application/json": {Schema: api.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[T](), true, "")}}
}

var placeholder = regexp.MustCompile(`\{([a-z]+)\}`)

// plain registers a handler that speaks bytes instead of JSON, for people whom admit
// lets in, and puts it into the contract as signed does.
func plain(api huma.API, mux *http.ServeMux, o huma.Operation, out answers, do http.HandlerFunc) {
	for _, m := range placeholder.FindAllStringSubmatch(o.Path, -1) {
		o.Parameters = append(o.Parameters, &huma.Param{Name: m[1], In: "path", Required: true, Schema: &huma.Schema{Type: huma.TypeString}})
	}
	o.Responses = map[string]*huma.Response{"200": {Description: "OK", Content: out}}
	if sends.MatchString(o.Method + o.Path) {
		o.Responses["206"] = &huma.Response{Description: "The part of the file that Range asked for", Content: out}
	}
	o = described(o, true)
	api.OpenAPI().AddOperation(&o)
	mux.HandleFunc(o.Method+" "+o.Path, admitted(o.OperationID, do))
}

// withQuery gives an operation parameters of the address.
func withQuery(o huma.Operation, names ...string) huma.Operation {
	for _, name := range names {
		o.Parameters = append(o.Parameters, &huma.Param{Name: name, In: "query", Schema: &huma.Schema{Type: huma.TypeString}})
	}
	return o
}

// upload says that an operation takes a file, the part "file" of a form.
func upload(o huma.Operation, query ...string) huma.Operation {
	file := &huma.Schema{Type: huma.TypeString, Format: "binary"}
	form := &huma.Schema{Type: huma.TypeObject, Properties: map[string]*huma.Schema{"file": file}, Required: []string{"file"}}
	o.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"multipart/form-data": {Schema: form}}}
	return withQuery(o, query...)
}

// part says that an operation takes bytes as they are, of a file from the byte at on.
func part(o huma.Operation) huma.Operation {
	bytes := map[string]*huma.MediaType{"application/octet-stream": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}
	o.RequestBody = &huma.RequestBody{Required: true, Content: bytes}
	o.Parameters = append(o.Parameters, &huma.Param{Name: "at", In: "query", Required: true, Schema: &huma.Schema{Type: huma.TypeInteger, Format: "int64"}})
	return o
}
