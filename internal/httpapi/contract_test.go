package httpapi

import (
	"bytes"
	"encoding/json"
	"testing"

	"hemu/internal/casework"
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

// TestEveryActHasItsAddress: a command nobody can send would be found by nobody.
func TestEveryActHasItsAddress(t *testing.T) {
	raw, err := json.Marshal(Describe())
	if err != nil {
		t.Fatal(err)
	}
	for _, state := range casework.States() {
		for _, act := range state.Acts() {
			if !casework.BySystem(act) && !casework.OtherHalf(act) && !bytes.Contains(raw, []byte(`"/api/cases/{id}/`+string(act)+`"`)) {
				t.Errorf("%s can be done in %s, and has no address", act, state)
			}
		}
	}
}
