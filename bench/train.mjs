// A training in the page: its rate, whether the page stays smooth beside it, how soon a pause acts, whether memory stays flat.
/* global document, window */
import { quantile, withApp } from './support/app.mjs';

export const title =
  'Training the network tiny in the page, batch 128, on WebAssembly (the bars: no task over 50 ms, a pause within 200 ms)';

/** One training is watched for so long, ms; BENCH_MINUTES=20 watches longer. */
const WATCHED_MS = 60_000 * Number(process.env.BENCH_MINUTES ?? 1);
const PAUSES = 5;

/** Notes long tasks from now on, and the scripts in frames that took long. */
function startProbe() {
  window.tasks = [];
  window.culprits = [];
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if (entry.entryType === 'longtask') window.tasks.push(entry.duration);
      else
        for (const { duration, invoker, sourceFunctionName } of entry.scripts)
          if (duration > 25)
            window.culprits.push(`${invoker} ${sourceFunctionName} ${Math.round(duration)} ms`);
  });
  observer.observe({ type: 'longtask' });
  observer.observe({ type: 'long-animation-frame' });
}

const updatesOf = (page) =>
  page.getByRole('progressbar', { name: 'Updates done of those to do' }).getAttribute('value').then(Number);

/** Milliseconds from a click on Pause until the page says that it stands still. */
function pause() {
  const named = (name) =>
    [...document.querySelectorAll('button')].find(({ textContent }) => textContent === name);
  return new Promise((resolve) => {
    const started = performance.now();
    const look = () => {
      if (named('Go on')) resolve(performance.now() - started);
      else setTimeout(look, 2);
    };
    named('Pause').click();
    look();
  });
}

/** @returns {Promise<{ rows: object[], notes: string[] }>} */
export async function run() {
  return withApp(async (open) => {
    const { page, cdp, url } = await open();
    await page.goto(`${url}?view=train&backend=wasm&updates=100000`);
    await page.getByRole('region', { name: 'The training' }).getByRole('button', { name: 'Train' }).click();
    const until = async (update) => {
      while ((await updatesOf(page)) < update) await page.waitForTimeout(100);
    };
    await until(20);
    const heap = async () => {
      await cdp.send('HeapProfiler.collectGarbage');
      return (await cdp.send('Runtime.getHeapUsage')).usedSize / 1e6;
    };
    const heapBefore = await heap();
    await page.evaluate(startProbe);
    const first = await updatesOf(page);
    const began = performance.now();
    await page.waitForTimeout(WATCHED_MS);
    const updates = (await updatesOf(page)) - first;
    const seconds = (performance.now() - began) / 1000;
    const { tasks, culprits } = await page.evaluate(() => ({
      tasks: window.tasks,
      culprits: window.culprits,
    }));
    const heapAfter = await heap();
    const pauses = [];
    for (let i = 0; i < PAUSES; i++) {
      pauses.push(await page.evaluate(pause));
      await page.getByRole('button', { name: 'Go on' }).click();
      await until((await updatesOf(page)) + 3);
    }
    const row = {
      'watched s': seconds,
      updates,
      'updates/s': updates / seconds,
      'tasks > 50 ms': tasks.length,
      'longest ms': Math.max(0, ...tasks),
      'pause p50 ms': quantile(pauses, 0.5),
      'pause max ms': Math.max(...pauses),
      'heap before MB': heapBefore,
      'heap after MB': heapAfter,
    };
    return { rows: [row], notes: culprits };
  });
}
