import { DownOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toProblem } from '@/api/problem'
import { actFor, actingPost, type Post, useSession } from '@/api/session'
import { useFaultText } from '@/shared/components/FaultText'
import { MenuButton } from '@/shared/components/MenuButton'
import { toast } from '@/shared/components/Toasts'

/** Organisation and role the person acts for; a menu when they hold several posts. */
export function ActingPost() {
  const { t } = useTranslation()
  const say = useFaultText()
  const session = useSession()
  const [busy, setBusy] = useState(false)
  const post = actingPost(session)
  if (!post) return <span className="acting">{t('app:noPost')}</span>
  if (session.posts.length === 1)
    return (
      <span className="acting">
        <PostName post={post} />
      </span>
    )

  async function change(postId: string) {
    setBusy(true)
    try {
      await actFor(postId)
    } catch (error) {
      toast(say(toProblem(error)), 'overdue')
    } finally {
      setBusy(false)
    }
  }

  return (
    <MenuButton
      className="acting"
      disabled={busy}
      items={session.posts.map((p) => ({
        key: p.id,
        label: <PostName post={p} />,
        current: p.id === post.id,
        onPress: () => void change(p.id),
      }))}
    >
      <span className="visually-hidden">{t('app:actingFor')}</span>
      <PostName post={post} />
      <DownOutlined />
    </MenuButton>
  )
}

function PostName({ post }: { post: Post }) {
  const { t } = useTranslation()
  return (
    <span className="post-name">
      <span>{post.orgName}</span>
      <small>{t(`roles:${post.role}`)}</small>
    </span>
  )
}
