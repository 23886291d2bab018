/** The report as a page, opened from the disk as a reader would. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import type { Report } from '../../harness/contract.ts';
import { renderHtml } from '../../reports/html.ts';
import { HARM, hostileReport, largeReport } from '../../reports/html/large.test-helper.ts';
import { sampleReport } from '../../reports/sample.test-helper.ts';

let folder: string;
let complaints: string[];
let foreign: string[];

test.beforeEach(({ page }) => {
  folder = mkdtempSync(join(tmpdir(), 'mcp-auth-report-'));
  [complaints, foreign] = [[], []];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => foreign.push(request.url()));
});

test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The address of the page of a report. */
function written(report: Report): string {
  const file = join(folder, 'report.html');
  writeFileSync(file, renderHtml(report));
  return pathToFileURL(file).href;
}

async function seriousFindings(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** Unfolds what a selector names, and the exchanges that show up inside. */
async function unfold(page: Page, selector: string): Promise<void> {
  const script = (which: string) =>
    `for (const details of document.querySelectorAll(${JSON.stringify(which)})) details.open = true`;
  await page.evaluate(script(selector));
  await expect(page.locator('details.check .exchange').first()).toBeVisible();
  await page.evaluate(script('details.exchange'));
}

const shown = (page: Page) => page.locator('details.check:visible');

test('one finds what is wrong, why, and what to send to a colleague', async ({ page }) => {
  const url = written(sampleReport());
  await page.goto(url);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('violates 2 MUSTs and 1 SHOULD');
  await expect(shown(page)).toHaveCount(14);

  await test.step('from a violation to its exchange, the decisive part marked', async () => {
    await page
      .getByRole('link', { name: 'A token for another resource is refused with 401' })
      .first()
      .click();
    const check = page.locator('details.check[open]');
    await expect(check).toContainText('Compare the aud claim');
    await expect(check.getByRole('link', { name: 'RFC 6750, §3.1' })).toHaveAttribute('href', /rfc6750/);
    await expect(check.locator('mark')).toHaveText('HTTP 200');
    await expect(check.locator('pre').first()).toContainText('Bearer ‹access_token:3f9a12›');
    await expect(check.locator('summary').first()).toBeFocused();
  });

  await test.step('search and filters, kept in the address', async () => {
    await page.keyboard.press('Home');
    await page.keyboard.press('/');
    await page.keyboard.type('TOKEN validation');
    await expect(shown(page)).toHaveCount(3);
    await page.getByRole('checkbox', { name: '4 passed' }).check();
    await expect(page.getByRole('status')).toHaveText('1 of 14 checks');
    expect(new URL(page.url()).hash).toBe('#q=TOKEN+validation&outcome=pass');
    await page.reload();
    await expect(shown(page)).toHaveCount(1);
    await page.getByRole('searchbox').fill('nothing is like this');
    await expect(page.getByText('No check is like that.')).toBeVisible();
    await page.getByRole('button', { name: 'Show all' }).click();
    await expect(shown(page)).toHaveCount(14);
    await page.getByRole('link', { name: '2 failed' }).click();
    await expect(shown(page)).toHaveCount(2);
  });

  await test.step('everything opens by keyboard', async () => {
    await shown(page).first().locator('summary').first().focus();
    await page.keyboard.press('Enter');
    await expect(shown(page).first()).toHaveAttribute('open');
    await page.locator('#flow summary').first().press('Enter');
    await expect(page.locator('#flow details.exchange')).toHaveCount(4);
  });

  await test.step('an address leads to one check', async () => {
    await page.goto('about:blank');
    await page.goto(`${url}#check=server/transport/origin-check`);
    await expect(page.locator('details.check[open]')).toContainText('A foreign Origin is refused');
    expect(page.url()).toBe(`${url}#check=server/transport/origin-check`);
    await page.locator('details.check[open] .exchange summary').click();
    await expect(page.locator('details.check[open] mark')).toHaveText(/^No answer: timeout/);
  });
  expect(complaints).toEqual([]);
  expect(foreign.filter((asked) => !asked.startsWith(url) && asked !== 'about:blank')).toEqual([]);
});

test('everybody can read it: screen reader, light and dark, phone, paper, without script', async ({
  page,
  browser,
}) => {
  const url = written(sampleReport());
  await page.goto(url);
  await unfold(page, 'details.check.fail, #to-do details, #flow details, #coverage details');
  expect(await seriousFindings(new AxeBuilder({ page }))).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await seriousFindings(new AxeBuilder({ page }).withRules('color-contrast'))).toEqual([]);

  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);

  await page.getByRole('button', { name: 'Unfold' }).click();
  await expect(page.locator('details.check[open]')).toHaveCount(14);
  await page.getByRole('button', { name: 'Fold', exact: true }).click();
  await page.emulateMedia({ media: 'print' });
  await page.evaluate('void dispatchEvent(new Event("beforeprint"))');
  await expect(page.locator('#filters')).toBeHidden();
  await expect(page.locator('details.check[open]')).toHaveCount(4);
  await page.evaluate('void dispatchEvent(new Event("afterprint"))');
  await expect(page.locator('details.check[open]')).toHaveCount(0);

  const plain = await browser.newPage({ javaScriptEnabled: false });
  await plain.goto(url);
  await expect(plain.locator('noscript p')).toBeVisible();
  await expect(plain.locator('#filters')).toBeHidden();
  await expect(plain.locator('details.check')).toHaveCount(14);
  await plain.close();
});

test('nothing that the target sent runs, loads or leads anywhere', async ({ page }) => {
  const url = written(hostileReport());
  await page.goto(url);
  await unfold(page, 'details');
  expect(
    await page.evaluate(`({
      harmed: 'harmed' in globalThis,
      elements: document.querySelectorAll('img, iframe, object, embed, svg[onload], style ~ style').length,
      scripts: document.scripts.length,
      links: [...document.links].map(({ protocol }) => protocol).filter((protocol) => protocol !== 'file:'),
    })`),
  ).toEqual({ harmed: false, elements: 0, scripts: 2, links: [] });
  await expect(page.locator('details.check pre').first()).toContainText('<img src=x');
  await expect(page.locator('details.check pre').first()).toContainText('‹U+202E›evil‹U+0000›‹U+001B›');
  await page.getByRole('searchbox').fill(HARM.slice(0, 40));
  await expect(shown(page)).toHaveCount(7);
  expect(complaints).toEqual([]);
  expect(foreign).toEqual([url]);
});

/** Processor time of opening a page, so that a machine that is busy with other tests tells nothing else. */
async function timeToOpen(page: Page, url: string): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto(url);
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
}

test('500 checks and 3,000 exchanges take little longer to open than their bare text', async ({
  browser,
}) => {
  const url = written(largeReport());
  const bare = join(folder, 'bare.html');
  const code = /<(style|script(?! type))[^>]*>[^]*?<\/\1[^>]*>/g;
  writeFileSync(bare, readFileSync(new URL(url), 'utf8').replace(code, ''));
  const opened = [await browser.newPage(), await browser.newPage()] as const;
  const least = await timeToOpen(opened[0], pathToFileURL(bare).href);
  expect(await timeToOpen(opened[1], url)).toBeLessThan(least * 3);
  const [, page] = opened;
  await page.getByRole('searchbox').fill('check-499');
  await expect(shown(page)).toHaveCount(1);
  await shown(page).locator('summary').first().click();
  await expect(shown(page).locator('.exchange')).toHaveCount(6);
  await Promise.all(opened.map((one) => one.close()));
});
