package vault

import (
	"crypto/cipher"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"
)

// Retention of a replaced master: processes that read the file before the
// rotation may still seal under it.
const keepReplaced = 24 * time.Hour

// Ring holds the master keys of one installation and follows their file: a key
// that another process added is taken up when it is met or wanted. Safe for
// concurrent use. The zero and the nil Ring have no keys.
type Ring struct {
	path string

	mu      sync.Mutex
	read    os.FileInfo // of the file as read
	file    keyFile
	masters map[string]cipher.AEAD
}

// keyFile is keys/vault.json. Losing it loses every sealed text.
type keyFile struct {
	Current string               `json:"current"`
	Masters map[string]masterKey `json:"masters"`
	Lookup  []byte               `json:"lookup"`
}

type masterKey struct {
	Key []byte `json:"key"`
	// ReplacedAt is when another became current; zero for the current one. UTC.
	ReplacedAt time.Time `json:"replacedAt,omitzero"`
}

// OpenRing reads the keys in folder dir, and makes them the first time. The file
// is for its owner only (0600).
func OpenRing(dir string) (*Ring, error) {
	r := &Ring{path: filepath.Join(dir, "vault.json")}
	err := r.reload()
	if !errors.Is(err, fs.ErrNotExist) {
		return r, err
	}
	first := keyFile{Current: newName(), Masters: map[string]masterKey{}, Lookup: newKey()}
	first.Masters[first.Current] = masterKey{Key: newKey()}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	if err := createFile(r.path, first); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	return r, r.reload()
}

// NewRing is a ring of fresh keys that are kept nowhere, for tests.
func NewRing() *Ring {
	f := keyFile{Current: newName(), Masters: map[string]masterKey{}, Lookup: newKey()}
	f.Masters[f.Current] = masterKey{Key: newKey()}
	r := &Ring{}
	if err := r.take(f); err != nil {
		panic(err) // keys of the right size always make a cipher
	}
	return r
}

// NewKey makes a key for the record named subject, wrapped under the current
// master. ErrNoKeys for a ring without keys.
func (r *Ring) NewKey(subject string) (Key, error) {
	key := newKey()
	wrapped, err := r.wrap(subject, key)
	if err != nil {
		return Key{}, err
	}
	aead, err := newAEAD(key)
	return Key{aead, wrapped}, err
}

// Key opens the wrapped key of the record named subject; the zero Key for "".
// Errors: ErrNoKeys, ErrUnknownKey, ErrDamaged.
func (r *Ring) Key(subject, wrapped string) (Key, error) {
	if wrapped == "" {
		return Key{}, nil
	}
	key, err := r.unwrap(subject, wrapped)
	if err != nil {
		return Key{}, err
	}
	aead, err := newAEAD(key)
	if err != nil {
		return Key{}, ErrDamaged
	}
	return Key{aead, wrapped}, nil
}

// Rewrap wraps a wrapped key under the current master. changed is false when it
// is already.
func (r *Ring) Rewrap(subject, wrapped string) (again string, changed bool, err error) {
	if wrapped == "" || MasterOf(wrapped) == r.Current() {
		return wrapped, false, nil
	}
	key, err := r.unwrap(subject, wrapped)
	if err != nil {
		return wrapped, false, err
	}
	again, err = r.wrap(subject, key)
	return again, err == nil, err
}

// Seal seals a text that has no record's key, straight under the current master.
func (r *Ring) Seal(place, plain string) (string, error) {
	if plain == "" {
		return "", nil
	}
	sealed, err := r.wrap(place, []byte(plain))
	return mark + sealed, err
}

// Open opens what Seal sealed; a text that is not sealed is given back.
func (r *Ring) Open(place, text string) (string, error) {
	body, sealed := strings.CutPrefix(text, mark)
	if !sealed {
		return text, nil
	}
	plain, err := r.unwrap(place, body)
	return string(plain), err
}

// Reseal seals a text anew under the current master; changed is false when it
// already is under it.
func (r *Ring) Reseal(place, text string) (again string, changed bool, err error) {
	if text == "" || IsSealed(text) && MasterOf(strings.TrimPrefix(text, mark)) == r.Current() {
		return text, false, nil
	}
	plain, err := r.Open(place, text)
	if err != nil {
		return text, false, err
	}
	again, err = r.Seal(place, plain)
	return again, err == nil, err
}

// Hash is the keyed hash by which a value is found again, 64 hex digits; value
// has to be in its one written form. ErrNoKeys for a ring without keys.
func (r *Ring) Hash(kind, value string) (string, error) {
	if r == nil {
		return "", ErrNoKeys
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.file.Lookup) == 0 {
		return "", ErrNoKeys
	}
	return hashOf(r.file.Lookup, kind, value), nil
}

// Current names the master under which new keys are wrapped, "" without keys.
func (r *Ring) Current() string {
	if r == nil {
		return ""
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.follow()
	return r.file.Current
}

// Has reports whether the master with that name is among the keys.
func (r *Ring) Has(master string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.masters[master] != nil
}

// MasterOf names the master a wrapped key or the body of a sealed text is under.
func MasterOf(wrapped string) string {
	name, _, _ := strings.Cut(strings.TrimPrefix(wrapped, mark), ".")
	return name
}

// Rotate makes a new master the current one. Nothing stored is touched: owners of
// wrapped keys wrap them anew at their leisure.
func (r *Ring) Rotate(now time.Time) (name string, err error) {
	return newest(r.change(func(f *keyFile) {
		old := f.Masters[f.Current]
		old.ReplacedAt = now.UTC()
		f.Masters[f.Current] = old
		f.Current = newName()
		f.Masters[f.Current] = masterKey{Key: newKey()}
	}))
}

func newest(f keyFile, err error) (string, error) { return f.Current, err }

// Retire throws away the masters that were replaced a day ago or longer and that
// used does not name; it returns their names.
func (r *Ring) Retire(now time.Time, used map[string]int64) (gone []string, err error) {
	_, err = r.change(func(f *keyFile) {
		for _, name := range slices.Sorted(maps.Keys(f.Masters)) {
			m := f.Masters[name]
			if name != f.Current && used[name] == 0 && now.Sub(m.ReplacedAt) >= keepReplaced {
				delete(f.Masters, name)
				gone = append(gone, name)
			}
		}
	})
	return gone, err
}

func (r *Ring) change(fn func(*keyFile)) (keyFile, error) {
	if r == nil || r.path == "" {
		return keyFile{}, ErrNoKeys
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	unlock, err := lockFile(r.path + ".lock")
	if err != nil {
		return keyFile{}, err
	}
	defer unlock()
	f, err := readFile(r.path)
	if err != nil {
		return f, err
	}
	fn(&f)
	if err := replaceFile(r.path, f); err != nil {
		return f, err
	}
	return f, r.take(f)
}

func (r *Ring) wrap(place string, plain []byte) (string, error) {
	if r == nil {
		return "", ErrNoKeys
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.follow()
	aead, ok := r.masters[r.file.Current]
	if !ok {
		return "", ErrNoKeys
	}
	return r.file.Current + "." + shut(aead, place, plain), nil
}

func (r *Ring) unwrap(place, wrapped string) ([]byte, error) {
	if r == nil {
		return nil, ErrNoKeys
	}
	name, body, ok := strings.Cut(wrapped, ".")
	if !ok {
		return nil, ErrDamaged
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, known := r.masters[name]; !known && r.path != "" {
		// Another process has rotated: its file says so, whatever its time says.
		if f, err := readFile(r.path); err == nil {
			_ = r.take(f)
		}
	}
	aead, known := r.masters[name]
	if !known {
		return nil, ErrUnknownKey
	}
	return unshut(aead, place, body)
}

// follow reads the file again when it has changed. A file that cannot be read at
// the moment leaves the keys as they were. The caller holds mu.
func (r *Ring) follow() {
	if r.path == "" {
		return
	}
	info, err := os.Stat(r.path)
	if err != nil || r.read != nil && os.SameFile(info, r.read) && info.ModTime().Equal(r.read.ModTime()) {
		return
	}
	if f, err := readFile(r.path); err == nil {
		_ = r.take(f)
	}
}

func (r *Ring) reload() error {
	f, err := readFile(r.path)
	if err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.take(f)
}

// take makes f the keys of the ring. The caller holds mu, or is alone.
func (r *Ring) take(f keyFile) error {
	masters := map[string]cipher.AEAD{}
	for name, m := range f.Masters {
		aead, err := newAEAD(m.Key)
		if err != nil || len(m.Key) != KeySize {
			return fmt.Errorf("vault: master key %s is damaged: it must have %d bytes", name, KeySize)
		}
		masters[name] = aead
	}
	if masters[f.Current] == nil || len(f.Lookup) != KeySize {
		return fmt.Errorf("vault: %s is damaged: it names no current master or look-up key", filepath.Base(r.path))
	}
	if info, err := os.Stat(r.path); err == nil {
		r.read = info
	}
	r.file, r.masters = f, masters
	return nil
}

func readFile(path string) (f keyFile, err error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return f, err
	}
	if err := json.Unmarshal(raw, &f); err != nil {
		return f, fmt.Errorf("vault: %s is damaged: %w", filepath.Base(path), err)
	}
	return f, nil
}

// createFile puts the first keys down. Of two processes that start at once one
// makes them: a link never takes the place of a file (fs.ErrExist).
func createFile(path string, f keyFile) error {
	return throughTemp(path, f, os.Link)
}

// replaceFile puts f where a reader finds either the old keys or the new ones.
func replaceFile(path string, f keyFile) error {
	return throughTemp(path, f, os.Rename)
}

// throughTemp writes f beside path, whole and on the disk, and then has place
// put it there. os.CreateTemp makes files of mode 0600.
func throughTemp(path string, f keyFile, place func(from, to string) error) error {
	raw, err := json.MarshalIndent(f, "", "  ")
	if err != nil {
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), ".vault-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(tmp.Name()) }() // gone already after a rename
	if _, err = tmp.Write(raw); err == nil {
		err = tmp.Sync()
	}
	if err = errors.Join(err, tmp.Close()); err != nil {
		return err
	}
	if err := place(tmp.Name(), path); err != nil {
		return err
	}
	return SyncFolder(filepath.Dir(path))
}

// WriteNew makes a file that is either not there or whole, also after a power cut;
// fs.ErrExist when it is there already.
func WriteNew(path string, content []byte, mode fs.FileMode) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(f.Name()) }()
	if _, err := f.Write(content); err != nil {
		return errors.Join(err, f.Close())
	}
	if err := errors.Join(f.Chmod(mode), f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Link(f.Name(), path); err != nil {
		return err
	}
	return SyncFolder(filepath.Dir(path))
}

// SyncFolder puts the names in a folder on the disk: after a power cut the new keys
// stand there, which data written a moment later may need.
func SyncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// lockFile keeps other processes from changing the keys at the same time: of two,
// the later would write down what it read before the first, and a master would be
// lost. The file stays; the system forgets the lock when the process ends.
func lockFile(path string) (unlock func(), err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return func() { _ = f.Close() }, nil
}

func newKey() []byte {
	key := make([]byte, KeySize)
	_, _ = rand.Read(key) // never fails
	return key
}

func newName() string { return "m" + hex.EncodeToString(newKey()[:6]) }
