import { moneyText } from '@/shared/lib/money'
import type { Look, Ref } from './spec'
import type { Agreement, CaseView, Obligation } from './wire'

const inState = (state: Agreement['state']) => (view: CaseView) => view.agreements.find((a) => a.state === state)

/** The agreement being drafted, undefined for none. */
export const draftOf = inState('draft')
/** The agreement in force, undefined for none. */
export const concludedOf = inState('concluded')

/** unconfirmed are the parties bound by a draft who have not said yes to it. */
export function unconfirmed(view: CaseView, a: Agreement): string[] {
  const said = new Set((a.confirmations ?? []).map((c) => c.party))
  const bound = new Set((a.obligations ?? []).flatMap((o) => [o.debtor, o.creditor]))
  return view.parties.filter((p) => !said.has(p.id) && (p.role !== 'third' || bound.has(p.id))).map((p) => p.id)
}

/** dutyText says an obligation in one line. */
export const dutyText = (o: Obligation) =>
  [o.kind === 'pay' ? moneyText(o.amountFen ?? 0) : '', o.what, o.dueOn].filter(Boolean).join(' · ')

/** dutyRefs are the obligations in force that stand in one of the states. */
export const dutyRefs =
  (...states: Obligation['state'][]) =>
  ({ view }: Look): Ref[] =>
    (concludedOf(view)?.obligations ?? [])
      .filter((o) => states.includes(o.state))
      .map((o) => ({
        value: o.id,
        label: `${view.parties.find((p) => p.id === o.debtor)?.name ?? ''} · ${dutyText(o)}`,
      }))
