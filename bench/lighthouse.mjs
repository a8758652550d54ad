// Lighthouse of every view, as a visitor with a desktop computer and one with a phone of middling speed load it for the first time.
import { createServer } from 'node:net';
import { withApp } from './support/app.mjs';
import { ensurePeers } from './support/peers.mjs';

export const title =
  'Lighthouse, one cold load a row (the bars: performance 95 on a desktop, 80 on a phone; 100 in the others)';

const VIEWS = ['timeline', 'schedule', 'generate', 'train', 'edit', 'detect', 'lab', 'glossary'];
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];

/** A port that is free. */
const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** What a report says falls short: audits that count in a category and do not reach 1. */
function shortfalls({ categories, audits }) {
  return CATEGORIES.slice(1).flatMap((category) =>
    categories[category].auditRefs
      .filter(({ id, weight }) => weight > 0 && (audits[id].score ?? 1) < 1)
      .map(({ id }) => id),
  );
}

/** @returns {Promise<{ rows: object[], notes: string[] }>} */
export async function run() {
  ensurePeers('lighthouse');
  const { default: lighthouse, desktopConfig } = await import('lighthouse');
  const rows = [];
  const notes = [];
  const port = await freePort();
  const measure = async (open) => {
    const { page, url } = await open();
    await page.close();
    for (const [preset, config] of [
      ['desktop', desktopConfig],
      ['mobile', undefined],
    ])
      for (const view of VIEWS) {
        const flags = { port, logLevel: 'error', onlyCategories: CATEGORIES };
        const { lhr } = await lighthouse(`${url}?view=${view}`, flags, config);
        if (lhr.runtimeError) throw new Error(`${view}, ${preset}: ${lhr.runtimeError.message}`);
        const score = (category) => Math.round(100 * lhr.categories[category].score);
        const value = (audit) => lhr.audits[audit].numericValue;
        rows.push({
          view,
          preset,
          ...Object.fromEntries(CATEGORIES.map((category) => [category, score(category)])),
          'LCP ms': Math.round(value('largest-contentful-paint')),
          'TBT ms': Math.round(value('total-blocking-time')),
          'CLS x 1000': 1000 * value('cumulative-layout-shift'),
        });
        const names = shortfalls(lhr);
        if (names.length > 0) notes.push(`${view}, ${preset}: ${names.join(', ')}`);
      }
  };
  await withApp(measure, [`--remote-debugging-port=${port}`]);
  return { rows, notes };
}
