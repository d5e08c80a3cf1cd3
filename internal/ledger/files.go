package ledger

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"hemu/internal/vault"
)

// perFolder is how many entries' worth of checkpoints share a folder. Names have
// leading zeros, so they sort by size, and no folder grows without end.
const perFolder = 100_000

func checkpointsIn(dir string) string { return filepath.Join(dir, "checkpoints") }

func checkpointPath(dir string, size int64) string {
	return filepath.Join(checkpointsIn(dir), fmt.Sprintf("%012d", size/perFolder), fmt.Sprintf("%016d.note", size))
}

// copyOut writes s to its file. A file that says otherwise is evidence, and stays.
func copyOut(dir string, s Statement) error {
	path := checkpointPath(dir, s.Size)
	had, err := os.ReadFile(path)
	switch {
	case err == nil && string(had) == s.Note:
		return nil
	case err == nil:
		return fmt.Errorf("checkpoint file of size %d: %w", s.Size, ErrDamaged)
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	if err := vault.WriteNew(path, []byte(s.Note), 0o644); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}

// fileCursor walks over the copies of checkpoints in the order of their sizes, one
// folder at a time.
type fileCursor struct {
	dir     string
	folders []string
	names   []string // of folders[0]; nil before it is read
	until   int64    // the greatest size there was when the cursor was opened
}

// copied is one copy: the size its name claims, and its content.
type copied struct {
	size int64
	note string
}

// openFiles looks before the database is read: a copy made later belongs to a
// checkpoint that reading may not see.
func openFiles(dir string) (*fileCursor, error) {
	c := &fileCursor{dir: dir}
	if dir == "" {
		return c, nil
	}
	entries, err := os.ReadDir(checkpointsIn(dir))
	if errors.Is(err, fs.ErrNotExist) {
		return c, nil
	}
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		c.folders = append(c.folders, filepath.Join(checkpointsIn(dir), e.Name()))
	}
	for i := len(c.folders) - 1; i >= 0 && c.until == 0; i-- {
		if c.names, err = namesIn(c.folders[i]); err != nil {
			return nil, err
		}
		for _, name := range c.names {
			c.until = max(c.until, c.sizeOf(c.folders[i], name))
		}
	}
	c.names = nil
	return c, nil
}

// namesIn are the sorted names in a folder, not nil; what is no folder has none.
func namesIn(folder string) ([]string, error) {
	names := []string{}
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return names, err
	}
	entries, err := os.ReadDir(folder)
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names, err
}

// sizeOf is the size a file's name claims; 0 for a file that is not where the copy
// of that size would be, so none of ours.
func (c *fileCursor) sizeOf(folder, name string) int64 {
	base, _ := strings.CutSuffix(name, ".note")
	size, err := strconv.ParseInt(base, 10, 64)
	if err != nil || size <= 0 || filepath.Join(folder, name) != checkpointPath(c.dir, size) {
		return 0
	}
	return size
}

// next is the next copy, or nil when there are no more.
func (c *fileCursor) next() (*copied, error) {
	for ; len(c.folders) > 0; c.folders, c.names = c.folders[1:], nil {
		folder := c.folders[0]
		if c.names == nil {
			var err error
			if c.names, err = namesIn(folder); err != nil {
				return nil, err
			}
		}
		for len(c.names) > 0 {
			name := c.names[0]
			c.names = c.names[1:]
			size := c.sizeOf(folder, name)
			if size == 0 || size > c.until {
				continue
			}
			raw, err := os.ReadFile(filepath.Join(folder, name))
			return &copied{size, string(raw)}, err
		}
	}
	return nil, nil
}
