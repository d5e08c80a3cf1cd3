import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { command, newKey } from '@/api/client'
import { toProblem } from '@/api/problem'
import { useFaultText } from '@/shared/components/FaultText'
import { doAct } from './api'
import { type BulkAct, type Prospect, undoFor } from './bulk'
import type { Values } from './spec'

/** What came of one case. */
export interface Line {
  state: 'done' | 'failed' | 'undone' | 'kept'
  detail?: string
}

type Back = { id: string; version: number; act: string; body: Values }

/**
 * useBulkRun does an act to one case after the other, each under a key of its own, and
 * takes all of it back within a minute. Taking back is a command too and stands on record.
 */
export function useBulkRun(act: BulkAct) {
  const { t } = useTranslation()
  const say = useFaultText()
  const [state, setState] = useState<'idle' | 'running' | 'ended'>('idle')
  const [lines, setLines] = useState<ReadonlyMap<string, Line>>(new Map())
  const [back, setBack] = useState<readonly Back[]>([])
  const stopped = useRef(false)
  const note = (id: string, line: Line) => setLines((now) => new Map(now).set(id, line))
  useEffect(() => {
    if (state !== 'ended') return
    const timer = setTimeout(() => setBack([]), undoFor)
    return () => clearTimeout(timer)
  }, [state])

  async function send(one: Back, otherwise: Line['state']): Promise<number | undefined> {
    const headers = command(newKey(), one.version)
    const once = async () => (await doAct(one.id, one.act, one.body, headers)).version
    try {
      // Without an answer it may have been done: the same key asks again and cannot do it twice.
      return await once().catch((error) => (toProblem(error).unanswered ? once() : Promise.reject(error)))
    } catch (error) {
      const problem = toProblem(error)
      note(one.id, { state: otherwise, detail: say(problem) })
      return undefined
    }
  }

  async function start(all: readonly Prospect[], body: Values) {
    setState('running')
    stopped.current = false
    const undo: Back[] = []
    for (const p of all) {
      if (stopped.current) break
      const version = await send({ id: p.id, version: p.version, act, body }, 'failed')
      if (version === undefined) continue
      note(p.id, { state: 'done' })
      undo.push(
        act === 'tag'
          ? { id: p.id, version, act, body: (p.undo ?? {}) as Values }
          : { id: p.id, version, act: 'recall', body: { reason: t('casework:bulk.recallReason') } },
      )
    }
    setBack(undo)
    setState('ended')
  }

  async function undo() {
    const all = back
    setBack([])
    for (const one of all) if ((await send(one, 'kept')) !== undefined) note(one.id, { state: 'undone' })
  }

  return {
    state,
    lines,
    done: lines.size,
    start,
    stop: () => {
      stopped.current = true
    },
    undo,
    undoLeft: back.length,
  }
}
