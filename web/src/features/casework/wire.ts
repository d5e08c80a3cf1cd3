/**
 * What the API says of cases, under the names the screens use. Instants are
 * RFC 3339, days YYYY-MM-DD, money fen. All of it comes from the contract.
 */
import type { components } from '@/api/schema'

type Schema = components['schemas']

/** The colour of a time limit: under 70 % of it, up to all of it, beyond. */
export type Light = Schema['NextOut']['light']
export type Next = Schema['NextOut']
/** A case on a list. */
export type Row = Schema['RowOut']
/** One thing to do: a running clock and the case it is on. `id` is the clock's. */
export type Task = Schema['TaskOut']
/** How many things there are to do. */
export type WorkCount = Schema['WorkCountOut']
export type Counts = Schema['CountsOut']

export type Party = Schema['PartyOut']
export type Assignment = Schema['Assignment']
export type Session = Schema['Session']
/** An answer to the question about violence at home. */
export type Screening = Schema['Screening']
/** A duty to report, or a report made. */
export type Reporting = Schema['Reporting']
export type Obligation = Schema['Obligation']
export type Agreement = Schema['Agreement']
export type CaseFile = Schema['File']
/** A clock; without `due` it stands still. */
export type Clock = Omit<Schema['ClockOut'], 'due'> & { due?: string }
/** An act the state of the case allows, and whether this person may do it. */
export type Possible = Schema['PossibleOut']
/** One case as this person may see it. */
export type CaseView = Omit<Schema['ViewOut'], 'clocks'> & { clocks: Clock[] }
/** One entry of the story; `said` is the command's body, null once erased. */
export type Happening = Omit<Schema['EventOut'], 'said'> & { said?: Record<string, unknown> | null }

export type DayLine = Schema['ReckonedDay']
/** A deadline explained day by day. */
export type Reckoning = Schema['ReckoningOut']
export type CodeItem = Schema['CodeOut']
/** Somebody a case can be given to. */
export type Colleague = Schema['ColleagueOut']
