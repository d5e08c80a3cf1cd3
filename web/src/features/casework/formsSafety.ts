import { localInstant } from './formsSession'
import type { ActForm, Look, Ref } from './spec'
import type { CaseView } from './wire'

/** Duties to report that nobody has done yet. */
export const waitingReports = (view: CaseView) => view.reports.filter((r) => !r.reportedAt && !r.liftedAt)

/** violent tells whether somebody in the case said that they are hurt at home. */
export const violent = (view: CaseView) => view.screenings.at(-1)?.harm === 'yes'

const nameOf = (view: CaseView, id?: string) => view.parties.find((p) => p.id === id)?.name

/** reportRefs names duties to report by what they are about. */
export const reportRefs = (reports: CaseView['reports'], { view, say }: Look): Ref[] =>
  reports.map((r) => ({
    value: r.id,
    label: [say('ground', r.ground), nameOf(view, r.party)].filter(Boolean).join(' · '),
  }))

const hurt = ({ values }: Look) => values.harm === 'yes'
const unasked = ({ values }: Look) => !values.report

/** Safety at home: what was answered, and what was reported to whom. */
export const safetyForms: Record<string, ActForm> = {
  screen: {
    fields: (look) => [
      { kind: 'choice', set: 'harm', of: ['none', 'yes', 'unsaid'], name: 'harm', need: true },
      { kind: 'party', name: 'harmed', need: true, when: hurt },
      { kind: 'party', name: 'harmedBy', when: hurt, help: 'harmedBy' },
      { kind: 'check', name: 'child', help: 'child' },
      { kind: 'area', name: 'told', need: violent(look.view) && !hurt(look), help: 'told' },
    ],
    start: ({ view }) => ({ harmed: view.parties.find((p) => p.role === 'applicant')?.id }),
  },

  report: {
    fields: ({ view }) => [
      {
        kind: 'ref',
        name: 'report',
        of: (look) => reportRefs(waitingReports(view), look),
        help: 'report',
        when: () => waitingReports(view).length > 0,
      },
      {
        kind: 'choice',
        set: 'ground',
        of: ['violence', 'child', 'offence'],
        name: 'ground',
        need: true,
        when: unasked,
      },
      { kind: 'party', name: 'party', when: unasked },
      {
        kind: 'choice',
        set: 'reportTo',
        of: ['police', 'civil_affairs', 'education', 'other'],
        name: 'to',
        label: 'reportTo',
        need: true,
      },
      { kind: 'text', name: 'office', need: true, help: 'office' },
      {
        kind: 'choice',
        set: 'reportWay',
        of: ['phone', 'visit', 'written', 'online'],
        name: 'way',
        label: 'reportWay',
        need: true,
      },
      { kind: 'instant', name: 'reportedAt', need: true },
      { kind: 'text', name: 'reportedBy', need: true },
      { kind: 'text', name: 'takenBy' },
      { kind: 'text', name: 'receipt', help: 'receipt' },
      { kind: 'area', name: 'note' },
    ],
    start: ({ view, me }) => ({
      report: waitingReports(view)[0]?.id,
      to: 'police',
      way: 'phone',
      reportedAt: localInstant(Date.now()),
      reportedBy: me.name,
    }),
  },
}
