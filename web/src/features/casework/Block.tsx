import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Opened } from './ActPanel'
import { choices } from './forms'
import type { CaseView } from './wire'

/** What every part of the facts gets. */
export interface Part {
  view: CaseView
  onOpen: (opened: Opened) => void
}

/** partId is where a block of the facts stands on the page. */
export const partId = (name: string) => `part-${name}`

/** What is over and done with, out of the way until it is asked for. */
export function Past({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="past">
      <summary>{title}</summary>
      {children}
    </details>
  )
}

/** One block of the facts, with the act that adds to it where this person may do it. */
export function Block(props: Part & { title: string; name?: string; add?: string; children: ReactNode }) {
  const { t } = useTranslation()
  const { view, onOpen, add } = props
  const may = add !== undefined && choices(view).all.some((c) => c.act === add && c.ok)
  return (
    <section className="fact-block card" id={props.name && partId(props.name)} aria-label={props.title}>
      <header>
        <h2>{props.title}</h2>
        {may && add && (
          <Button size="small" onClick={() => onOpen({ act: add })}>
            {t(`acts:name.${add}`)}
          </Button>
        )}
      </header>
      {props.children}
    </section>
  )
}

/** Names and values; empty values are left out. */
export function Lines({ lines }: { lines: readonly (readonly [string, ReactNode])[] }) {
  const shown = lines.filter(([, value]) => value !== undefined && value !== null && value !== '' && value !== 0)
  return (
    <dl className="fact-lines">
      {shown.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** useList joins names in the reader's language. */
export function useList(): (items: readonly string[] | null | undefined) => string {
  const { i18n } = useTranslation()
  return (items) => new Intl.ListFormat(i18n.language, { style: 'narrow' }).format((items ?? []).filter(Boolean))
}
