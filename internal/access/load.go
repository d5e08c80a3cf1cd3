package access

import (
	"context"

	"hemu/internal/message"
	"hemu/internal/sqldb"
)

// Load works out who a user is today: their name and live posts. Acting is the
// post of actingPostID, the first live one when that is "", and none at all when
// it has ended meanwhile: nobody acts in another post than the one chosen. Fault:
// identity.ErrSignedOut for an account that is switched off or does not exist.
func Load(ctx context.Context, tx *sqldb.Tx, userID, actingPostID string) (Actor, error) {
	actor, err := loadUser(ctx, tx, userID)
	if err != nil {
		return Actor{}, err
	}
	if actor.Posts, err = livePosts(ctx, tx, userID); err != nil {
		return Actor{}, err
	}
	if actingPostID == "" {
		if len(actor.Posts) > 0 {
			actor.Acting = actor.Posts[0]
		}
		return actor, nil
	}
	for _, p := range actor.Posts {
		if p.ID == actingPostID {
			actor.Acting = p
		}
	}
	return actor, nil
}

// langOf is a stored language, the product's first one where none was chosen.
func langOf(stored string) message.Lang {
	if stored == "" {
		return message.Chinese
	}
	return message.Lang(stored)
}
