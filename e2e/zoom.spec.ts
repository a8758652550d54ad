import { follow, settled } from './support/follow';
import { expect, test } from './support/test';
import type { Page } from 'playwright/test';

// At 200 % zoom a laptop's window is half as wide and high in CSS pixels. Then the page scrolls, and nothing on it is a trap (WCAG 1.4.10, 2.4.11).

const ZOOMED = [
  [683, 320],
  [640, 293],
] as const;
/** Where sliders stick to the window's edge. */
const WHOLE = [
  [390, 844],
  [1366, 641],
] as const;
/** Links of each group are opened in one page. */
const VIEWS = {
  'Timeline, Schedule, Generate': [
    'view=timeline',
    'view=timeline&mode=reverse&t=1000',
    'view=schedule&level=all',
    'view=generate&ab=1&level=all',
  ],
  'Train, Edit, Detect, Glossary': [
    'view=train',
    'view=edit',
    'view=edit&edit=inpaint',
    'view=detect',
    'view=glossary',
  ],
  Lab: [
    'view=lab',
    'view=lab&lab=digits',
    'view=lab&lab=exact',
    'view=lab&lab=bound',
    'view=lab&lab=derivation',
    'view=lab&lab=bugs',
  ],
};

/** Opens a view; what it loads later has most likely arrived. */
async function openView(page: Page, link: string): Promise<void> {
  await follow(page, `${link}&backend=wasm`);
  await expect(page.locator('main h1, main canvas, main h2').first()).toBeAttached();
  await page.keyboard.press('Escape'); // what computes would change the page under the test's hands
  await settled(page);
}

/** What sticks to the window and takes more than a third of its height, anywhere on the way down the page. */
const largeStickers = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const found = new Set<string>();
    let stickers: HTMLElement[] | undefined;
    // Thousands of elements are looked at again only if one has changed.
    const observer = new MutationObserver(() => (stickers = undefined));
    observer.observe(document, { subtree: true, childList: true, attributes: true });
    for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight) {
      scrollTo(0, top);
      await new Promise((resolve) => requestAnimationFrame(resolve));
      stickers ??= [...document.querySelectorAll<HTMLElement>('body *')].filter((element) =>
        /sticky|fixed/.test(getComputedStyle(element).position),
      );
      for (const element of stickers) {
        if (!element.checkVisibility()) continue;
        const { height } = element.getBoundingClientRect();
        if (height > innerHeight / 3) found.add(`${element.className}: ${height.toFixed(0)} px`);
      }
    }
    observer.disconnect();
    scrollTo(0, 0);
    return [...found];
  });

/** Boxes that scroll by themselves, are nearly as high as the window, or do not pass the wheel on at their end. */
const scrollTraps = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('body *')].flatMap((element) => {
      const { overflowY, overscrollBehaviorY, touchAction } = getComputedStyle(element);
      if (!element.checkVisibility()) return [];
      const { width, height } = element.getBoundingClientRect();
      const scrolls = /auto|scroll/.test(overflowY) && element.scrollHeight > element.clientHeight + 1;
      const isHigh = height > innerHeight - 48;
      const keepsWheel = scrolls && overscrollBehaviorY !== 'auto';
      const keepsTouch = /none|pan-x/.test(touchAction) && isHigh && width > innerWidth - 48;
      return (scrolls && isHigh) || keepsWheel || keepsTouch ? [element.className] : [];
    }),
  );

/**
 * Marks the controls that Tab has to reach, and says how many there are. Of radio buttons it is one a group. The header is the same
 * in all views: without it the way by Tab begins at the view.
 */
const markControls = (page: Page, withHeader: boolean): Promise<number> =>
  page.evaluate((isWhole) => {
    const main = document.querySelector('main');
    document.querySelectorAll('[data-tested]').forEach((element) => element.removeAttribute('data-tested'));
    const controls = [
      ...((isWhole ? document : main)?.querySelectorAll<HTMLElement>(
        'button, input, select, textarea, a[href], summary, [tabindex]',
      ) ?? []),
    ].filter(
      (control) =>
        control.tabIndex >= 0 &&
        control.checkVisibility({ visibilityProperty: true }) &&
        !control.matches(':disabled, [type=radio]:not(:checked)'),
    );
    for (const control of controls) control.dataset.tested = 'unreached';
    scrollTo(0, 0);
    const start = isWhole ? document.body : main;
    start?.setAttribute('tabindex', '-1');
    start?.focus({ preventScroll: true });
    return controls.length;
  }, withHeader);

/** Runs in the page: what is wrong with the element that has the focus. It is outside the window, or something that sticks lies over it. */
function focusProblem(): string | undefined {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) return undefined;
  if (element.dataset.tested) element.dataset.tested = 'reached';
  const shown = element.closest('label') ?? element;
  const { left, right, top, bottom } = shown.getBoundingClientRect();
  const name = `${element.tagName} ${element.getAttribute('aria-label') ?? element.innerText}`.slice(0, 60);
  if (bottom <= 0 || top >= innerHeight || right <= 0 || left >= innerWidth) return `${name}: outside`;
  const middle = (from: number, to: number, end: number) => (Math.max(0, from) + Math.min(end, to)) / 2;
  const hit = document.elementFromPoint(middle(left, right, innerWidth), middle(top, bottom, innerHeight));
  for (let over = hit; over; over = over.parentElement)
    if (/sticky|fixed/.test(getComputedStyle(over).position))
      return over.contains(element) ? undefined : `${name}: under ${over.className}`;
  return undefined;
}

const unreached = (page: Page): Promise<string[]> =>
  page
    .locator('[data-tested=unreached]')
    .evaluateAll((elements) => elements.map((element) => `${element.outerHTML.slice(0, 120)}: not reached`));

/** Goes through the page by Tab. @returns what was hidden while it had the focus, and controls that were not reached */
async function tabThrough(page: Page, withHeader: boolean): Promise<string[]> {
  const count = await markControls(page, withHeader);
  // The page looks when the key comes up, when it has scrolled.
  const problems = await page.evaluateHandle<string[]>(`(() => {
    const problems = [];
    globalThis.look = () => problems.push((${focusProblem.toString()})() ?? []);
    addEventListener('keyup', globalThis.look, true);
    return problems;
  })()`);
  for (let i = 0; i < count + 5; i++) await page.keyboard.press('Tab');
  await page.evaluate("removeEventListener('keyup', globalThis.look, true)");
  return [...(await problems.jsonValue()).flat(), ...(await unreached(page))];
}

/** The same without keys: each control gets the focus at once, which scrolls as Tab does. */
async function focusEach(page: Page, withHeader: boolean): Promise<string[]> {
  await markControls(page, withHeader);
  const problems = await page.evaluate<string[]>(`
    [...document.querySelectorAll('[data-tested]')].flatMap((control) => {
      control.focus();
      return (${focusProblem.toString()})() ?? [];
    })
  `);
  return [...problems, ...(await unreached(page))];
}

for (const [name, links] of Object.entries(VIEWS))
  test(`at 200 % the page scrolls and nothing is a trap: ${name}`, async ({ page }) => {
    test.setTimeout(150_000);
    await page.goto('?view=glossary&backend=wasm');
    for (const [i, link] of links.entries()) {
      await page.setViewportSize({ width: ZOOMED[0][0], height: ZOOMED[0][1] });
      await openView(page, link);
      for (const [width, height] of ZOOMED) {
        const where = `${link} at ${width}x${height}`;
        await page.setViewportSize({ width, height });
        // The header is laid out anew for the width.
        const overflow = (): Promise<number> =>
          page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        await expect.poll(overflow, `no scrolling to the side: ${where}`).toBe(0);
        await page.mouse.move(width / 2, height / 2);
        await page.mouse.wheel(0, 200);
        const scrolled = (): Promise<number> => page.evaluate(() => scrollY);
        await expect.poll(scrolled, `the wheel scrolls the page: ${where}`).toBeGreaterThan(0);
        expect.soft(await largeStickers(page), `what sticks: ${where}`).toEqual([]);
        expect.soft(await scrollTraps(page), where).toEqual([]);
      }
      for (const [width, height] of [ZOOMED[0], ...WHOLE]) {
        await page.setViewportSize({ width, height });
        const problems = await (width === ZOOMED[0][0] ? tabThrough : focusEach)(page, i === 0);
        expect.soft(problems, `by Tab: ${link} at ${width}x${height}`).toEqual([]);
      }
    }
  });

test('at 200 % the list of views and the menu can be reached to their ends', async ({ page }) => {
  await page.goto('?view=train');
  for (const [width, height] of ZOOMED) {
    await page.setViewportSize({ width, height });
    for (const name of [/^View: /, 'Menu']) {
      await page.getByRole('button', { name }).click();
      const last = page.locator(':popover-open :is(a, button)').last();
      await last.scrollIntoViewIfNeeded();
      await expect(last).toBeInViewport({ ratio: 1 });
      await page.keyboard.press('Escape');
    }
  }
});
