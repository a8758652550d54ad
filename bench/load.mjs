// A cold load, from navigation to a dissolving digit and a network that is ready, with CPU and network throttling.
import { quantile, SOFTWARE_GPU, withApp } from './support/app.mjs';

export const title =
  'Cold load in a fresh profile (median of 5 loads; the bar is a dissolving digit within 3000 ms)';

const LOADS = 5;
const MBIT = 1e6 / 8;
const conditions = [
  { cpu: 1, network: 'local' },
  { cpu: 4, network: 'local' },
  { cpu: 1, network: '10 Mbit/s, 40 ms', throughput: 10 * MBIT, latency: 40 },
  { cpu: 4, network: '1.6 Mbit/s, 150 ms', throughput: 1.6 * MBIT, latency: 150 },
  { cpu: 1, network: 'local', query: '?backend=webgpu' },
  { cpu: 1, network: '5 Mbit/s, 40 ms', throughput: 5 * MBIT, latency: 40, query: '?backend=webgpu' },
];

/** Runs in the page from its start: records when frames were painted, by a task queued in their last callback. */
function watchFrames() {
  const whenPainted = (record) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => record(performance.now());
      port2.postMessage(null);
    });
  window.load = { firstFrame: 0, dissolving: 0, ready: 0 };
  new PerformanceObserver((list) => {
    if (list.getEntriesByName('first-frame').length > 0)
      whenPainted((now) => (window.load.firstFrame ||= now));
  }).observe({ type: 'mark' });
  const watchSlider = () => {
    const text = document.querySelector('[role=slider], input[type=range]')?.getAttribute('aria-valuetext');
    if (/t = [1-9]/.test(text ?? '')) whenPainted((now) => (window.load.dissolving ||= now));
    else requestAnimationFrame(watchSlider);
  };
  requestAnimationFrame(watchSlider);
  const watchBadge = () => {
    if (document.querySelector('button[data-kind=ready]')) window.load.ready = performance.now();
    else requestAnimationFrame(watchBadge);
  };
  requestAnimationFrame(watchBadge);
}

/** Figures of one load: milliseconds since navigation, and kB over the wire until the digit dissolves. */
async function load(open, { cpu, throughput, latency = 0, query = '' }) {
  const { page, cdp, url } = await open();
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpu });
  if (throughput) {
    const speed = { downloadThroughput: throughput, uploadThroughput: throughput };
    await cdp.send('Network.enable');
    await cdp.send('Network.emulateNetworkConditions', { offline: false, latency, ...speed });
  }
  await page.addInitScript(watchFrames);
  await page.goto(url + query, { waitUntil: 'commit' });
  await page.waitForFunction(() => Object.values(window.load).every((ms) => ms > 0), null, {
    timeout: 120_000,
  });
  const figures = await page.evaluate(() => {
    const { firstFrame, dissolving, ready } = window.load;
    const loaded = performance
      .getEntriesByType('resource')
      .filter((entry) => entry.responseEnd <= dissolving);
    const kilobytes = (entries) => entries.reduce((sum, entry) => sum + entry.encodedBodySize, 0) / 1000;
    const paint = performance.getEntriesByName('first-contentful-paint')[0];
    return {
      'first paint ms': paint?.startTime ?? NaN,
      'first x_t ms': firstFrame,
      'dissolving ms': dissolving,
      'network ready ms': ready,
      'JS kB': kilobytes(loaded.filter((entry) => new URL(entry.name).pathname.endsWith('.js'))),
      'all kB': kilobytes(loaded),
    };
  });
  await page.context().close();
  return figures;
}

/** @returns {Promise<{ rows: object[] }>} */
export async function run() {
  return withApp(async (open) => {
    const rows = [];
    for (const condition of conditions) {
      const loads = [];
      for (let i = 0; i < LOADS; i++) loads.push(await load(open, condition));
      const medians = Object.keys(loads[0]).map((key) => [
        key,
        quantile(
          loads.map((each) => each[key]),
          0.5,
        ),
      ]);
      rows.push({
        CPU: `${condition.cpu}x slower`,
        network: condition.network,
        backend: condition.query ? 'WebGPU in software' : 'the best here',
        ...Object.fromEntries(medians),
      });
    }
    return { rows };
  }, SOFTWARE_GPU);
}
