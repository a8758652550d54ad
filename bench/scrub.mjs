// Dragging the scrubber with a real pointer: does the picture follow in the same frame, without tasks of more than 50 ms?
import { quantile, withApp } from './support/app.mjs';
import { mainThreadTasks, sum } from './support/tasks.mjs';

export const title =
  'Scrubbing from t = 0 to t = 1000 and back (the bars: no late frame, no task over 50 ms)';

/** Duration of a sweep over the whole track, and time between two pointer events. */
const SWEEP_MS = 3000;
const POINTER_MS = 8;

/** What is dragged: a bare slider, which shows the limit of the machine, then links that start nothing by themselves. */
const paths = [
  { path: 'a bare slider' },
  { path: 'forward, one epsilon', query: '?t=1&backend=wasm' },
  { path: 'forward, chain', query: '?t=1&noise=chain&backend=wasm' },
  {
    path: 'reverse, DDIM 50',
    query: '?mode=reverse&sampler=ddim&steps=50&t=1000&backend=wasm',
    computed: true,
  },
];

const bareSlider = `
  <input type="range" aria-label="Timestep t" min="0" max="1000" value="1" style="width: 800px">
  <script>
    const slider = document.querySelector('input');
    const draw = () => slider.setAttribute('aria-valuetext', 't = ' + slider.value);
    slider.addEventListener('input', () => requestAnimationFrame(draw));
  </script>`;

/** Starts the measurement in the page: the drawn t against the dragged one after every frame, tasks, delays. */
function startProbe() {
  const slider = document.querySelector('input[type=range][aria-label="Timestep t"]');
  const drawnT = () => Number(/t = (\d+)/.exec(slider.getAttribute('aria-valuetext') ?? '')?.[1] ?? NaN);
  const probe = { inputs: 0, frames: 0, late: 0, delays: [], intervals: [], tasks: [], culprits: [] };
  let draggedT = NaN; // t of the last input event
  let since = 0; // time of the oldest input event that no frame has answered
  let expected = []; // what the frames being drawn have to show
  let previous = 0;
  slider.addEventListener(
    'input',
    (event) => {
      probe.inputs += 1;
      draggedT = slider.valueAsNumber;
      since ||= event.timeStamp;
    },
    { capture: true },
  );
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    const now = performance.now();
    for (const answer of expected) {
      probe.frames += 1;
      if (answer.draggedT === drawnT()) probe.delays.push(now - answer.since);
      else probe.late += 1;
    }
    expected = [];
  };
  const frame = (now) => {
    if (previous > 0) probe.intervals.push(now - previous);
    previous = now;
    if (since > 0) expected = [{ draggedT, since }];
    since = 0;
    port2.postMessage(null);
    if (window.probe === probe) requestAnimationFrame(frame);
  };
  const tasks = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.entryType === 'longtask') probe.tasks.push(entry.duration);
      else
        for (const { duration, invoker, sourceFunctionName } of entry.scripts)
          if (duration > 25) probe.culprits.push({ duration, name: `${invoker} ${sourceFunctionName}` });
    }
  });
  tasks.observe({ type: 'longtask' });
  tasks.observe({ type: 'long-animation-frame' });
  window.probe = probe;
  requestAnimationFrame(frame);
}

/** Ends the measurement and returns it. */
function endProbe() {
  const { probe } = window;
  window.probe = undefined;
  return probe;
}

/** Drags the thumb over the track and back in a fixed time, whether the page keeps up or not. */
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
  if (query) await page.goto(url + query);
  else await page.setContent(bareSlider);
  const slider = page.getByRole('slider', { name: 'Timestep t' });
  await slider.waitFor();
  if (computed) await page.getByText(/Computed in|From memory/).waitFor({ timeout: 300_000 });
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(1000);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpu });
  await page.evaluate(startProbe);
  const cpuTimes = await mainThreadTasks(page, async () => {
    await drag(page, slider);
    await page.waitForTimeout(300);
  });
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
    // Throttling adds to the CPU time of the thread, so these are meaningful only without it.
    ...(cpu === 1 && {
      'longest CPU ms': Math.max(...cpuTimes),
      'CPU ms a frame': sum(cpuTimes) / probe.frames,
    }),
  };
  return { row, note: describe(`${path}, ${row.CPU}`, probe.culprits) };
}

/** One line on the scripts that took over 25 ms in long frames, the worst first. */
function describe(where, culprits) {
  const names = [...new Set(culprits.map(({ name }) => name))];
  const worst = names.map((name) => {
    const durations = culprits.filter((culprit) => culprit.name === name).map(({ duration }) => duration);
    return { name, count: durations.length, longest: Math.max(...durations) };
  });
  const texts = worst
    .sort((a, b) => b.longest - a.longest)
    .map(({ name, count, longest }) => `${name} ${count} x <= ${longest} ms`);
  return texts.length > 0 ? `${where}: ${texts.slice(0, 5).join('; ')}` : undefined;
}

/** @returns {Promise<{ rows: object[], notes: string[] }>} */
export async function run() {
  return withApp(async (open) => {
    const results = [];
    for (const path of paths) for (const cpu of [1, 4]) results.push(await measure(open, path, cpu));
    return { rows: results.map(({ row }) => row), notes: results.flatMap(({ note }) => note ?? []) };
  });
}
