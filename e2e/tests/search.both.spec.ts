// Whoever types into the top bar sees what is found, opens it with keys or a
// finger, and goes on to all results.
import { expect, expectAxeClean, expectNoSideScroll, type Page, shot, test } from '../support/test.ts';

const box = (page: Page) => page.getByRole('combobox', { name: '搜索' });
const hits = (page: Page) => page.getByRole('listbox', { name: '搜索结果' }).getByRole('option');

async function openSearch(page: Page, phone: boolean): Promise<void> {
  if (phone) await page.getByRole('button', { name: '搜索', exact: true }).click();
  else await page.keyboard.press('/');
  await expect(box(page)).toBeFocused();
}

test('what is typed finds cases at once, and says where', { tag: '@shots' }, async ({ as }, info) => {
  const phone = info.project.name === 'phone';
  const page = await as('townMediator');
  await page.goto('/work');
  await expect(page.getByRole('heading', { level: 1, name: '待办事项' })).toBeVisible();

  // A part of the title, one character of it in traditional form and the rest as it is.
  await openSearch(page, phone);
  await page.keyboard.type('燒烤店');
  await expect(hits(page).first()).toContainText('宋彩霞与老味烧烤店油烟噪声纠纷');
  await expect(hits(page).first().locator('mark')).toContainText('烧烤店');
  await expectAxeClean(page);
  await expectNoSideScroll(page);
  await shot(page, `search-${info.project.name}`);

  // The arrows choose, Enter opens.
  await page.keyboard.press('ArrowDown');
  await expect(hits(page).first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: /老味烧烤店/ })).toBeVisible();
  await expect(page.getByRole('listbox', { name: '搜索结果' })).toBeHidden();

  // Initials of a name; a finger or the mouse opens.
  await openSearch(page, phone);
  await box(page).fill('scx');
  const party = page.getByRole('group', { name: '当事人' });
  await expect(party.locator('mark').first()).toHaveText('宋彩霞');

  // Nothing, said so; Escape closes; without an arrow Enter opens all results, the best first.
  await box(page).fill('没有这样的案件');
  await expect(page.getByText('没有找到“没有这样的案件”。')).toBeVisible();
  await box(page).fill('店');
  await expect(hits(page).last()).toContainText('全部结果');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/cases\?q=%E5%BA%97&sort=match/);
  await expect(page.getByRole('link', { name: /老味烧烤店/ }).first()).toBeVisible();
  await openSearch(page, phone);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('listbox', { name: '搜索结果' })).toBeHidden();
});
