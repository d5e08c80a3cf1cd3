// Handling a case as people do: finding it, opening an act, filling in what it
// asks for, sending it off.
import { expect, type Locator, type Page } from '@playwright/test';

/** Finds a case by words of its title in the ledger and opens it. */
export async function openCase(page: Page, title: string): Promise<void> {
  await page.goto(`/cases?q=${encodeURIComponent(title)}`);
  await page
    .getByRole('main')
    .getByRole('link', { name: new RegExp(title) })
    .first()
    .click();
  await onCase(page, title);
}

/** Waits until the page of the case is there. */
export async function onCase(page: Page, title: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(title) })).toBeVisible();
  await expect(step(page)).toBeVisible();
}

/** The head of the case page: what comes next, who is responsible, what can be pressed. */
export function step(page: Page): Locator {
  return page.getByRole('region', { name: '下一步' });
}

/** The facts beside the story. */
export function facts(page: Page): Locator {
  return page.getByRole('complementary', { name: '案件信息' });
}

/** The link to a paper of the case, the newest of its kind. */
export function paper(page: Page, kind: string, format: 'PDF' | 'Word'): Locator {
  const link = page.getByRole('link', { name: format });
  return facts(page)
    .getByRole('listitem')
    .filter({ hasText: kind })
    .filter({ has: link })
    .first()
    .getByRole('link', { name: format });
}

/** Opens the form of an act: from the step when it stands there, else from the menu of all acts. */
export async function openAct(page: Page, act: string): Promise<Locator> {
  await expect(step(page)).toBeVisible();
  const here = step(page).getByRole('button', { name: act, exact: true });
  if (await here.isVisible()) {
    await here.click();
  } else {
    await page.getByRole('button', { name: '更多操作' }).click();
    const all = page.getByRole('dialog', { name: '更多操作' });
    await all
      .getByRole('button')
      .filter({ has: page.getByText(act, { exact: true }) })
      .click();
  }
  const panel = page.getByRole('dialog', { name: new RegExp(`^${act}`) });
  await expect(panel).toBeVisible();
  return panel;
}

/** Sends the form of an act off and waits until it is done. */
export async function send(panel: Locator, act: string): Promise<void> {
  await panel.getByRole('button', { name: act, exact: true }).click();
  await expect(panel).toBeHidden();
}

/** An act from beginning to end. */
export async function perform(page: Page, act: string, fill?: (panel: Locator) => Promise<void>): Promise<void> {
  const panel = await openAct(page, act);
  await fill?.(panel);
  await send(panel, act);
}

/** Chooses in a list that opens under its field. */
export async function choose(within: Locator, field: string | RegExp, option: string): Promise<void> {
  await within.getByRole('combobox', { name: field }).click();
  await within.page().locator('.ant-select-dropdown:visible').getByTitle(option, { exact: true }).click();
}

/** Chooses an organisation in its window, by its name. */
export async function chooseUnit(within: Locator, field: string | RegExp, unit: string): Promise<void> {
  await within.getByRole('button', { name: field }).click();
  const units = within.page().getByRole('dialog', { name: /选择单位|添加单位/ });
  await units.getByRole('searchbox').fill(unit);
  await units.getByRole('button', { name: unit }).first().click();
  await expect(units).toBeHidden();
}

/** A picture of a paper or a place: stripes, 64 by 64. */
export function picture(name: string): { name: string; mimeType: string; buffer: Buffer } {
  const png =
    'iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAAAAACPAi4CAAAANklEQVR42u3UMREAAAgDMYThXwo6UMDE1ksFZOvXPFeACKCfA2QAvgDQA4AeAPQAoAcAPQAcW/HlEIhrLGFHAAAAAElFTkSuQmCC';
  return { name, mimeType: 'image/png', buffer: Buffer.from(png, 'base64') };
}
