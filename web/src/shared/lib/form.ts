import type { FormInstance } from 'antd'
import { useCallback, useEffect, useEffectEvent } from 'react'
import type { Problem } from '@/api/problem'
import { useFaultText } from '../components/FaultText'

/** fieldPath turns `parties[0].idNumber` or `parties.0.idNumber` into a form name. */
export function fieldPath(field: string): (string | number)[] {
  return field
    .split(/[.[\]]+/)
    .filter(Boolean)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part))
}

/**
 * useProblemFields writes the faults of a problem to their form items and
 * returns the way to a field, for ProblemNotice. Names of form items must be
 * those of the API. `show` makes the part of the form with the field visible.
 */
export function useProblemFields<Values>(
  form: FormInstance<Values>,
  problem: Problem | null,
  show?: (field: string) => void,
): (field: string) => void {
  const say = useFaultText()
  const write = useEffectEvent((p: Problem) => {
    const faults = p.errors.length > 0 ? p.errors : [{ code: p.code, field: p.field, text: p.text }]
    // A field can have more than one fault: none of them hides another.
    const said = new Map<string, string[]>()
    for (const f of faults) if (f.field) said.set(f.field, [...(said.get(f.field) ?? []), say(f)])
    form.setFields([...said].map(([field, errors]) => ({ name: fieldPath(field), errors })) as never)
  })
  useEffect(() => {
    if (problem) write(problem)
  }, [problem])
  const showField = useEffectEvent((field: string) => show?.(field))
  return useCallback(
    (field: string) => {
      showField(field)
      // After the part with the field has been drawn.
      requestAnimationFrame(() => form.scrollToField(fieldPath(field) as never, { focus: true }))
    },
    [form],
  )
}
