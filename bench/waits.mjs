// How long a user waits in the page on this machine, on WebAssembly.
// For the figures of an earlier version: the same file in a checkout of that.
import { withApp } from './support/app.mjs';

export const title = 'Seconds that a user waits, in the page on WebAssembly, each in a fresh profile';

const LONG_MS = 900_000;

/** A link, the button that starts the work unless it starts by itself, and what the page says at its end. */
const WAITS = [
  {
    what: '1,000 steps of DDPM, one digit',
    link: 'mode=reverse&sampler=ddpm&steps=1000&seed=5&t=1000',
    done: /^Done(\.| in)/,
  },
  {
    what: '40 digits in 25 steps of DDIM',
    link: 'view=generate&count=40&firstseed=7',
    done: /^Done(\.| in)/,
  },
  {
    what: 'Detect: both sets of digits',
    link: 'view=detect',
    start: 'Compare with digits',
    done: 'All pictures are scored.',
  },
  {
    what: 'the bound on 100 digits, 100 strata',
    link: 'view=lab&lab=bound&testdigits=100&strata=100',
    start: 'Measure',
    done: /evaluations in/,
  },
  {
    what: '6,000 updates of the Plane’s network, with its film',
    link: 'view=plane&plane=learn&law=ring&plane.updates=6000',
    start: 'Train',
    done: /^6,000 updates in/,
  },
];

/** @returns {Promise<{ rows: object[], notes: string[] }>} */
export async function run() {
  return withApp(async (open) => {
    const rows = [];
    for (const { what, link, start, done } of WAITS) {
      const { page, url } = await open();
      await page.goto(`${url}?${link}&backend=wasm`);
      if (start) await page.getByRole('button', { name: start, exact: true }).first().click();
      const began = performance.now();
      await page.getByText(done).first().waitFor({ timeout: LONG_MS });
      rows.push({ what, s: ((performance.now() - began) / 1000).toFixed(2) });
      await page.context().close();
    }
    return { rows, notes: [] };
  });
}
