package casework

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"

	"hemu/internal/ident"
	"hemu/internal/sqldb"
)

// personal are the fields, in JSON, that tell who somebody is or how to reach
// them. They are sealed wherever they are stored, parts and ledger alike, and the
// history shows them through their mask; one without a mask is shown as it is to
// whoever may open the case. Names, and what people say, stay in plain: they are
// what is searched (docs/security/data-at-rest.md).
var personal = map[string]func(string) ident.Masked{
	"phone": ident.MaskPhone, "agentPhone": ident.MaskPhone, "idNumber": ident.MaskCitizen, "code": hidden,
	"bornOn": ident.MaskBirth, "address": nil, "reach": nil,
	"capacity": nil, "harm": nil, "told": nil, "ground": nil, "jointReason": nil, "heard": nil,
}

// sealedParts are the kinds of parts that hold personal fields.
var sealedParts = map[string]bool{"party": true, "screening": true, "report": true, "session": true, "caucus": true}

// eachPersonal gives every personal text in v, the body of an event or a party,
// to fn and puts back what fn makes of it. An address is personal only beside a
// name: that of a case is the place of the dispute.
func eachPersonal(v any, fn func(field, text string) (string, error)) error {
	switch v := v.(type) {
	case []any:
		for i := range v {
			if err := eachPersonal(v[i], fn); err != nil {
				return err
			}
		}
	case map[string]any:
		return eachPersonalField(v, fn)
	}
	return nil
}

func eachPersonalField(m map[string]any, fn func(field, text string) (string, error)) error {
	corrected := correctedField(m)
	for key, value := range m {
		field := key
		if corrected != "" && (key == "old" || key == "new") {
			field = corrected
		}
		_, known := personal[field]
		text, isText := value.(string)
		_, named := m["name"]
		if !known || !isText || text == "" || key == "address" && !named {
			if err := eachPersonal(value, fn); err != nil {
				return err
			}
			continue
		}
		made, err := fn(field, text)
		if err != nil {
			return err
		}
		m[key] = made
	}
	return nil
}

// correctedField is the field of a party that a correction names beside its
// values, "" for other bodies.
func correctedField(m map[string]any) string {
	field, _ := m["field"].(string)
	rest, ok := strings.CutPrefix(field, "parties.")
	if !ok {
		return ""
	}
	_, name, _ := strings.Cut(rest, ".")
	return name
}

// sealed is raw, JSON, with its personal fields sealed under the key of the case.
func (c *Case) sealed(raw []byte) ([]byte, error) { return rewritten(raw, c.key.Seal) }

// unseal opens what sealed shut; fields that were never sealed stay as they are.
func (c *Case) unseal(raw []byte) ([]byte, error) { return rewritten(raw, c.key.Open) }

// rewritten keeps raw to the byte when it has no personal field, so that most
// bodies are stored as they were made.
func rewritten(raw []byte, fn func(field, text string) (string, error)) ([]byte, error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber() // amounts and versions must not pass through a float
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	changed := false
	err := eachPersonal(v, func(field, text string) (string, error) {
		made, err := fn(field, text)
		changed = changed || made != text
		return made, err
	})
	if err != nil || !changed {
		return raw, err
	}
	return json.Marshal(v)
}

// subject names the key of a case; it is bound to it, so that the key of one case
// opens no other.
func (c *Case) subject() string { return "case:" + string(c.ID) }

// ensureKey gives the case its key: a new case at once, one from before there was
// a vault at the next command.
func (c *Case) ensureKey(ctx context.Context, tx *sqldb.Tx) (err error) {
	if !c.key.IsZero() || !c.Anonymised.IsZero() { // nothing is left to seal
		return nil
	}
	if c.key, err = tx.Ring.NewKey(c.subject()); err != nil {
		return err
	}
	return insertSeal(ctx, tx, c.ID, c.key.Wrapped)
}

// identifiers are the keyed hashes of the numbers of every party, by which a case
// is found by an exact number.
func (c *Case) identifiers(tx *sqldb.Tx) (rows []identifierRow, err error) {
	for _, p := range c.Parties {
		if p.Alias != "" {
			continue // nobody finds out by trying
		}
		for _, text := range []string{p.Phone, p.AgentTel, p.IDNumber} {
			hashes, err := hashesOf(tx, text)
			if err != nil {
				return nil, err
			}
			for _, hash := range hashes {
				rows = append(rows, identifierRow{p.ID, hash})
			}
		}
	}
	return distinctIdentifiers(rows), nil
}

// hashesOf are the keyed hashes under which text, read as a number, is found.
func hashesOf(tx *sqldb.Tx, text string) (hashes []string, err error) {
	for _, n := range numbersIn(text) {
		hash, err := tx.Ring.Hash(n.kind, n.value)
		if err != nil {
			return nil, err
		}
		hashes = append(hashes, hash)
	}
	return hashes, nil
}

// written is a number in its one written form.
type written struct{ kind, value string }

// numbersIn reads text as a telephone number, an identity number, or both: a
// number is found again by what it is, not by the field somebody put it in.
func numbersIn(text string) (out []written) {
	text = strings.TrimSpace(text)
	if text == "" {
		return nil
	}
	if phone, err := ident.CheckPhone(text); err == nil {
		out = append(out, written{"phone", phone.Number})
	}
	if id := strings.ToUpper(strings.NewReplacer(" ", "", "-", "").Replace(text)); len(id) >= 6 && strings.ContainsAny(id, "0123456789") {
		out = append(out, written{"id", id})
	}
	return out
}
