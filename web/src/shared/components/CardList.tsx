import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Column, Selection } from './DataTable'

interface Props<Row> {
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  selection?: Selection | undefined
  onOpen?: ((row: Row) => void) | undefined
}

/** The rows of a table as cards, for one column of screen. */
export function CardList<Row>({ columns, rows, rowKey, selection, onOpen }: Props<Row>) {
  const { t } = useTranslation()
  const part = (card: Column<Row>['card']) =>
    columns.filter((c) => (c.card ?? 'line') === card && !(c.optional && !c.card))
  const titles = part('title').length > 0 ? part('title') : columns.slice(0, 1)
  const lines = part('line').filter((c) => !titles.includes(c))
  const toggle = (key: string, on: boolean) =>
    selection?.onChange(on ? [...selection.keys, key] : selection.keys.filter((k) => k !== key))
  return (
    <ul className="cards">
      {rows.map((row) => {
        const key = rowKey(row)
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the link in the title is the keyboard's way
          <li
            key={key}
            onClick={(e) => {
              if (onOpen && !(e.target as HTMLElement).closest('a, button, input, label')) onOpen(row)
            }}
          >
            <div className="card-title">
              {selection && (
                <Checkbox
                  aria-label={t('shared:table.select')}
                  checked={selection.keys.includes(key)}
                  onChange={(e) => toggle(key, e.target.checked)}
                />
              )}
              {titles.map((c) => (
                <div key={c.key}>{c.render(row)}</div>
              ))}
            </div>
            <dl>
              {lines.map((c) => {
                const value = c.render(row)
                if (value === '' || value === undefined) return null // a label with nothing beside it says nothing
                return (
                  <div key={c.key}>
                    <dt>{c.title}</dt>
                    <dd>{value}</dd>
                  </div>
                )
              })}
            </dl>
            {part('foot').length > 0 && (
              <div className="card-foot">
                {part('foot').map((c) => (
                  <span key={c.key}>{c.render(row)}</span>
                ))}
              </div>
            )}
          </li>
        )
      })}
    </ul>
  )
}
