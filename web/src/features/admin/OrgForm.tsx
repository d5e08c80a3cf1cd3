import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { PanelForm } from '@/shared/components/PanelForm'
import { toast } from '@/shared/components/Toasts'
import { OrgPicker, RegionPicker, type TreeNode } from '@/shared/components/TreePicker'
import { useSubmit } from '@/shared/lib/submit'
import { createOrg, listAreas, orgSource, regionSource, updateOrg } from './api'
import { orgKinds, orgLevels } from './orgKinds'
import type { Org, Unit, UnitInput } from './types'

interface Props {
  open: boolean
  onClose: () => void
  /** The organisation to change; none makes a new one. */
  org?: Org
  /** Above the new one. */
  parentId?: string
  parentName?: string
}

interface Values extends Omit<UnitInput, 'region' | 'parentId'> {
  region: TreeNode
  parentId?: TreeNode
}

/** Creates an organisation, or changes what is said of one. */
export function OrgForm({ open, onClose, org, parentId, parentName }: Props) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [form] = Form.useForm<Values>()
  const unit = org?.unit
  const areas = useQuery({ queryKey: ['areas'], queryFn: listAreas })
  const { submit, busy, problem } = useSubmit<Values, Unit>({
    send: (values, headers) => {
      const { parentId: parent, region, ...rest } = values
      const body = { ...rest, region: region.id }
      return unit
        ? updateOrg(unit.id, body, headers)
        : createOrg(parent ? { ...body, parentId: parent.id } : body, headers)
    },
    version: unit?.version,
    refresh: [['orgs'], ['org']],
    onDone: (saved) => {
      toast(t('admin:saved'))
      onClose()
      if (!unit) void navigate({ to: `/orgs/${saved.id}` })
    },
  })
  return (
    <PanelForm<Values>
      open={open}
      title={unit ? t('admin:orgs.edit') : t('admin:orgs.create')}
      onClose={onClose}
      form={form}
      initial={org ? valuesOf(org) : blank(parentId, parentName)}
      onSubmit={submit}
      submitLabel={t('admin:save')}
      busy={busy}
      problem={problem}
    >
      {!unit && (
        <Form.Item name="parentId" label={t('admin:orgs.parent')}>
          <OrgPicker source={orgSource} clearable />
        </Form.Item>
      )}
      <Form.Item
        name="name"
        label={t('admin:orgs.name')}
        rules={[{ required: true, whitespace: true, message: t('admin:required') }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="shortName" label={t('admin:orgs.short')} extra={t('admin:orgs.shortHelp')}>
        <Input maxLength={20} />
      </Form.Item>
      <Form.Item
        name="kind"
        validateTrigger="onChange"
        label={t('admin:orgs.kind')}
        rules={[{ required: true, message: t('admin:required') }]}
      >
        <Select options={orgKinds.map((kind) => ({ value: kind, label: t(`admin:orgKind.${kind}`) }))} />
      </Form.Item>
      <Form.Item
        name="level"
        validateTrigger="onChange"
        label={t('admin:orgs.level')}
        rules={[{ required: true, message: t('admin:required') }]}
      >
        <Select options={orgLevels.map((level) => ({ value: level, label: t(`admin:orgLevel.${level}`) }))} />
      </Form.Item>
      <Form.Item
        name="region"
        validateTrigger="onChange"
        label={t('admin:orgs.region')}
        rules={[{ required: true, message: t('admin:required') }]}
      >
        <RegionPicker source={regionSource} />
      </Form.Item>
      <Form.Item name="area" label={t('admin:orgs.area')}>
        <Select
          allowClear
          loading={areas.isPending}
          placeholder={areas.data?.items.length === 0 ? t('admin:areas.none') : undefined}
          options={(areas.data?.items ?? []).map((a) => ({ value: a.code, label: a.name }))}
        />
      </Form.Item>
      <Form.Item name="code" label={t('admin:orgs.code')}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="phone" label={t('admin:orgs.phone')}>
        <Input type="tel" maxLength={20} />
      </Form.Item>
      <Form.Item name="address" label={t('admin:orgs.address')}>
        <Input maxLength={200} />
      </Form.Item>
    </PanelForm>
  )
}

const valuesOf = ({ unit, place }: Org): Partial<Values> => ({
  name: unit.name,
  shortName: unit.shortName,
  kind: unit.kind,
  level: unit.level,
  region: { id: unit.region, name: place || unit.region },
  ...(unit.area ? { area: unit.area } : {}),
  code: unit.code ?? '',
  phone: unit.phone ?? '',
  address: unit.address ?? '',
})

const blank = (id?: string, name?: string): Partial<Values> => (id && name ? { parentId: { id, name } } : {})
