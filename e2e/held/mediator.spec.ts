// A town mediator's morning: takes over what a village could not settle, holds
// a session and writes down what the parties agreed.
import { expect, expectAxeClean, type Page, test } from '../support/test.ts';

const title = /史忠海与史德胜宅基地边界纠纷/;

async function open(page: Page): Promise<void> {
  await page.getByRole('link', { name: title }).first().click();
  await expect(page.getByRole('heading', { name: title })).toBeVisible();
}

test('an assignment is signed for', async ({ page, signIn }) => {
  await signIn('townMediator');
  await open(page);
  await expectAxeClean(page);
  await page.getByRole('region', { name: '下一步' }).getByRole('button', { name: '签收', exact: true }).click();
  const panel = page.getByRole('dialog', { name: '签收' });
  await expectAxeClean(page);
  await panel.getByRole('button', { name: '签收' }).click();
  await expect(panel).toBeHidden();
  await expect(page.getByText('办理中').first()).toBeVisible();
});

test('a session is recorded', async ({ page, signIn }) => {
  await signIn('townMediator');
  await open(page);
  await page.getByRole('button', { name: '更多操作' }).click();
  await page
    .getByRole('dialog', { name: '更多操作' })
    .getByRole('button', { name: /^记录调解会/ })
    .click();
  const panel = page.getByRole('dialog', { name: '记录调解会' });
  await panel.getByLabel('地点').fill('水集街道调解室');
  await panel.getByLabel('已告知权利义务').check();
  await panel.getByLabel('调解经过').fill('对照两本旧证和规划图，双方同意以东墙基线为界，各让二十厘米。');
  await panel.getByRole('radio', { name: '达成一致' }).check();
  await expectAxeClean(page);
  await panel.getByRole('button', { name: '记录调解会' }).click();
  await expect(panel).toBeHidden();
  await expect(page.getByText('对照两本旧证和规划图', { exact: false }).first()).toBeVisible();
});

test('an agreement is drafted', async ({ page, signIn }) => {
  await signIn('townMediator');
  await open(page);
  await page.getByRole('button', { name: '更多操作' }).click();
  await page
    .getByRole('dialog', { name: '更多操作' })
    .getByRole('button', { name: /^拟定协议/ })
    .click();
  const panel = page.getByRole('dialog', { name: '拟定协议' });
  await panel.getByLabel('争议事项和各方责任').fill('两家宅基地以哪条线为界。');
  await panel.getByLabel('第 1 条').fill('以东墙基线为界，双方各让二十厘米。');
  await expectAxeClean(page);
  await panel.getByRole('button', { name: '拟定协议' }).click();
  await expect(panel).toBeHidden();
  await expect(page.getByText('以东墙基线为界，双方各让二十厘米。').first()).toBeVisible();
  await expectAxeClean(page);
});
