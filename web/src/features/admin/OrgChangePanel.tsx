import { Form } from 'antd'
import { useTranslation } from 'react-i18next'
import { PanelForm } from '@/shared/components/PanelForm'
import { toast } from '@/shared/components/Toasts'
import { OrgPicker, type TreeNode } from '@/shared/components/TreePicker'
import { useSubmit } from '@/shared/lib/submit'
import { changeOrg, type OrgChange, orgSource } from './api'
import type { Org, Unit } from './types'

/** Moves, merges or closes an organisation; says beforehand what becomes of its cases. */
export function OrgChangePanel({ org, change, onClose }: { org: Org; change: OrgChange; onClose: () => void }) {
  const { t } = useTranslation()
  const [form] = Form.useForm<{ to?: TreeNode }>()
  const { submit, busy, problem } = useSubmit<{ to?: TreeNode }, Unit>({
    send: ({ to }, headers) => changeOrg(org.unit.id, change, to?.id, headers),
    version: org.unit.version,
    refresh: [['orgs'], ['org'], ['breaches']],
    onDone: () => {
      toast(t('admin:saved'))
      onClose()
    },
  })
  return (
    <PanelForm<{ to?: TreeNode }>
      open
      title={`${t(`admin:orgs.${change}`)} · ${org.unit.name}`}
      onClose={onClose}
      form={form}
      initial={{}}
      onSubmit={submit}
      submitLabel={t(`admin:orgs.${change}`)}
      busy={busy}
      problem={problem}
    >
      <p className="panel-lead">{t(`admin:orgs.${change}Help`)}</p>
      {change !== 'move' && org.openCases >= 0 && <p>{t('admin:orgs.openNow', { count: org.openCases })}</p>}
      <Form.Item
        name="to"
        validateTrigger="onChange"
        label={t(`admin:orgs.${change}To`)}
        rules={
          change === 'close'
            ? [{ required: org.openCases > 0, message: t('admin:orgs.successorNeeded') }]
            : [{ required: true, message: t('admin:required') }]
        }
      >
        <OrgPicker source={orgSource} clearable={change === 'close'} />
      </Form.Item>
    </PanelForm>
  )
}
