import type { ThemeConfig } from 'antd'
import { body, colour, fontFamily, motion, radius, size, space, tones } from './tokens'

/** What the theme depends on: the hand or the desk, the large-type switch, and whether the device asks for calm. */
export interface Reading {
  phone: boolean
  large: boolean
  calm: boolean
}

/**
 * antdTheme makes antd look like the tokens. Stock antd fails 4.5:1 on
 * placeholders, links and coloured tags, so those are set here.
 */
export function antdTheme({ phone, large, calm }: Reading): ThemeConfig {
  const [fontSize, line] = large ? body.large : phone ? body.phone : body.desk
  const soft = large ? colour.inkSoftLarge : colour.inkSoft
  const placeholder = large ? colour.placeholderLarge : colour.placeholder
  const roomy = phone || large
  return {
    cssVar: { key: 'hemu' },
    hashed: false,
    token: {
      fontFamily,
      fontSize,
      lineHeight: line / fontSize,
      borderRadius: radius[2],
      borderRadiusLG: radius[2],
      borderRadiusSM: radius[1],
      controlHeight: roomy ? size.target : size.control,
      controlHeightSM: roomy ? size.control : 28,
      controlHeightLG: size.target,
      colorPrimary: colour.accent,
      colorInfo: colour.accent,
      colorInfoBg: colour.accentSoft,
      colorInfoBorder: colour.accentLine,
      colorLink: colour.accent,
      colorLinkHover: colour.accentStrong,
      colorLinkActive: colour.accentStrong,
      colorSuccess: tones.settled.ink,
      colorSuccessBg: tones.settled.soft,
      colorSuccessBorder: tones.settled.line,
      colorWarning: tones.near.ink,
      colorWarningBg: tones.near.soft,
      colorWarningBorder: tones.near.line,
      colorError: tones.overdue.ink,
      colorErrorBg: tones.overdue.soft,
      colorErrorBorder: tones.overdue.line,
      colorText: colour.ink,
      colorTextHeading: colour.ink,
      colorTextSecondary: soft,
      colorTextTertiary: soft,
      colorTextDescription: soft,
      colorTextDisabled: placeholder,
      colorTextPlaceholder: placeholder,
      colorBorder: colour.lineStrong,
      colorBorderSecondary: colour.line,
      colorBgLayout: colour.page,
      colorBgMask: colour.veil,
      // Without motion antd waits for no end of one: a button that was busy lets go of its sign at once.
      motion: !calm,
      motionDurationFast: `${motion.quick}ms`,
      motionDurationMid: `${motion.calm}ms`,
      motionDurationSlow: `${motion.calm}ms`,
      wireframe: false,
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
      Form: { labelColor: colour.ink, verticalLabelPadding: `0 0 ${space[1]}px`, itemMarginBottom: 20 },
      Tabs: { itemColor: soft, horizontalItemPadding: `${space[2]}px 0`, horizontalMargin: '0' },
      Segmented: { trackBg: colour.line },
    },
  }
}
