// How calm and how low the page is: the layout shift of a cold load of every view, and how far it reaches below the first screen.
import { SIZES } from '../tools/sizes.mjs';
import { withApp } from './support/app.mjs';

export const title =
  'Layout shift of a cold load (the bar is 0.02), header and page height by view and window, in CSS pixels';

/** `first visit` is the bare page, to which the tour comes by itself. */
const VIEWS = [
  'first visit',
  'timeline',
  'schedule',
  'generate',
  'train',
  'edit',
  'detect',
  'lab',
  'glossary',
];
/** Until badge, network and first pictures have arrived. */
const WATCHED_MS = 6000;

/** Runs in the page from its start: adds up the shifts that no input caused. */
function watchShifts() {
  window.shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
}

/** @returns {Promise<{ rows: object[] }>} */
export async function run() {
  const rows = [];
  await withApp(async (open) => {
    for (const view of VIEWS)
      for (const [width, height] of SIZES) {
        const { page, url } = await open();
        await page.setViewportSize({ width, height });
        await page.addInitScript(watchShifts);
        await page.goto(view === 'first visit' ? url : `${url}?view=${view}`);
        await page.waitForTimeout(WATCHED_MS);
        const figures = await page.evaluate(() => ({
          'shift x 1000': window.shift * 1000,
          header: document.querySelector('header').getBoundingClientRect().height,
          'page height': document.documentElement.scrollHeight,
        }));
        rows.push({ view, window: `${width} x ${height}`, ...figures });
        await page.context().close();
      }
  });
  return { rows };
}
