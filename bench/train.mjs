// A training in the page: its speed, whether the page stays smooth, how soon a pause takes effect, whether memory stays flat.
import { quantile, SOFTWARE_GPU, withApp } from './support/app.mjs';
import { countWorkerMemory } from './support/workerMemory.mjs';

/** BENCH_BACKEND=webgpu trains on the GPU, or on one emulated on the CPU, for which BENCH_BATCH should be smaller. */
const BACKEND = process.env.BENCH_BACKEND ?? 'wasm';
const BATCH = Number(process.env.BENCH_BATCH ?? 128);

export const title = `Training the network tiny in the page, batch ${BATCH}, on ${BACKEND} (the bars: no task over 50 ms, a pause within 200 ms, memory flat)`;

/** How long the training is watched, ms; BENCH_MINUTES=20 watches longer. */
const WATCHED_MS = 60_000 * Number(process.env.BENCH_MINUTES ?? 1);
const PAUSES = 5;
/** Updates before memory is first measured: after the first milestone everything has been allocated once. */
const WARM_UP = 20;

/** Records long tasks from now on, and the scripts of long frames. */
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
  page.getByRole('progressbar', { name: 'Updates done, of all updates' }).getAttribute('value').then(Number);

/** Milliseconds from a click on Pause until the page shows that the training has paused. */
function pause() {
  const named = (name) =>
    [...document.querySelectorAll('button')].find(({ textContent }) => textContent === name);
  return new Promise((resolve) => {
    const started = performance.now();
    const poll = () => {
      if (named('Go on')) resolve(performance.now() - started);
      else setTimeout(poll, 2);
    };
    named('Pause').click();
    poll();
  });
}

/** @returns {Promise<{ rows: object[], notes: string[] }>} */
export async function run() {
  return withApp(
    async (open) => {
      const { page, cdp, url } = await open();
      await page.goto(`${url}?view=train&backend=${BACKEND}&batch=${BATCH}&updates=100000`);
      const workerMemory = await countWorkerMemory(page, cdp);
      await page.getByRole('region', { name: 'The training' }).getByRole('button', { name: 'Train' }).click();
      const until = async (update) => {
        while ((await updatesOf(page)) < update) await page.waitForTimeout(100);
      };
      await until(WARM_UP);
      const heap = async () => {
        await cdp.send('HeapProfiler.collectGarbage');
        return (await cdp.send('Runtime.getHeapUsage')).usedSize / 1e6;
      };
      const memory = async () => ({ 'page heap MB': await heap(), ...(await workerMemory()) });
      const before = await memory();
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
      const after = await memory();
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
      };
      const memoryNotes = Object.keys(before).map(
        (name) => `${name}: ${before[name].toFixed(1)} at first, ${after[name].toFixed(1)} at last`,
      );
      return { rows: [row], notes: [...memoryNotes, ...culprits] };
    },
    BACKEND === 'webgpu' ? SOFTWARE_GPU : [],
  );
}
