import { expect, it } from 'vitest';
import { isReporterName, reporters } from './index.ts';
import { renderJson } from './json.ts';
import { RENEW, sampleReport } from './sample.test-helper.ts';

it('finds a format by its name', () => {
  expect(isReporterName('junit')).toBe(true);
  expect(isReporterName('toString')).toBe(false);
  expect(Object.keys(reporters)).toEqual(expect.arrayContaining(['json', 'junit', 'sarif', 'terminal']));
});

it('renders each format', () => {
  for (const { extension, render } of Object.values(reporters)) {
    expect(extension).toMatch(/^[a-z-]+(\.[a-z]+)?$/);
    expect(render(sampleReport())).toMatch(/\n$/);
  }
});

it('keeps the golden report', async () => {
  await expect(renderJson(sampleReport()), RENEW).toMatchFileSnapshot('../test/golden/report.json');
});
