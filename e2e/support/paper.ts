// The papers of a case as a person gets them: through the link on the screen,
// and read, not only counted.
import { execFileSync } from 'node:child_process';
import { expect, type Locator } from '@playwright/test';

/** Follows a link to a PDF and gives the text on its pages. */
export async function pdfText(link: Locator): Promise<string> {
  const answer = await fetchLink(link);
  expect(answer.type).toBe('application/pdf');
  const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: answer.body });
  return text.toString();
}

/** Follows a link to a Word or Excel file, and gives its size; both are ZIP archives. */
export async function officeFileSize(link: Locator): Promise<number> {
  const { body } = await fetchLink(link);
  expect(body.subarray(0, 4).toString('latin1')).toBe('PK\x03\x04');
  return body.length;
}

async function fetchLink(link: Locator): Promise<{ type: string | undefined; body: Buffer }> {
  const href = await link.getAttribute('href');
  const answer = await link.page().request.get(href ?? '');
  expect(answer.status(), `${href}`).toBe(200);
  return { type: answer.headers()['content-type'], body: await answer.body() };
}
