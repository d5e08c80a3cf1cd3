import {
  CheckCircleFilled,
  ClockCircleOutlined,
  ExclamationCircleFilled,
  LockFilled,
  PauseCircleFilled,
  RightCircleOutlined,
  WarningFilled,
} from '@ant-design/icons'
import { type ComponentType, createElement, type ReactNode } from 'react'
import type { Tone } from '../tokens'

const icons: Record<Tone, ComponentType<{ 'aria-hidden': boolean }>> = {
  onTime: ClockCircleOutlined,
  near: WarningFilled,
  overdue: ExclamationCircleFilled,
  paused: PauseCircleFilled,
  settled: CheckCircleFilled,
  sealed: LockFilled,
  plain: RightCircleOutlined,
}

/** A word with its colour and its icon, which never appear without it. */
export function ToneTag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className="tone-tag" data-tone={tone}>
      {createElement(icons[tone], { 'aria-hidden': true })}
      <span>{children}</span>
    </span>
  )
}
