/** One of several things wrong with an input: a field, a line, a condition. */
export interface ProblemDetail {
  code: string
  /** The input at fault in the API's spelling, e.g. `parties[0].idNumber`. */
  field?: string
  /** A sentence in the reader's language, written by the server. */
  text?: string
  /** Values that would do in the field, as the API takes them. */
  take?: string[]
}

/** What the server says of a failure, as problem+json (RFC 9457). */
interface Wire {
  status?: number
  code?: string
  title?: string
  detail?: string
  field?: string
  instance?: string
  retryAfter?: number
  errors?: {
    code?: string
    field?: string
    location?: string
    detail?: string
    message?: string
    text?: string
    take?: string[]
  }[]
}

/** Codes that arise on this side of the wire; texts in i18n `faults`. */
export type LocalCode = 'network.unreachable' | 'network.garbled' | 'network.failed'

/**
 * Problem is any failed request. `code` is stable and never shown; `text` is
 * the server's sentence, missing when the failure arose before the server
 * spoke, in which case the catalogue `faults` has one for `code`.
 */
export class Problem extends Error {
  readonly code: string
  readonly text: string | undefined
  readonly field: string | undefined
  /** HTTP status; 0 when no answer came. */
  readonly status: number
  readonly errors: ProblemDetail[]
  /** Seconds to wait before trying again, when the server says so. */
  readonly retryAfter: number | undefined

  constructor(wire: Wire & { status: number; code: string }) {
    super(wire.code)
    this.name = 'Problem'
    this.code = wire.code
    this.text = wire.detail || wire.title
    this.field = wire.field
    this.status = wire.status
    this.retryAfter = wire.retryAfter
    this.errors = (wire.errors ?? []).map((e) => {
      const detail: ProblemDetail = { code: e.code ?? 'input.invalid' }
      const field = e.field ?? e.location?.replace(/^(body|query|path)\./, '')
      const text = e.detail ?? e.text ?? e.message
      if (field) detail.field = field
      if (text) detail.text = text
      if (e.take?.length) detail.take = e.take
      return detail
    })
  }

  /** True when nothing was answered: the same request may safely be sent again. */
  get unanswered(): boolean {
    return this.status === 0 || this.status >= 502
  }
}

/** asProblem reads the body of a failed response, whatever came back. */
export function asProblem(body: unknown, response: Response): Problem {
  const after = Number(response.headers.get('Retry-After'))
  const wire = typeof body === 'object' && body !== null ? (body as Wire) : {}
  const retry = wire.retryAfter ?? (after > 0 ? after : undefined)
  return new Problem({
    ...wire,
    status: response.status,
    code: wire.code ?? (response.status >= 500 ? 'network.failed' : 'network.garbled'),
    ...(retry === undefined ? {} : { retryAfter: retry }),
  })
}

/** toProblem turns anything thrown into a Problem. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  const local: LocalCode = error instanceof TypeError ? 'network.unreachable' : 'network.failed'
  return new Problem({ status: 0, code: local })
}
