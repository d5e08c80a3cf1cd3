// Registering a dispute through the screen, at the desk and in the hand.
import { expect, type Page } from '@playwright/test';

export interface Told {
  /** Applicant and respondent. */
  parties: readonly [string, string];
  facts: string;
  /** Name of the town or village in the tree of divisions. */
  place: string;
  /** What is looked at before it is sent off. */
  before?: () => Promise<void>;
}

/** Fills the form of a clerk at the desk and sends it off; ends on the page with the tracking code. */
export async function register(page: Page, told: Told): Promise<void> {
  await page.getByLabel('纠纷经过').fill(told.facts);
  for (const [i, name] of told.parties.entries())
    await page
      .getByRole('region', { name: `当事人 ${i + 1}` })
      .getByLabel('姓名')
      .fill(name);
  await choosePlace(page, told.place);
  await chooseCause(page, '宅基地');
  await told.before?.();
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await expect(page.getByRole('heading', { name: '已经登记' })).toBeVisible();
}

/** Finds a place by its name. */
export async function choosePlace(page: Page, place: string): Promise<void> {
  await page.getByRole('button', { name: '发生地点' }).click();
  await page.getByRole('searchbox', { name: '输入名称或拼音首字母' }).fill(place);
  await page.getByRole('dialog').getByRole('button', { name: place }).first().click();
}

/** Finds a kind of dispute by words of its name: in a list at the desk, in a window on the phone. */
export async function chooseCause(page: Page, words: string): Promise<void> {
  const list = page.getByRole('combobox', { name: '纠纷类别' });
  const button = page.getByRole('button', { name: '纠纷类别' });
  await expect(list.or(button)).toBeVisible();
  if (await list.isVisible()) {
    await list.fill(words);
    await page.locator('.ant-select-dropdown:visible').getByTitle(words, { exact: true }).click();
    return;
  }
  await button.click();
  await page.getByRole('searchbox', { name: '输入类别名称' }).fill(words);
  await page.getByRole('dialog').getByRole('button', { name: words }).first().click();
}

/** The tracking code on the page that follows. */
export async function trackingCode(page: Page): Promise<string> {
  const code = page.getByText(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/).first();
  return /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec((await code.textContent()) ?? '')?.[0] ?? '';
}
