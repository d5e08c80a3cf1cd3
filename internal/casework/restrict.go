package casework

import (
	"context"
	"slices"
	"strings"

	"hemu/internal/ident"
	"hemu/internal/sqldb"
)

// restricted reports whether p's data is kept and used for nothing else. It ends when the
// case is taken up again: then there is something to use it for.
func (c *Case) restricted(p *Party) bool { return p.Restricted && !c.State.Open() }

// resting reports whether the data of anybody in c is restricted. Which of its files is
// about whom nobody can tell: none of them is used then.
func (c *Case) resting() bool {
	return slices.ContainsFunc(c.Parties, func(p Party) bool { return c.restricted(&p) })
}

// Rests reports whether the data of anybody in a case is restricted, for what was made of
// it before.
func (s *Service) Rests(ctx context.Context, id ID) (rests bool, err error) {
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		c, err := load(ctx, tx, id)
		rests = err == nil && c.resting()
		return err
	})
	return rests, err
}

// rest leaves of the restricted people of c what the file is found by, and masked numbers.
// Every field is listed by itself: one that a later version adds is withheld.
func (c *Case) rest() {
	for i := range c.Parties {
		if p := &c.Parties[i]; c.restricted(p) {
			*p = Party{
				ID: p.ID, Role: p.Role, Kind: p.Kind, Name: p.Name, Former: p.Former, Alias: p.Alias, From: p.From, Main: p.Main, Consent: p.Consent, Count: p.Count,
				Phone: string(ident.MaskPhone(p.Phone)), IDType: p.IDType, IDNumber: string(ident.MaskCitizen(p.IDNumber)), Restricted: true,
			}
		}
	}
}

// restedFields are the facts about a person that the history tells of nobody restricted.
// Numbers it masks for everybody.
var restedFields = []string{"sex", "bornOn", "address", "work", "reach", "noIdReason", "legalRep", "agent", "agentAs", "agentRelation", "agentAuthority", "capacity"}

// restTree takes out of the body of an event what rest takes out of the case.
func (c *Case) restTree(said any) {
	switch said := said.(type) {
	case []any:
		for _, v := range said {
			c.restTree(v)
		}
	case map[string]any:
		if c.tellsOfRestricted(said) {
			for _, field := range restedFields {
				delete(said, field)
			}
		}
		if field, _ := said["field"].(string); c.restsField(field) {
			delete(said, "old")
			delete(said, "new")
		}
		for _, v := range said {
			c.restTree(v)
		}
	}
}

// tellsOfRestricted reports whether a part of a body is what was told of a restricted party.
func (c *Case) tellsOfRestricted(told map[string]any) bool {
	name, _ := told["name"].(string)
	_, isParty := told["role"]
	return isParty && name != "" && slices.ContainsFunc(c.Parties, func(p Party) bool {
		return c.restricted(&p) && (p.Name == strings.TrimSpace(name) || slices.Contains(p.Former, strings.TrimSpace(name)))
	})
}

// restsField reports whether a correction was of a fact about a restricted party.
func (c *Case) restsField(field string) bool {
	return slices.ContainsFunc(c.Parties, func(p Party) bool { return c.restricted(&p) && strings.HasPrefix(field, "parties."+p.ID+".") })
}
