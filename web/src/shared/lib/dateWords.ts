/**
 * The words people type for days, in both languages at once. They are input,
 * not text of the console, and so stand here and not in a catalogue.
 */
export const relativeDays = {
  names: {
    今天: 0,
    今日: 0,
    today: 0,
    明天: 1,
    明日: 1,
    tomorrow: 1,
    后天: 2,
    大后天: 3,
    昨天: -1,
    昨日: -1,
    yesterday: -1,
    前天: -2,
    大前天: -3,
  } as Record<string, number>,
  counted: [
    { pattern: /^(\d{1,4}) ?天后$/, sign: 1 },
    { pattern: /^\+(\d{1,4})$/, sign: 1 },
    { pattern: /^in (\d{1,4}) days?$/, sign: 1 },
    { pattern: /^(\d{1,4}) ?天前$/, sign: -1 },
    { pattern: /^-(\d{1,4})$/, sign: -1 },
    { pattern: /^(\d{1,4}) days? ago$/, sign: -1 },
  ],
}

export const weekdays = {
  names: [['一'], ['二'], ['三'], ['四'], ['五'], ['六'], ['日', '天']],
  prefixes: [
    { pattern: /^下(?:周|星期|礼拜)(.)$/, weeks: 1 },
    { pattern: /^上(?:周|星期|礼拜)(.)$/, weeks: -1 },
    { pattern: /^(?:本|这)?(?:周|星期|礼拜)(.)$/, weeks: 0 },
  ],
}

/** Words that tell the half of the day. */
export const dayHalves = { early: /^(上午|早上|凌晨|早)|\s*am$/, late: /^(下午|晚上|中午|傍晚|晚)|\s*pm$/ }
