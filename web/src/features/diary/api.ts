import { api, ask } from '@/api/client'
import type { components } from '@/api/schema'
import { addDays } from '@/shared/lib/dates'

type Schema = components['schemas']

/** A session as the diary shows it. */
export type Appointment = Schema['AppointmentOut']
export type Agenda = Schema['AgendaOut']
export type Room = Schema['RoomOut']
/** A time in which a room is closed or a person away. */
export type Block = Schema['BlockOut']
export type Hours = Schema['HoursOut']
export type Unit = Schema['DiaryUnitOut']
export type Feed = Schema['FeedOut']

/** Whose sessions are shown. */
export const whose = ['mine', 'unit', 'subtree'] as const
export type Whose = (typeof whose)[number]

/** The start of a day in the county's zone. */
export const startOf = (day: string) => `${day}T00:00:00+08:00`

const span = (first: string, days: number) => ({ from: startOf(first), until: startOf(addDays(first, days)) })

/** The sessions of some days. */
export const listDiary = (of: Whose, first: string, days: number) =>
  ask(api.GET('/api/diary', { params: { query: { whose: of, ...span(first, days) } } }))

/** Address of the printed list of a day. */
export const dayList = (day: string, of: Whose) => `/api/diary/days/${day}.pdf?whose=${of}`

/** Rooms and people of the unit acted for, and what keeps them, for some days. */
export const getUnit = (first: string, days: number) =>
  ask(api.GET('/api/diary/unit', { params: { query: span(first, days) } }))

export const addRoom = (body: Room) => ask(api.POST('/api/rooms', { body }))
export const updateRoom = (body: Room) => ask(api.PUT('/api/rooms/{id}', { params: { path: { id: body.id } }, body }))
export const addBlock = (body: Block) => ask(api.POST('/api/blocks', { body }))
export const deleteBlock = (id: string) => ask(api.DELETE('/api/blocks/{id}', { params: { path: { id } } }))
export const putHours = (user: string, body: Hours) =>
  ask(api.PUT('/api/hours/{user}', { params: { path: { user } }, body }))
export const listFeeds = () => ask(api.GET('/api/me/feeds'))
export const makeFeed = (unit: boolean) => ask(api.POST('/api/me/feeds', { body: { unit } }))
export const endFeed = (id: string) => ask(api.DELETE('/api/me/feeds/{id}', { params: { path: { id } } }))

/** Cases of one's own in which a session can be planned. */
export const plannable = () =>
  ask(api.GET('/api/cases', { params: { query: { handler: 'me', state: 'handling', limit: 100 } } }))
