import { ArrowUpOutlined, DeleteOutlined, PaperClipOutlined, PlusOutlined, UploadOutlined } from '@ant-design/icons'
import { Button, Checkbox, Input, InputNumber, Select } from 'antd'
import { useEffect, useEffectEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FileLimits } from '@/shared/components/FileLimits'
import { HEICNote } from '@/shared/components/HEICNote'
import { TransferState } from '@/shared/components/TransferState'
import { OrgPicker, type TreeNode } from '@/shared/components/TreePicker'
import { shrinkImage } from '@/shared/lib/image'
import { orgSource } from '@/shared/lib/sources'
import { cancelTransfer, settled, startTransfer, type Transfer, useTransfers } from '@/shared/lib/transfer'
import type { Uploaded } from '@/shared/lib/upload'

interface Bound<T> {
  id?: string
  value?: T
  onChange?: (value: T) => void
}

/** Numbered clauses, one box each; they can be moved up and taken out. */
export function LinesInput({ id, value, onChange }: Bound<string[]>) {
  const { t } = useTranslation()
  const lines = value && value.length > 0 ? value : ['']
  const set = (next: string[]) => onChange?.(next)
  return (
    <div className="lines">
      <ol id={id}>
        {lines.map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a clause has no identity but its place
          <li key={i}>
            <Input.TextArea
              autoSize={{ minRows: 1, maxRows: 8 }}
              aria-label={t('casework:clause', { no: i + 1 })}
              value={line}
              onChange={(e) => set(lines.map((l, n) => (n === i ? e.target.value : l)))}
            />
            {i > 0 && (
              <Button
                type="text"
                icon={<ArrowUpOutlined aria-hidden />}
                aria-label={t('casework:moveUp', { no: i + 1 })}
                onClick={() => set([...lines.slice(0, i - 1), line, lines[i - 1] ?? '', ...lines.slice(i + 1)])}
              />
            )}
            {lines.length > 1 && (
              <Button
                type="text"
                icon={<DeleteOutlined aria-hidden />}
                aria-label={t('casework:removeClause', { no: i + 1 })}
                onClick={() => set(lines.filter((_, n) => n !== i))}
              />
            )}
          </li>
        ))}
      </ol>
      <Button icon={<PlusOutlined aria-hidden />} onClick={() => set([...lines, ''])}>
        {t('casework:addClause')}
      </Button>
    </div>
  )
}

/** Several organisations, picked one after the other. */
export function OrgListInput({ id, value = [], onChange }: Bound<TreeNode[]>) {
  const { t } = useTranslation()
  return (
    <div className="org-list">
      {value.length > 0 && (
        <ul>
          {value.map((org) => (
            <li key={org.id}>
              {org.name}
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined aria-hidden />}
                aria-label={t('casework:removeUnit', { name: org.name })}
                onClick={() => onChange?.(value.filter((o) => o.id !== org.id))}
              />
            </li>
          ))}
        </ul>
      )}
      <OrgPicker
        {...(id ? { id } : {})}
        source={orgSource}
        label={t('casework:addUnit')}
        onChange={(org) => org && !value.some((o) => o.id === org.id) && onChange?.([...value, org])}
      />
    </div>
  )
}

/** A file as attach_file names it; while `sending`, only its name and that transfer are known. */
export interface Attachment extends Partial<Uploaded> {
  name: string
  kind: string
  /** On paper, in the archived file. */
  pages: number
  sending?: string
}

/** handedOver waits a moment for a file on its way; it throws a Problem when it has not arrived. */
export async function handedOver<T extends Record<string, unknown>>(input: T): Promise<T> {
  if (typeof input.file !== 'object' || !input.file) return input // none, or one the case has already, by its id
  const file = input.file as Attachment
  const { sending, unscanned: _seen, ...said } = file
  if (!sending) return { ...input, file: said }
  const { unscanned: _late, ...came } = await settled(sending)
  return { ...input, file: { ...said, ...came, name: said.name } }
}

const fileKinds = ['photo', 'evidence', 'identity', 'authority', 'signed_agreement', 'proof', 'other'] as const

/**
 * One file: a photo is shrunk on the device, and goes out while the rest is
 * filled in. `start` is its likely kind.
 */
export function UploadInput({ id, value, onChange, start }: Bound<Attachment | undefined> & { start?: string }) {
  const { t } = useTranslation()
  const own = useId()
  const [kind, setKind] = useState<string>(value?.kind ?? (start || 'evidence'))
  const [pages, setPages] = useState(value?.pages ?? 1)
  const [original, setOriginal] = useState(false)
  const transfers = useTransfers(value?.sending ? [value.sending] : [])
  const transfer = value?.sending ? transfers.get(value.sending) : undefined
  const settle = useEffectEvent(({ file }: Transfer) => {
    if (!value || !file) return
    const { sending: _sending, ...said } = value
    onChange?.({ ...said, ...file, name: said.name })
  })
  useEffect(() => {
    if (transfer) settle(transfer)
  }, [transfer])
  async function add(file: File | undefined) {
    if (!file) return
    if (value?.sending) cancelTransfer(value.sending)
    const sent = original ? file : await shrinkImage(file)
    onChange?.({ name: sent.name, kind, pages, sending: startTransfer(sent, original) })
  }
  return (
    <div className="upload">
      <label className="file-drop" htmlFor={id ?? own}>
        {value ? <PaperClipOutlined aria-hidden /> : <UploadOutlined aria-hidden />}
        <span role="status">
          {value?.digest
            ? t(value.unscanned ? 'casework:uploadedUnscanned' : 'casework:uploaded', { name: value.name })
            : value
              ? t('casework:uploading', { name: value.name })
              : t('casework:chooseFile')}
        </span>
        <input
          id={id ?? own}
          type="file"
          className="visually-hidden"
          onChange={(e) => {
            void add(e.target.files?.[0])
            e.target.value = ''
          }}
        />
      </label>
      {value && transfer && transfer.state !== 'done' && (
        <div className="upload-going">
          <TransferState transfer={transfer} />
          <Button
            size="small"
            onClick={() => {
              cancelTransfer(transfer.id)
              onChange?.(undefined)
            }}
          >
            {t('casework:cancelUpload')}
          </Button>
        </div>
      )}
      <Checkbox checked={original} onChange={(e) => setOriginal(e.target.checked)}>
        {t('shared:photo.original')}
      </Checkbox>
      <HEICNote names={value ? [value.name] : []} original={original} />
      <FileLimits />
      <div className="upload-kind">
        <span aria-hidden="true">{t('fields:label.fileKind')}</span>
        <Select
          aria-label={t('fields:label.fileKind')}
          value={kind}
          onChange={(next) => {
            setKind(next)
            if (value) onChange?.({ ...value, kind: next })
          }}
          options={fileKinds.map((k) => ({ value: k, label: t(`choices:file.${k}`) }))}
        />
      </div>
      <div className="upload-kind">
        <span aria-hidden="true">{t('fields:label.filePages')}</span>
        <InputNumber
          aria-label={t('fields:label.filePages')}
          min={1}
          max={2000}
          precision={0}
          inputMode="numeric"
          value={pages}
          onChange={(next) => {
            setPages(next ?? 1)
            if (value) onChange?.({ ...value, pages: next ?? 1 })
          }}
        />
      </div>
    </div>
  )
}
