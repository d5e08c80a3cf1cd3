package httpapi

import (
	"bytes"
	"encoding/json"
	"testing"

	"hemu/internal/golden"
)

// TestContractIsCurrent holds the committed contract against the one made from
// the list of routes: a change of the API shows in the diff.
func TestContractIsCurrent(t *testing.T) {
	raw, err := json.Marshal(Describe())
	if err != nil {
		t.Fatal(err)
	}
	var pretty bytes.Buffer
	if err := json.Indent(&pretty, raw, "", "  "); err != nil {
		t.Fatal(err)
	}
	golden.Equal(t, "../../api/openapi.json", pretty.String()+"\n")
}
