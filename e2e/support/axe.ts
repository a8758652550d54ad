import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import { expect } from './test';
import type { Page } from 'playwright/test';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe finds wrong with the page as it is now, one text a rule, with the elements it is about.
 * The page's policy forbids a script tag, so axe's source is evaluated through the debugger, which no policy covers.
 */
async function axe(page: Page, choice: RunOptions = {}): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  // Of style sheets, which axe would download and parse, only an experimental rule asks, which does not run.
  const options: RunOptions = { resultTypes: ['violations'], preload: { assets: ['media'] }, ...choice };
  const { result } = await session.send('Runtime.evaluate', { expression: "typeof axe === 'undefined'" });
  const expression = `${result.value ? source : ''};axe.run(document, ${JSON.stringify(options)}).then(JSON.stringify)`;
  const answer = await session.send('Runtime.evaluate', { expression, awaitPromise: true });
  await session.detach();
  if (answer.exceptionDetails) throw new Error(`axe failed: ${JSON.stringify(answer.exceptionDetails)}`);
  const { violations } = JSON.parse(answer.result.value as string) as AxeResults;
  return violations.map(({ id, help, nodes }) => {
    const targets = nodes.map((node) => node.target.join(' '));
    return `${id}: ${help}\n${nodes[0].failureSummary ?? ''}\n  at ${targets.join('\n  at ')}`;
  });
}

/** The themes differ in colours alone, so only these rules are asked again. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** Expects that axe finds nothing in either theme; the page follows the system's. */
export async function expectAccessible(page: Page, state = 'as it is'): Promise<void> {
  for (const [colorScheme, options] of [
    ['light', {}],
    ['dark', { runOnly: COLOUR_RULES }],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
    expect.soft(await axe(page, options), `${state}, ${colorScheme}`).toEqual([]);
  }
}
