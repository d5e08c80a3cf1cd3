import type { CaseView } from './wire'

/** The person responsible as a list of names, to begin a table of mediators with. */
export function actingName(view: CaseView): string[] {
  const name = view.people[view.case.handler]
  return name ? [name] : []
}

/** partyName is the name of a party by id. */
export function partyName(view: CaseView, id: string): string {
  return view.parties.find((p) => p.id === id)?.name ?? id
}
