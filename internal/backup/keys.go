package backup

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/crypto/argon2"

	"hemu/internal/fault"
	"hemu/internal/vault"
)

// Without the folder of keys nobody reads the numbers in a backup and nobody proves
// its ledger; with them in plain the file would open itself to whoever finds it. So
// they travel under a passphrase, or not at all.

// keysFolder is the folder of keys in a data folder.
const keysFolder = "keys"

// shutKeys is the member of the keys.
type shutKeys struct {
	MemoryKiB uint32 `json:"memoryKiB"` // cost of argon2id
	Passes    uint32 `json:"passes"`
	Salt      []byte `json:"salt"`
	Shut      []byte `json:"shut"` // nonce and AES-256-GCM of the files, JSON by name
}

// maxMemoryKiB is the most memory that opening the keys of a file may take.
const maxMemoryKiB = 1 << 20

func (k shutKeys) aead(passphrase string) (cipher.AEAD, error) {
	block, err := aes.NewCipher(argon2.IDKey([]byte(passphrase), k.Salt, k.Passes, k.MemoryKiB, 1, 32))
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

// shut seals the files of the folder of keys in data under a passphrase.
func shut(data, passphrase string) (k shutKeys, err error) {
	files := map[string][]byte{}
	folder := filepath.Join(data, keysFolder)
	found, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return k, err
	}
	for _, f := range found {
		if !f.Type().IsRegular() {
			continue
		}
		if files[f.Name()], err = os.ReadFile(filepath.Join(folder, f.Name())); err != nil {
			return k, err
		}
	}
	raw, err := json.Marshal(files)
	if err != nil {
		return k, err
	}
	k = shutKeys{MemoryKiB: 64 << 10, Passes: 3, Salt: make([]byte, 16)}
	_, _ = rand.Read(k.Salt) // never fails
	aead, err := k.aead(passphrase)
	if err != nil {
		return k, err
	}
	nonce := make([]byte, aead.NonceSize())
	_, _ = rand.Read(nonce)
	k.Shut = aead.Seal(nonce, nonce, raw, nil)
	return k, nil
}

// open gives the files back.
func (k shutKeys) open(passphrase string) (files map[string][]byte, err error) {
	if k.MemoryKiB > maxMemoryKiB || k.Passes == 0 || k.Passes > 100 {
		return nil, damaged(keysIn)
	}
	aead, err := k.aead(passphrase)
	if err != nil {
		return nil, err
	}
	if len(k.Shut) < aead.NonceSize() {
		return nil, damaged(keysIn)
	}
	raw, err := aead.Open(nil, k.Shut[:aead.NonceSize()], k.Shut[aead.NonceSize():], nil)
	if err != nil {
		return nil, ErrPassphrase
	}
	if json.Unmarshal(raw, &files) != nil {
		return nil, damaged(keysIn)
	}
	for name := range files {
		if name != filepath.Base(name) || name == "." || name == ".." {
			return nil, damaged(keysIn)
		}
	}
	return files, nil
}

// Keys is where a restore takes the keys from: the passphrase they were shut under,
// or a folder they were kept in.
type Keys struct{ Passphrase, Folder string }

// place puts the keys into data and sees that they are those of the backup.
func (k Keys) place(m Manifest, member io.Reader, data string) error {
	files := map[string][]byte{}
	switch {
	case member != nil && k.Folder == "":
		var s shutKeys
		err := json.NewDecoder(member).Decode(&s)
		if err != nil {
			return damaged(keysIn)
		}
		if k.Passphrase == "" {
			return ErrPassphrase
		}
		if files, err = s.open(k.Passphrase); err != nil {
			return err
		}
	case k.Folder == "":
		return ErrNoKeys
	default:
		found, err := os.ReadDir(k.Folder)
		if err != nil {
			return err
		}
		for _, f := range found {
			if !f.Type().IsRegular() {
				continue
			}
			if files[f.Name()], err = os.ReadFile(filepath.Join(k.Folder, f.Name())); err != nil {
				return err
			}
		}
	}
	folder := filepath.Join(data, keysFolder)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	for name, raw := range files {
		if err := vault.WriteNew(filepath.Join(folder, name), raw, 0o600); err != nil {
			return err
		}
	}
	if err := vault.SyncFolder(data); err != nil {
		return err
	}
	return m.opens(folder)
}

// markOf tells one installation's keys from another's, and says nothing of them.
func markOf(ring *vault.Ring) (mark, master string, err error) {
	if ring == nil {
		return "", "", nil
	}
	mark, err = ring.Hash("backup", "whose keys")
	return mark, ring.Current(), err
}

// opens reports whether the keys in a folder are those the backup was made under.
func (m Manifest) opens(folder string) error {
	if m.Master == "" {
		return nil
	}
	if _, err := os.Stat(filepath.Join(folder, "vault.json")); err != nil {
		return ErrNoKeys
	}
	ring, err := vault.OpenRing(folder)
	if err != nil {
		return err
	}
	mark, _, err := markOf(ring)
	if err != nil || mark != m.Mark || !ring.Has(m.Master) {
		return errors.Join(err, ErrOtherKeys.With(fault.Args{"master": m.Master}))
	}
	return nil
}
