// A mediator looks at tomorrow, presses a free place, is told who is taken and when
// everybody is free, plans there, and reads the sessions as a calendar program does.
import { choose } from '../support/casework.ts';
import { expect, expectAxeClean, shot, test } from '../support/test.ts';

const tomorrow = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(Date.now() + 24 * 3600_000);

test('a session is planned from the diary', { tag: '@shots' }, async ({ as }) => {
  const page = await as('townMediator');
  await page.goto(`/diary?view=day&day=${tomorrow}`);
  const main = page.getByRole('main');
  await expect(main.getByRole('article').filter({ hasText: '麻将室' })).toContainText('09:30–10:30');
  await expectAxeClean(page);
  await shot(page, 'diary-day');

  const slot = page.getByRole('button', { name: /09:00，安排调解会/ });
  await slot.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const cases = page.getByRole('dialog', { name: '安排调解会' });
  await cases.getByRole('link').filter({ hasNotText: '麻将室' }).first().click();
  const form = page.getByRole('dialog', { name: /安排调解会/ });
  await choose(form, '调解室', '一号调解室 · 水集街道办事处一楼 · 8 座 · 无障碍');
  const send = form.getByRole('button', { name: '安排调解会' });
  await send.click();
  await expect(form.getByText(/姜珺在这段时间要参加案件/).first()).toBeVisible();
  await expect(form.getByText(/各方都有空的时间/).first()).toBeVisible();
  await expectAxeClean(page);
  await shot(page, 'diary-clash');
  const free = form
    .getByRole('alert')
    .getByRole('button', { name: /\d\d:\d\d$/ })
    .first();
  const said = (await free.textContent()) ?? '';
  const at = said.slice(-5);
  await free.click();
  await expect(form.getByRole('textbox', { name: '时间', exact: true })).toHaveValue(at);
  await expect(form.getByText(/姜珺在这段时间要参加案件/)).toBeHidden();
  await send.click();
  await expect(form).toBeHidden();
  await expect(page.getByText('调解通知书').first()).toBeVisible();

  await page.goto(`/diary?view=day&day=${dayOf(said, tomorrow)}`);
  await expect(main.getByRole('article').filter({ hasText: '一号调解室' })).toContainText(`${at}–`);
  await page.goto('/diary?view=month&whose=unit');
  await expect(main.getByRole('columnheader').first()).toBeVisible();
  await expectAxeClean(page);
  await shot(page, 'diary-month');
  const list = await page.request.get(`/api/diary/days/${tomorrow}.pdf?whose=unit`);
  expect(list.headers()['content-type']).toBe('application/pdf');
  await page.goto('/diary/unit');
  await expect(main.getByText('二号调解室').first()).toBeVisible();
  await expectAxeClean(page);

  await page.goto('/diary/feeds');
  await page.getByRole('button', { name: '生成我的地址' }).click();
  const address = (await main.getByText(/\/api\/feeds\/\w+\.ics/).textContent()) ?? '';
  const calendar = await (await page.request.get(address)).text();
  expect(calendar).toContain('BEGIN:VCALENDAR');
  expect(calendar.match(/STATUS:CONFIRMED/g)?.length).toBeGreaterThan(1);
  expect(calendar).not.toContain('麻将');
  await expectAxeClean(page);
});

// The day of words like 11月30日 08:30, not before another.
function dayOf(said: string, least: string): string {
  const [, month = '', day = ''] = /(\d+)月(\d+)日/.exec(said) ?? [];
  const end = `${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const year = Number(least.slice(0, 4));
  return `${end < least.slice(5) ? year + 1 : year}-${end}`;
}
