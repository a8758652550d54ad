import { expect, test } from './support/test';
import { open } from './support/timeline';
import type { Page } from 'playwright/test';

// Files of the program that do not arrive, and what a worker may reach.

const LOSS = /ERR_FAILED|404|Failed to fetch dynamically|Unable to preload|Failed to load/;

/** Loses the files whose address matches. @returns a function that lets them through again */
async function lose(page: Page, files: RegExp): Promise<() => Promise<void>> {
  await page.route(files, (route) => route.abort());
  return () => page.unroute(files);
}

const lost = (page: Page) => page.getByRole('alert').filter({ hasText: 'network connection' });
const tryAgain = (page: Page) => page.getByRole('button', { name: 'Try again' });
const experiment = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Experiments' }).getByRole('button', { name, exact: true });

test('parts of the Lab that are lost: others stay, and each comes by button, by coming back, with the network', async ({
  page,
  problems,
}) => {
  problems.allow(LOSS);
  const sheet = await lose(page, /assets\/Digits-.*\.css/);
  const charts = await lose(page, /assets\/Charts-.*\.js/);
  const exact = await lose(page, /assets\/Exact-.*\.js/);
  await page.goto('?view=lab&lab=digits&backend=wasm');
  await expect(lost(page)).toBeVisible();

  // By the button. Its style sheet comes before it is shown.
  await tryAgain(page).click();
  await expect(page.getByRole('button', { name: 'Reload the page' })).toBeVisible();
  await sheet();
  await tryAgain(page).click();
  await expect(lost(page)).toBeHidden();
  await expect(page.getByRole('main')).toBeFocused();
  const sheets = page.locator('link[rel=stylesheet][href*="/Digits-"]');
  const areHere = await sheets.evaluateAll((all) =>
    all.map((each) => (each as HTMLLinkElement).sheet !== null),
  );
  expect(areHere).toEqual([true]);

  // The charts of the bound alone are missing; they come with the network.
  await experiment(page, 'Likelihood bound').click();
  await expect(lost(page)).toHaveCount(2);
  await expect(page.getByRole('main').getByRole('slider').first()).toBeVisible();
  await charts();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect(lost(page)).toHaveCount(0);

  // By leaving and coming back.
  await experiment(page, 'Exact denoiser').click();
  await expect(lost(page)).toBeVisible();
  await exact();
  await experiment(page, 'Reverse rules').click();
  await expect(lost(page)).toBeHidden();
  await experiment(page, 'Exact denoiser').click();
  await expect(page.getByRole('main').getByRole('slider').first()).toBeVisible();
  await expect(lost(page)).toBeHidden();
});

for (const [what, files] of [
  ['program', /assets\/katex-.*\.js/],
  ['style sheet', /assets\/katex-.*\.css/],
] as const)
  test(`KaTeX’s ${what} is lost: the source of each formula stands in its box, until it comes`, async ({
    page,
    problems,
  }) => {
    problems.allow(LOSS);
    await page.setViewportSize({ width: 1024, height: 768 });
    const restore = await lose(page, files);
    await open(page, 't=300&level=all');
    const source = page.locator('[data-source]', { hasText: String.raw`\bar\alpha` }).first();
    await expect(source).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
    const wide = await page
      .locator('[data-source]')
      .evaluateAll((all) => all.filter((each) => each.getBoundingClientRect().right > innerWidth).length);
    expect(wide).toBe(0);
    await restore();
    await expect(page.locator('.katex').first()).toBeVisible({ timeout: 20_000 });
    await expect(page.locator('[data-source]')).toHaveCount(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
  });

test('a reader of pictures that is lost does not blame the picture', async ({ page, problems }) => {
  problems.allow(LOSS);
  const restore = await lose(page, /assets\/upload-.*\.js/);
  await open(page, 't=300');
  const picture = { name: 'digit.png', mimeType: 'image/png', buffer: await page.screenshot() };
  const input = page.getByLabel('Picture file').first();
  await input.setInputFiles(picture);
  await expect(page.getByText(/could not be loaded\. Check the network connection/)).toBeVisible();
  await restore();
  await input.setInputFiles(picture);
  await expect(page.getByText('your picture').first()).toBeVisible();
});

test('a worker reaches its own origin alone; with the headers it runs no scripts from elsewhere either', async ({
  page,
  problems,
}) => {
  problems.allow(/Content Security Policy/);
  const ask = async (code: string): Promise<string> => {
    await expect.poll(() => page.workers().length).toBeGreaterThan(0);
    return page.workers()[0].evaluate<string>(`${code}.then(() => 'done', String)`);
  };
  await page.goto('?t=300&backend=wasm');
  for (const way of [
    "fetch('https://example.com/?weights')",
    "new Promise(() => new XMLHttpRequest().open('GET', 'https://example.com/'))",
    "new Promise(() => new Worker('data:text/javascript,fetch(1)'))",
  ])
    expect(await ask(way)).toContain('is not of this page');
  expect(await ask("new Promise(() => new WebSocket('wss://example.com/'))")).toContain('not a constructor');
  expect(await ask('fetch(location.href)')).toBe('done');

  // Whoever gets around the guard meets the policy, which a header brings into the worker.
  await page.goto('/isolated/thousand-steps/?t=300&backend=wasm');
  expect(await ask("import('data:text/javascript,export default 1')")).toContain('Failed to fetch');
});
