package access

import (
	"context"

	"hemu/internal/identity"
	"hemu/internal/message"
	"hemu/internal/sqldb"
)

// Load works out who a user is today: their name and live posts. Acting is the
// post of actingPostID, the first live one when that is "", and none at all when
// it has ended meanwhile: nobody acts in another post than the one chosen. Fault:
// identity.ErrSignedOut for an account that is switched off or does not exist.
func Load(ctx context.Context, tx *sqldb.Tx, userID, actingPostID string) (Actor, error) {
	user, err := findUser(ctx, tx, userID)
	if err != nil {
		return Actor{}, err
	}
	return Of(ctx, tx, user, actingPostID)
}

// LoadIn is Load for work that goes on after somebody asked for it: acting in the post
// they asked in, "" for none. held is false when they hold it no more.
func LoadIn(ctx context.Context, tx *sqldb.Tx, userID, postID string) (actor Actor, held bool, err error) {
	actor, err = Load(ctx, tx, userID, postID)
	if postID == "" {
		actor.Acting = Post{}
	}
	return actor, actor.Acting.ID == postID, err
}

// Of is Load for a user who has been read already and whose account is open.
func Of(ctx context.Context, tx *sqldb.Tx, user identity.User, actingPostID string) (actor Actor, err error) {
	actor.UserID, actor.Name, actor.Lang = user.ID, user.Name, langOf(user.Lang)
	if actor.Posts, err = livePosts(ctx, tx, user.ID); err != nil {
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
