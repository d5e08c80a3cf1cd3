import { Checkbox, Form, Input, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { PanelForm } from '@/shared/components/PanelForm'
import { toast } from '@/shared/components/Toasts'
import { useSubmit } from '@/shared/lib/submit'
import { addRoom, type Room, updateRoom } from './api'

const fresh: Room = { id: '', org: '', name: '', place: '', seats: 0, accessible: false, retired: false, version: 0 }

/** Adds a meeting room, or changes one. */
export function RoomForm({ room, onClose }: { room?: Room; onClose: () => void }) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Room>()
  const { submit, busy, problem } = useSubmit<Room, Room>({
    send: (values) => (room ? updateRoom : addRoom)({ ...fresh, ...room, ...values, seats: values.seats ?? 0 }),
    refresh: [['diaryUnit'], ['rooms']],
    onDone: () => {
      toast(t('diary:saved'))
      onClose()
    },
  })
  const title = t(room ? 'diary:room.edit' : 'diary:room.add')
  return (
    <PanelForm<Room>
      open
      title={title}
      onClose={onClose}
      form={form}
      initial={room ?? fresh}
      onSubmit={submit}
      submitLabel={t('diary:save')}
      busy={busy}
      problem={problem}
    >
      <Form.Item
        name="name"
        label={t('diary:room.name')}
        rules={[{ required: true, whitespace: true, message: t('diary:needed') }]}
      >
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item name="place" label={t('diary:room.place')}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item name="seats" label={t('diary:room.seats')}>
        <InputNumber min={0} max={1000} precision={0} inputMode="numeric" />
      </Form.Item>
      <Form.Item name="accessible" valuePropName="checked">
        <Checkbox>{t('diary:room.accessible')}</Checkbox>
      </Form.Item>
      {room && (
        <Form.Item name="retired" valuePropName="checked" extra={t('diary:room.retiredHelp')}>
          <Checkbox>{t('diary:room.retired')}</Checkbox>
        </Form.Item>
      )}
    </PanelForm>
  )
}
