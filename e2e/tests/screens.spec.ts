// Every main screen no journey passes by: axe, no sideways scroll, a picture.
// A screen counts as there when its heading and its content are.
import { type Account, expect, expectAxeClean, type Page, shot, test } from '../support/test.ts';

interface Screen {
  path: string;
  /** Its heading. */
  heading: string;
  /** Something of its content, that comes from the server. */
  shows: RegExp;
}

const screens: Partial<Record<Account, readonly Screen[]>> = {
  systemAdmin: [
    { path: '/orgs', heading: '组织', shows: /莱西市/ },
    { path: '/breaches', heading: '组成不合规定', shows: /女性|人数|任期/ },
    { path: '/regions', heading: '行政区划', shows: /山东省/ },
    { path: '/codes', heading: '代码表', shows: /纠纷/ },
    { path: '/codes/dispute_cause', heading: '纠纷', shows: /宅基地|婚姻/ },
    { path: '/policies', heading: '时限规则', shows: /首次联系/ },
    { path: '/calendar', heading: '工作日历', shows: /国庆/ },
    { path: '/imports', heading: '批量导入', shows: /检查/ },
  ],
  townMediator: [
    { path: '/register', heading: '登记纠纷', shows: /纠纷经过/ },
    { path: '/immediate', heading: '即时调处', shows: /调解记录/ },
    { path: '/account', heading: '姜珺', shows: /水集街道/ },
    { path: '/nowhere', heading: '没有这个页面', shows: /地址/ },
  ],
  bureauHead: [{ path: '/work?of=below', heading: '待办事项', shows: /调解办理|整理归档/ }],
};

async function look(page: Page, { path, heading, shows }: Screen): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(heading) })).toBeVisible();
  await expect(page.getByRole('main').getByText(shows).first()).toBeVisible();
  await expectAxeClean(page);
  await shot(page, path.replace(/\?.*/, '').slice(1).replaceAll('/', '-') || 'home');
}

for (const [account, all] of Object.entries(screens) as [Account, readonly Screen[]][])
  for (const screen of all)
    test(`${screen.path} is for everybody`, { tag: '@shots' }, async ({ as }) => {
      await look(await as(account), screen);
    });

test('the console is complete in English and in large type', { tag: '@shots' }, async ({ as }) => {
  const page = await as('townMediator');
  await page.goto('/');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('heading', { level: 1 })).not.toContainText(/\p{Script=Han}/u);
  await expect(page.getByRole('columnheader').first()).not.toContainText(/\p{Script=Han}/u);
  await expectAxeClean(page);
  await shot(page, 'work-list-en');
  await page.goto('/cases');
  await page
    .getByRole('main')
    .getByRole('link', { name: /史忠海/ })
    .first()
    .click();
  await expect(page.getByRole('region', { name: 'Next step' })).not.toContainText(/签收/);
  await expectAxeClean(page);
  await shot(page, 'case-en');
  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');

  await page.getByRole('button', { name: '大字' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-type', 'large');
  await expectAxeClean(page);
  await shot(page, 'case-large');
});
