package main

import (
	"context"
	"maps"
	"slices"
	"strings"

	"hemu/internal/bulk"
	"hemu/internal/casework"
	"hemu/internal/export"
	"hemu/internal/fault"
	"hemu/internal/house"
	"hemu/internal/identity"
	"hemu/internal/sqldb"
	"hemu/internal/views"
)

// vaultStatus tells how much lies under which master key.
func vaultStatus(ctx context.Context, cfg config, w world) error {
	return withHouse(ctx, cfg, func(a *house.House) error {
		used, err := sealedUnder(ctx, a)
		for _, name := range slices.Sorted(maps.Keys(used)) {
			key := "vault_under"
			if name == a.DB.Ring().Current() {
				key = "vault_under_current"
			}
			w.say(key, fault.Args{"master": name, "n": used[name]})
		}
		if err == nil && len(used) == 0 {
			w.say("vault_empty", fault.Args{"master": a.DB.Ring().Current()})
		}
		return err
	})
}

// vaultRotate makes a new master key and brings everything under it, beside the
// server. --resume makes no new one: it goes on where a rotation was stopped.
func vaultRotate(ctx context.Context, cfg config, w world) error {
	return withHouse(ctx, cfg, func(a *house.House) error {
		name := a.DB.Ring().Current()
		if !cfg.resume {
			var err error
			if name, err = a.DB.Ring().Rotate(a.DB.Now()); err != nil {
				return err
			}
		}
		told := int64(0)
		err := casework.Rewrap(ctx, a.DB, func(done int64) {
			if done-told >= 10_000 {
				told = done
				w.say("vault_progress", fault.Args{"n": done})
			}
		})
		if err != nil {
			return err
		}
		if _, err := identity.Reseal(ctx, a.DB); err != nil {
			return err
		}
		for _, column := range sealedColumns {
			if err := column.Reseal(ctx, a.DB); err != nil {
				return err
			}
		}
		w.say("vault_rotated", fault.Args{"master": name})
		return nil
	})
}

// vaultRetire throws away replaced master keys under which nothing lies.
func vaultRetire(ctx context.Context, cfg config, w world) error {
	return withHouse(ctx, cfg, func(a *house.House) error {
		used, err := sealedUnder(ctx, a)
		if err != nil {
			return err
		}
		gone, err := a.DB.Ring().Retire(a.DB.Now(), used)
		if err != nil {
			return err
		}
		if len(gone) == 0 {
			w.say("vault_none_retired", nil)
			return nil
		}
		w.say("vault_retired", fault.Args{"masters": strings.Join(gone, ", ")})
		return nil
	})
}

// sealedColumns are the columns that are sealed text by text.
var sealedColumns = []sqldb.Sealed{export.Sealed, views.Sealed, bulk.Sealed}

func sealedUnder(ctx context.Context, a *house.House) (used map[string]int64, err error) {
	err = a.DB.Read(ctx, func(tx *sqldb.Tx) error {
		if used, err = casework.SealedUnder(ctx, tx); err != nil {
			return err
		}
		factors, err := identity.SealedUnder(ctx, tx)
		for master, n := range factors {
			used[master] += n
		}
		for _, column := range sealedColumns {
			if err == nil {
				err = column.Under(ctx, tx, used)
			}
		}
		return err
	})
	return used, err
}
