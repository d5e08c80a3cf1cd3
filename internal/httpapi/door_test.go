package httpapi

import (
	"maps"
	"slices"
	"testing"

	"github.com/danielgtaylor/huma/v2"
)

// TestNamesAtTheDoor: the lists of the door name operations there are; a rename
// would open what does harm, or lock out who has to enrol.
func TestNamesAtTheDoor(t *testing.T) {
	known := map[string]bool{}
	for _, item := range Describe().Paths {
		for _, op := range []*huma.Operation{item.Get, item.Post, item.Put, item.Delete, item.Patch} {
			if op != nil {
				known[op.OperationID] = true
			}
		}
	}
	for _, name := range slices.AppendSeq(slices.Collect(maps.Keys(harmful)), maps.Keys(early)) {
		if !known[name] {
			t.Errorf("no operation is called %s", name)
		}
	}
}
