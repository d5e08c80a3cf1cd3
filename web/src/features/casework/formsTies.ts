import type { ActForm, Field } from './spec'
import type { CaseView } from './wire'

const reason: Field = { kind: 'area', name: 'reason', need: true }
const ends = ['withdrawn', 'referred', 'closed', 'archived', 'declined', 'merged']

const tied = (view: CaseView) => (view.case.ties ?? []).filter((tie) => tie.kind !== 'absorbed')

/** Two cases that belong together: linking them, or letting one go on in the other. */
export const tieForms: Record<string, ActForm> = {
  link: {
    fields: () => [
      { kind: 'case', name: 'case', need: true, help: 'otherCase' },
      {
        kind: 'choice',
        set: 'tie',
        of: ['repeat', 'same_root', 'belongs', 'leads'],
        name: 'kind',
        label: 'tie',
        need: true,
      },
      { kind: 'text', name: 'note' },
    ],
  },

  unlink: {
    fields: () => [{ kind: 'case', name: 'case', need: true, of: tied }, reason],
    start: ({ view }) => ({ case: tied(view).length === 1 ? tied(view)[0]?.case : undefined }),
    idle: (view) => (tied(view).length > 0 ? undefined : 'noTie'),
  },

  merge: {
    fields: () => [
      { kind: 'case', name: 'case', label: 'mergeInto', need: true, help: 'mergeInto', but: ends },
      reason,
    ],
  },

  unmerge: {
    fields: () => [
      {
        kind: 'case',
        name: 'case',
        label: 'mergedInto',
        need: true,
        of: ({ case: c }) => (c.merged?.into ? [{ case: c.merged.into }] : []),
      },
      reason,
    ],
    start: ({ view }) => ({ case: view.case.merged?.into }),
  },
}
