// A photo over a line that breaks: the form is filled meanwhile, the page is
// closed and opened again, and the photo goes on where it stood.
import { picture } from '../support/casework.ts';
import { expect, expectAxeClean, expectNoSideScroll, shot, test } from '../support/test.ts';

test('a photo survives a broken line and a closed page', { tag: '@shots' }, async ({ page, signIn }) => {
  await signIn('villageOfficer');
  let broken = 0;
  await page.route('**/api/uploads/*/parts*', (route) => {
    broken++;
    return route.fulfill({ status: 408, body: '' });
  });
  await page.goto('/register');
  await page.getByLabel('选照片').setInputFiles(picture('路口.png'));
  await expect(page.getByText('网络不好，正在重试')).toBeVisible();
  await expectAxeClean(page);
  await expectNoSideScroll(page);
  await shot(page, 'upload-broken');
  await page.getByLabel('纠纷经过').fill('两家因排水沟位置争执。');
  await expect(page.getByText('已保存草稿')).toBeVisible();

  await page.reload();
  await page.getByRole('button', { name: '接着填' }).click();
  await expect(page.getByText('网络不好，正在重试')).toBeVisible();
  expect(broken).toBeGreaterThan(1);
  await page.unroute('**/api/uploads/*/parts*');
  await expect(page.getByText('网络不好，正在重试')).toBeHidden();
  await expect(page.getByRole('img', { name: '路口' })).toBeVisible();
  await expect(page.getByText(/已传/)).toBeHidden();

  // What is given up goes, here and there.
  await page.getByRole('button', { name: '删除 路口.jpg' }).click();
  await expect(page.getByRole('img', { name: '路口' })).toBeHidden();
});
