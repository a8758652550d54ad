// Dragging the scrubber with a real pointer: does the picture follow in the same frame, and is no task longer than 50 ms?
/* global document, requestAnimationFrame, window */
import { quantile, withApp } from './support/app.mjs';

export const title =
  'Scrubbing from t = 0 to t = 1000 and back (the bars: no late frame, no task over 50 ms)';

/** A hand moves over the whole track and back in this time, and a pointer reports this often. */
const SWEEP_MS = 3000;
const POINTER_MS = 8;

/** What is dragged: links that start nothing by themselves, and how to make the frames that are scrubbed. */
const paths = [
  { path: 'forward, one epsilon', query: '?t=1&backend=wasm' },
  { path: 'forward, chain', query: '?t=1&noise=chain&backend=wasm' },
  {
    path: 'reverse, DDIM 50',
    query: '?mode=reverse&sampler=ddim&steps=50&t=1000&backend=wasm',
    computed: true,
  },
];

/** Starts the measurement in the page: drawn t against the dragged one after every frame, tasks, delays. */
function startProbe() {
  const slider = document.querySelector('input[type=range][aria-label="Timestep t"]');
  const drawnT = () => Number(/t = (\d+)/.exec(slider.getAttribute('aria-valuetext') ?? '')?.[1] ?? NaN);
  const probe = { inputs: 0, frames: 0, late: 0, delays: [], intervals: [], tasks: [], culprits: [] };
  let wanted;
  let waitingSince = 0;
  let previous = 0;
  slider.addEventListener('input', () => (wanted = slider.valueAsNumber), { capture: true });
  slider.addEventListener('input', (event) => {
    probe.inputs += 1;
    waitingSince ||= event.timeStamp;
  });
  const afterPaint = () => {
    const now = performance.now();
    if (waitingSince > 0) {
      probe.frames += 1;
      if (drawnT() === wanted) {
        probe.delays.push(now - waitingSince);
        waitingSince = 0;
      } else probe.late += 1;
    }
  };
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = afterPaint;
  const frame = (now) => {
    if (previous > 0) probe.intervals.push(now - previous);
    previous = now;
    port2.postMessage(null);
    if (window.probe === probe) requestAnimationFrame(frame);
  };
  const tasks = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.entryType === 'longtask') probe.tasks.push(entry.duration);
      else
        for (const { duration, invoker, sourceFunctionName, sourceURL } of entry.scripts)
          if (duration > 25)
            probe.culprits.push(
              `${Math.round(duration)} ms in ${invoker} ${sourceFunctionName} ${sourceURL}`,
            );
    }
  });
  tasks.observe({ type: 'longtask' });
  tasks.observe({ type: 'long-animation-frame' });
  window.probe = probe;
  requestAnimationFrame(frame);
}

/** Ends the measurement and gives it back. */
function endProbe() {
  const { probe } = window;
  window.probe = undefined;
  return probe;
}

/** Drags the thumb over the track and back, in a hand's time whether the page keeps up or not. */
async function drag(page, slider) {
  const box = await slider.boundingBox();
  const y = box.y + box.height / 2;
  const start = Number(await slider.inputValue()) / 1000;
  const inset = 10;
  const x = (share) => box.x + inset + share * (box.width - 2 * inset);
  await page.mouse.move(x(start), y);
  await page.mouse.down();
  const moves = [];
  const began = performance.now();
  for (let elapsed = 0; elapsed < 2 * SWEEP_MS; elapsed = performance.now() - began) {
    const share = 1 - Math.abs(1 - elapsed / SWEEP_MS);
    moves.push(page.mouse.move(x(share), y));
    await new Promise((resolve) => setTimeout(resolve, POINTER_MS));
  }
  await Promise.all(moves);
  await page.mouse.up();
}

/** Figures of one drag. */
async function measure(open, { path, query, computed }, cpu) {
  const { page, cdp, url } = await open();
  await page.goto(url + query);
  const slider = page.getByRole('slider', { name: 'Timestep t' });
  await slider.waitFor();
  if (computed) await page.getByText(/Computed in|From memory/).waitFor({ timeout: 300_000 });
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(1000);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpu });
  await page.evaluate(startProbe);
  await drag(page, slider);
  await page.waitForTimeout(300);
  const probe = await page.evaluate(endProbe);
  await page.context().close();
  const row = {
    path,
    CPU: `${cpu}x slower`,
    inputs: probe.inputs,
    frames: probe.frames,
    'late frames': probe.late,
    'input to paint p50 ms': quantile(probe.delays, 0.5),
    'p95 ms': quantile(probe.delays, 0.95),
    'max ms': Math.max(...probe.delays),
    'frame p95 ms': quantile(probe.intervals, 0.95),
    'tasks > 50 ms': probe.tasks.length,
    'longest ms': Math.max(0, ...probe.tasks),
  };
  return { row, culprits: probe.culprits.map((culprit) => `${path}, ${row.CPU}: ${culprit}`) };
}

/** @returns {Promise<{ rows: object[], notes: string[] }>} */
export async function run() {
  return withApp(async (open) => {
    const results = [];
    for (const path of paths) for (const cpu of [1, 4]) results.push(await measure(open, path, cpu));
    return { rows: results.map(({ row }) => row), notes: results.flatMap(({ culprits }) => culprits) };
  });
}
