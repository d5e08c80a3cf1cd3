import type { components } from '@/api/schema'
import type { Photo } from '@/shared/components/PhotoInput'
import type { TreeNode } from '@/shared/components/TreePicker'
import { settled } from '@/shared/lib/transfer'

type Schema = components['schemas']

/** A party as the API takes it; names of form items are the same. */
export type PartyInput = Schema['PartyInput']
export type FileInput = Schema['FileInput']
export type DutyInput = Schema['ObligationInput']
export type ImmediateInput = Schema['ImmediateInput']
export type RegisterInput = Schema['RegisterInput']

/** The form: a place with its name, photos with their pictures. */
export interface RegisterValues extends Omit<RegisterInput, 'region' | 'files' | 'parties'> {
  region?: TreeNode
  files?: Photo[]
  parties: PartyInput[]
}

export interface DutyValues extends Omit<DutyInput, 'dueOn' | 'doneOn' | 'what'> {
  what?: string
  dueOn?: string
  /** Done before everybody went home. */
  done?: boolean
}

type SessionInput = ImmediateInput['session']

export interface ImmediateValues {
  register: RegisterValues
  session: Partial<SessionInput> & Pick<SessionInput, 'outcome'> & { mediators: string[]; absent?: string[] }
  agreement?: { terms?: string[]; obligations?: DutyValues[] }
  settled?: boolean
  byGuardian?: boolean
  words?: string
}

const space = ' '

/** packFile makes the id of a photo of all the API wants to know of it later. */
export function packFile(file: { digest: string; type: string; size: number }): string {
  return [file.digest, file.type, file.size].join(space)
}

/** fileOf reads what packFile wrote. */
export function fileOf(photo: Photo): FileInput {
  const [digest = '', type = '', size = '0'] = photo.id.split(space)
  return { digest, name: photo.name, type, size: Number(size), kind: 'photo' }
}

/** forDraft leaves out what means nothing in another visit: addresses of pictures in memory. */
export function forDraft<T extends { files?: Photo[] }>(values: T): T {
  return values.files ? { ...values, files: values.files.map(({ url: _url, ...photo }) => photo) } : values
}

/**
 * arrived waits a moment for photos on their way and names them as they arrived;
 * it throws a Problem when one has not.
 */
export async function arrived<T extends { files?: Photo[] }>(values: T): Promise<T> {
  if (!values.files?.some((photo) => photo.sending)) return values
  const files = values.files.map(async (photo) =>
    photo.sending ? { id: packFile(await settled(photo.id)), name: photo.name } : photo,
  )
  return { ...values, files: await Promise.all(files) }
}

// What was left empty is not sent: an empty text is an answer, a missing one is none.
function said<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([, v]) => v !== undefined && v !== '' && v !== null)) as T
}

const ofPersonOnly = ['sex', 'bornOn', 'noIdReason', 'work', 'capacity'] as const
const ofGuardianOnly = ['agentRelation', 'agentAuthority'] as const
const ofGroupOnly = ['legalRep'] as const

// A kind chosen after the fields were filled leaves nothing of the other kind behind.
function partyInput(party: PartyInput): PartyInput {
  const foreign: string[] = [...(party.kind === 'organisation' ? ofPersonOnly : ofGroupOnly)]
  if (party.agentAs !== 'guardian') foreign.push(...ofGuardianOnly)
  if (party.role === 'respondent' || !party.conceal) foreign.push('conceal')
  return said(Object.fromEntries(Object.entries(party).filter(([k]) => !foreign.includes(k))) as unknown as PartyInput)
}

// An answer changed to another than yes leaves nobody named.
function screeningInput(screening: NonNullable<RegisterInput['screening']>) {
  const { harm, child } = screening
  return said(harm === 'yes' ? screening : { harm, ...(child ? { child } : {}) })
}

/** toRegister makes the input of the API of a form. */
export function toRegister(values: RegisterValues): RegisterInput {
  const { region, files, parties, screening, ...told } = values
  return {
    ...said(told),
    facts: told.facts ?? '',
    cause: told.cause ?? '',
    channel: told.channel ?? '',
    region: region?.id ?? '',
    parties: parties.map(partyInput),
    ...(screening?.harm ? { screening: screeningInput(screening) } : {}),
    ...(files && files.length > 0 ? { files: files.map(fileOf) } : {}),
  }
}

/** toImmediate makes the input of the API: parties are named by their place, "0" the first. */
export function toImmediate(values: ImmediateValues, now: Date, today: string): ImmediateInput {
  const { session } = values
  const register = toRegister(values.register)
  const agreed = session.outcome === 'agreed'
  const terms = (values.agreement?.terms ?? []).map((term) => (term ?? '').trim()).filter(Boolean)
  const duties = (values.agreement?.obligations ?? []).map(({ done, ...duty }): DutyInput => {
    const what = duty.what ?? ''
    return said(done ? { ...duty, what, dueOn: today, doneOn: today } : { ...duty, what, dueOn: duty.dueOn ?? '' })
  })
  const present = values.register.parties.map((_, i) => String(i)).filter((i) => !session.absent?.includes(i))
  const { absent: _absent, ...held } = session
  return said({
    register,
    session: said({
      ...held,
      heldAt: now.toISOString(),
      present,
      rightsTold: session.rightsTold ?? false,
      record: session.record ?? '',
    }),
    agreement: {
      form: 'oral' as const,
      facts: agreed ? register.facts : '',
      issues: '',
      terms: agreed ? terms : [],
      mediators: session.mediators,
      ...(agreed && duties.length > 0 ? { obligations: duties.map((d) => ({ ...d, what: d.what ?? '' })) } : {}),
    },
    settled: agreed && (values.settled ?? false),
    words: values.words ?? '',
    ...(agreed && values.byGuardian ? { byGuardian: true } : {}),
  })
}
