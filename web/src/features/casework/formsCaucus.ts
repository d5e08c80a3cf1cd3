import type { ActForm, Field, Look, Ref } from './spec'

const named: Field = {
  kind: 'person',
  many: true,
  unit: ({ me }) => me.unit,
  name: 'named',
  label: 'caucusNamed',
  help: 'caucusNamed',
}

const days = (at: string) => at.slice(0, 10)

/** caucusRefs names the notes of a reader by who spoke and when. */
export const caucusRefs = ({ view }: Look): Ref[] =>
  view.caucuses.map((n) => ({
    value: n.id,
    label: `${view.parties.find((p) => p.id === n.party)?.name ?? ''} ${days(n.at)}`,
  }))

const mine = (look: Look): Ref[] =>
  caucusRefs(look).filter((ref) => look.view.caucuses.some((n) => n.id === ref.value && n.by === look.me.id))

/** What parties say in confidence, back to back. */
export const caucusForms: Record<string, ActForm> = {
  caucus: {
    fields: () => [{ kind: 'party', name: 'party', need: true }, { kind: 'area', name: 'heard', need: true }, named],
  },

  share_caucus: {
    fields: () => [{ kind: 'ref', name: 'caucus', of: mine, need: true }, named],
    start: (look) => {
      const first = mine(look)[0]?.value
      return { caucus: first, named: look.view.caucuses.find((n) => n.id === first)?.named ?? [] }
    },
    follow: (changed, { view }) => {
      const chosen = view.caucuses.find((n) => n.id === changed.caucus)
      return chosen && { named: chosen.named ?? [] }
    },
    idle: (view) => (view.caucuses.length > 0 ? undefined : 'noCaucus'),
  },
}
