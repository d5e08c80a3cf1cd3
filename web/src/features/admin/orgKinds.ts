/** The kinds of organisations in the order people expect (internal/org). */
export const orgKinds = [
  'judicial_bureau',
  'judicial_office',
  'committee_village',
  'committee_community',
  'committee_town',
  'committee_enterprise',
  'committee_industry',
  'committee_regional',
  'department',
  'coordination_office',
  'court',
  'hotline',
  'stationed_unit',
  'enterprise',
] as const

export const orgLevels = ['village', 'town', 'city'] as const

/** What a member does (internal/org, Functions). */
export const memberFunctions = [
  'chair',
  'vice_chair',
  'member',
  'information_officer',
  'mediator',
  'liaison_officer',
  'clerk',
  'expert',
] as const

/** The roles of posts (internal/access). */
export const roles = [
  'information_officer',
  'mediator',
  'liaison_officer',
  'head',
  'receptionist',
  'dispatcher',
  'supervisor',
  'archivist',
  'analyst',
  'system_admin',
  'security_admin',
  'audit_admin',
] as const

export const scopes = ['own', 'unit', 'subtree', 'custom', 'all'] as const
