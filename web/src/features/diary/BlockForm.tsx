import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { may, useSession } from '@/api/session'
import { InstantInput } from '@/shared/components/InstantInput'
import { PanelForm } from '@/shared/components/PanelForm'
import { toast } from '@/shared/components/Toasts'
import { useSubmit } from '@/shared/lib/submit'
import { addBlock, type Block, type Unit } from './api'
import { isHead } from './head'

interface Values {
  whom: string
  from: string
  until: string
  note?: string
}

/** Says that a person is away, or a room closed, for a time. */
export function BlockForm({ unit, onClose }: { unit: Unit; onClose: () => void }) {
  const { t } = useTranslation()
  const session = useSession()
  const [form] = Form.useForm<Values>()
  const whom = Form.useWatch('whom', form) ?? `person ${session.user.id}`
  const { submit, busy, problem } = useSubmit<Values, Block>({
    send: ({ whom: chosen, from, until, note }) => {
      const [kind = '', subject = ''] = chosen.split(' ')
      const zone = (at: string) => `${at}:00+08:00`
      return addBlock({
        id: '',
        kind: kind as Block['kind'],
        subject,
        from: zone(from),
        until: zone(until),
        note: note ?? '',
      })
    },
    refresh: [['diaryUnit'], ['diary']],
    onDone: () => {
      toast(t('diary:saved'))
      onClose()
    },
  })
  const people = unit.people.filter((p) => isHead(session) || p.id === session.user.id)
  const rooms = may(session, 'manage.rooms') ? unit.rooms.filter((r) => !r.retired) : []
  const needed = [{ required: true, message: t('diary:needed') }]
  return (
    <PanelForm<Values>
      open
      title={t('diary:block.add')}
      onClose={onClose}
      form={form}
      initial={{ whom: `person ${session.user.id}` }}
      onSubmit={submit}
      submitLabel={t('diary:save')}
      busy={busy}
      problem={problem}
    >
      <Form.Item name="whom" label={t('diary:block.whom')} rules={needed}>
        <Select
          options={[
            ...people.map((p) => ({ value: `person ${p.id}`, label: p.name })),
            ...rooms.map((r) => ({ value: `room ${r.id}`, label: r.name })),
          ]}
        />
      </Form.Item>
      <Form.Item name="from" label={t('diary:block.from')} rules={needed}>
        <InstantInput />
      </Form.Item>
      <Form.Item name="until" label={t('diary:block.until')} rules={needed}>
        <InstantInput />
      </Form.Item>
      {whom.startsWith('room') ? (
        <Form.Item name="note" label={t('diary:block.note')}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
      ) : (
        <p>{t('diary:block.noReason')}</p>
      )}
    </PanelForm>
  )
}
