import type { components } from '@/api/schema'

/** A file handed over, to be named in a command. */
export type Uploaded = components['schemas']['FileOut']
