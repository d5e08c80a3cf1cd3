package sqldb

import (
	"io/fs"
	"testing/fstest"
)

// memFile is a file of the given content.
func memFile(name string, content []byte) (fs.File, error) {
	return fstest.MapFS{name: {Data: content}}.Open(name)
}
