import type { Uploaded } from './upload'

/** A file on its way, as it survives the closing of the page. */
export interface Parcel {
  id: string
  at: number
  name: string
  /** The bytes, until they have arrived. */
  file?: File
  /** To be kept as it is. */
  original?: boolean
  /** What they became. */
  sent?: Uploaded
}

// As long as drafts, which name parcels (lib/draft.ts).
const keptFor = 7 * 24 * 3600_000
const store = 'parcels'

let opening: Promise<IDBDatabase> | null = null

function open(): Promise<IDBDatabase> {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('hemu.outbox', 1)
    request.onupgradeneeded = () => request.result.createObjectStore(store, { keyPath: 'id' })
    request.onsuccess = () => {
      resolve(request.result)
      void forgetOld(request.result)
    }
    request.onerror = () => reject(request.error)
  })
  return opening
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

async function forgetOld(db: IDBDatabase) {
  const all = db.transaction(store, 'readwrite').objectStore(store)
  for (const parcel of await done(all.getAll() as IDBRequest<Parcel[]>))
    if (Date.now() - parcel.at > keptFor) all.delete(parcel.id)
}

async function inStore<T>(mode: IDBTransactionMode, ask: (all: IDBObjectStore) => IDBRequest<T>): Promise<T | null> {
  try {
    const db = await open()
    return await done(ask(db.transaction(store, mode).objectStore(store)))
  } catch {
    // A browser that keeps nothing: the file goes out all the same, as long as the page is open.
    return null
  }
}

/** Files that are not yet with the server, kept on this device. */
export const outbox = {
  put: (parcel: Parcel) => inStore('readwrite', (all) => all.put(parcel)),
  get: (id: string) => inStore('readonly', (all) => all.get(id) as IDBRequest<Parcel | undefined>),
  drop: (id: string) => inStore('readwrite', (all) => all.delete(id)),
}
