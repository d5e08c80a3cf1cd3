import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { type CommandHeaders, command, newKey } from '@/api/client'
import { type Problem, toProblem } from '@/api/problem'

/** The key of a submit that may be in doubt, and the input it was sent with. */
interface Pending {
  key: string
  input: string
}

/**
 * nextKey gives the idempotency key for input: the same one while an earlier
 * try of the same input is in doubt, so that pressing again cannot do it twice.
 */
export function nextKey(pending: Pending | null, input: string): Pending {
  return pending?.input === input ? pending : { key: newKey(), input }
}

interface Options<In, Out> {
  /** Sends the command; pass `headers` as params.header. */
  send: (input: In, headers: CommandHeaders) => Promise<Out>
  /** The version of the thing as the person saw it, for If-Match. */
  version?: number | undefined
  /** Query keys to read again after success. */
  refresh?: readonly (readonly unknown[])[]
  onDone?: (output: Out) => void
}

/**
 * useSubmit is one act of a person: sent once however often the button is
 * pressed, kept on failure, tried again by the person. `problem` is what to show.
 */
export function useSubmit<In, Out = unknown>({ send, version, refresh, onDone }: Options<In, Out>) {
  const queries = useQueryClient()
  const pending = useRef<Pending | null>(null)
  const mutation = useMutation<Out, Problem, In>({
    mutationFn: async (input) => {
      pending.current = nextKey(pending.current, JSON.stringify([input, version]))
      try {
        const output = await send(input, command(pending.current.key, version))
        pending.current = null
        return output
      } catch (error) {
        const problem = toProblem(error)
        if (!problem.unanswered) pending.current = null
        throw problem
      }
    },
    onSuccess: async (output) => {
      await Promise.all((refresh ?? []).map((queryKey) => queries.invalidateQueries({ queryKey })))
      onDone?.(output)
    },
  })
  return {
    submit: mutation.mutate,
    submitAsync: mutation.mutateAsync,
    busy: mutation.isPending,
    problem: mutation.error,
    reset: mutation.reset,
  }
}
