// The people of the demo city that journeys sign in as. Names and password are
// those that `hemu serve --demo` prints.

/** The one password of every demo account; HEMU_DEMO_PASSWORD overrides. */
export const password = process.env.HEMU_DEMO_PASSWORD ?? 'hemu-demo-2026';

/** Account names by what the person does. */
export const accounts = {
  villageOfficer: 'village',
  townMediator: 'mediator',
  dispatcher: 'dispatcher',
  bureauHead: 'head',
  archivist: 'archivist',
  systemAdmin: 'sysadmin',
  securityAdmin: 'secadmin',
  auditAdmin: 'auditadmin',
  townHead: 'townhead',
  informer: 'informer',
  receptionist: 'reception',
} as const;

export type Account = keyof typeof accounts;
