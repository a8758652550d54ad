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
const VIEWS = [
  'view=timeline',
  'view=timeline&mode=reverse',
  'view=schedule&level=all',
  'view=generate&ab=1&level=all',
  'view=train',
  'view=edit',
  'view=edit&edit=inpaint',
  'view=detect',
  'view=lab',
  'view=lab&lab=digits',
  'view=lab&lab=exact',
  'view=lab&lab=bound',
  'view=glossary',
];

/** Opens a view; what it loads later has most likely arrived. */
async function openView(page: Page, link: string): Promise<void> {
  await page.goto(`?${link}&backend=wasm`);
  await expect(page.locator('main h1, main canvas, main h2').first()).toBeAttached();
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('Escape'); // what computes would change the page under the test's hands
}

/** What sticks to the window and takes more than a third of its height, anywhere on the way down the page. */
const largeStickers = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const found = new Set<string>();
    for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight) {
      scrollTo(0, top);
      await new Promise((resolve) => requestAnimationFrame(resolve));
      for (const element of document.querySelectorAll<HTMLElement>('body *')) {
        if (!/sticky|fixed/.test(getComputedStyle(element).position) || !element.checkVisibility()) continue;
        const { height } = element.getBoundingClientRect();
        if (height > innerHeight / 3) found.add(`${element.className}: ${height.toFixed(0)} px`);
      }
    }
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

/** Marks the controls that Tab has to reach, and says how many there are. Of radio buttons it is one a group. */
const markControls = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const controls = [
      ...document.querySelectorAll<HTMLElement>(
        'button, input, select, textarea, a[href], summary, [tabindex]',
      ),
    ].filter(
      (control) =>
        control.tabIndex >= 0 &&
        control.checkVisibility({ visibilityProperty: true }) &&
        !control.matches(':disabled, [type=radio]:not(:checked)'),
    );
    for (const control of controls) control.dataset.tested = 'unreached';
    return controls.length;
  });

/** What is wrong with the element that has the focus: it is outside the window, or something that sticks lies over it. */
const focusProblem = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return undefined;
    element.dataset.tested = 'reached';
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
  });

/** Goes through the page by Tab. @returns what was hidden while it had the focus, and controls that were not reached */
async function tabThrough(page: Page): Promise<string[]> {
  const count = await markControls(page);
  const problems: string[] = [];
  for (let i = 0; i < count + 5; i++) {
    await page.keyboard.press('Tab');
    const problem = await focusProblem(page);
    if (problem) problems.push(problem);
  }
  const unreached = await page
    .locator('[data-tested=unreached]')
    .evaluateAll((elements) => elements.map((element) => `${element.outerHTML.slice(0, 120)}: not reached`));
  return [...problems, ...unreached];
}

for (const link of VIEWS)
  test(`at 200 % the page scrolls and nothing is a trap: ${link}`, async ({ page }) => {
    await page.setViewportSize({ width: ZOOMED[0][0], height: ZOOMED[0][1] });
    await openView(page, link);
    for (const [width, height] of ZOOMED) {
      await page.setViewportSize({ width, height });
      // The header is laid out anew for the width.
      const overflow = (): Promise<number> =>
        page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      await expect.poll(overflow, `no scrolling to the side at ${width}`).toBe(0);
      await page.mouse.move(width / 2, height / 2);
      await page.mouse.wheel(0, 200);
      await expect.poll(() => page.evaluate(() => scrollY), 'the wheel scrolls the page').toBeGreaterThan(0);
      expect(await largeStickers(page), `what sticks at ${width}x${height}`).toEqual([]);
      expect(await scrollTraps(page), `at ${width}x${height}`).toEqual([]);
    }
    for (const [width, height] of [ZOOMED[0], ...WHOLE]) {
      await page.setViewportSize({ width, height });
      expect(await tabThrough(page), `by Tab at ${width}x${height}`).toEqual([]);
    }
  });

test('at 200 % the list of views and the menu can be reached to their ends', async ({ page }) => {
  for (const [width, height] of ZOOMED) {
    await page.setViewportSize({ width, height });
    await page.goto('?view=train');
    for (const name of [/^View: /, 'Menu']) {
      await page.getByRole('button', { name }).click();
      const last = page.locator(':popover-open :is(a, button)').last();
      await last.scrollIntoViewIfNeeded();
      await expect(last).toBeInViewport({ ratio: 1 });
      await page.keyboard.press('Escape');
    }
  }
});
