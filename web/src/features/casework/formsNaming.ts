import type { ActForm, Look, Ref } from './spec'

const refs = (ids: readonly string[] | null | undefined, { view }: Look): Ref[] =>
  (ids ?? []).map((id) => ({ value: id, label: view.people[id] ?? '' }))

/** removable are those named whose name this person may take off. */
export const removable = (look: Look): Ref[] =>
  refs(look.view.case.named, look).filter((r) => r.value !== look.view.case.handler && r.value !== look.me.id)

/** unnamedRefs names those whose name was taken off, for the record. */
export const unnamedRefs = (look: Look): Ref[] => refs(look.view.case.unnamed, look)

const reason = { kind: 'area', name: 'reason', need: true } as const

/** Who may open a confidential case: names come and go with a reason. */
export const namingForms: Record<string, ActForm> = {
  name: {
    fields: ({ view }) => [
      { kind: 'person', many: true, unit: () => view.case.holder, name: 'named', help: 'nameMore', need: true },
      reason,
    ],
    idle: (view) => (view.case.confidential ? undefined : 'notConfidential'),
  },

  unname: {
    fields: () => [{ kind: 'ref', name: 'person', label: 'unname', of: removable, help: 'unname', need: true }, reason],
    idle: (view) => (view.case.confidential ? undefined : 'notConfidential'),
  },
}
