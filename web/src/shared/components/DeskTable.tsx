import { Checkbox } from 'antd'
import { type MouseEvent, type RefObject, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useShortcut } from '../shortcuts'
import type { Column, Selection } from './DataTable'

interface Props<Row> {
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  selection?: Selection | undefined
  onOpen?: ((row: Row) => void) | undefined
  roomy: boolean
  /** j and k go from row to row, x ticks one. */
  keyed: boolean
}

/**
 * The table of the desk. A plain table and not antd's, which alone is a third
 * of the script the work list may weigh, and slower to draw. The head and the
 * first column stay in view.
 */
export function DeskTable<Row>({ label, columns, rows, rowKey, selection, onOpen, roomy, keyed }: Props<Row>) {
  const { t } = useTranslation()
  const keys = rows.map(rowKey)
  const marked = keys.filter((k) => selection?.keys.includes(k)).length
  const mark = (which: string[], on: boolean) => {
    const rest = (selection?.keys ?? []).filter((k) => !which.includes(k))
    selection?.onChange(on ? [...rest, ...which] : rest)
  }
  const body = useRef<HTMLTableSectionElement>(null)
  const here = useRowKeys(body, keyed)
  useShortcut(
    'x',
    'shared:keys.tick',
    () => {
      const key = keys[here()]
      if (key !== undefined) mark([key], !selection?.keys.includes(key))
    },
    keyed && selection !== undefined,
  )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
    <section className="desk-table" aria-label={label} tabIndex={0} data-roomy={roomy || undefined}>
      <table>
        <thead>
          <tr>
            {selection && (
              <th className="mark-cell">
                <Checkbox
                  aria-label={t('shared:table.selectAll')}
                  checked={marked > 0 && marked === keys.length}
                  indeterminate={marked > 0 && marked < keys.length}
                  onChange={(e) => mark(keys, e.target.checked)}
                />
              </th>
            )}
            {columns.map((c) => (
              <th key={c.key} scope="col" data-align={c.align} style={c.width ? { minWidth: c.width } : undefined}>
                {c.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row) => {
            const key = rowKey(row)
            const on = selection?.keys.includes(key)
            return (
              <tr
                key={key}
                data-marked={on || undefined}
                className={onOpen && 'openable'}
                onClick={onOpen && ((e) => pressed(e) && onOpen(row))}
              >
                {selection && (
                  <td className="mark-cell">
                    <Checkbox
                      aria-label={t('shared:table.select')}
                      checked={on ?? false}
                      onChange={(e) => mark([key], e.target.checked)}
                    />
                  </td>
                )}
                {columns.map((c) => (
                  <td key={c.key} data-align={c.align}>
                    {c.render(row)}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

// The row of the keys is the one that holds the focus, on its link: Enter opens it. Gives
// its place, -1 for none.
function useRowKeys(body: RefObject<HTMLTableSectionElement | null>, on: boolean): () => number {
  const rows = () => [...(body.current?.rows ?? [])]
  const here = () => rows().findIndex((row) => row.contains(document.activeElement))
  const go = (to: number) => rows().at(to)?.querySelector('a')?.focus()
  useShortcut('j', 'shared:keys.down', () => go(Math.min(here() + 1, rows().length - 1)), on)
  useShortcut('k', 'shared:keys.up', () => go(Math.max(here() - 1, 0)), on)
  useShortcut('Enter', 'shared:keys.open', undefined, on)
  return here
}

// A row opens where it is pressed, unless something in it was pressed or text
// was marked. Portals bubble through React, so the target must be inside the row.
function pressed(event: MouseEvent<HTMLTableRowElement>): boolean {
  const at = event.target as HTMLElement
  if (!event.currentTarget.contains(at) || at.closest('a, button, input, label')) return false
  return !window.getSelection()?.toString()
}
