import type { Page } from 'playwright/test';
import { expect, test } from './support/test';
import { expectDone, goTo, greys, notices, open, picture } from './support/timeline';

// What can happen to the worker while the network draws a digit.

const RUN = 'mode=reverse&sampler=ddim&steps=1000&seed=7&class=4';
// One after the other, because they compare with the same run.
test.describe.configure({ mode: 'default' });
let undisturbed: Promise<number[]> | undefined;

const ANEW = /The engine starts again; what ran continues or begins again\.$/;

async function step(page: Page): Promise<number> {
  const text = await page.getByText(/^Step \d+ of 1,?000/).innerText({ timeout: 45_000 });
  return Number(/\d+/.exec(text)?.[0]);
}

interface Remembering {
  steps: number[];
}

/** Runs in the page: remembers every step that it says from now on, however briefly. */
function rememberSteps(): void {
  const steps = ((globalThis as unknown as Remembering).steps = [] as number[]);
  new MutationObserver(() => {
    const step = /Step (\d+) of 1,?000/.exec(document.querySelector('main')?.textContent ?? '');
    if (step) steps.push(Number(step[1]));
  }).observe(document, { subtree: true, childList: true, characterData: true });
}

/** Waits until the run has come further than this; it runs as fast as it can meanwhile. */
const expectStep = (page: Page, further: number): Promise<void> =>
  expect.poll(() => step(page), { intervals: [50] }).toBeGreaterThan(further);

/** The end of a run that nothing has disturbed. */
async function runUndisturbed(other: Page): Promise<number[]> {
  await open(other, `${RUN}&t=0`);
  await expectDone(other);
  return greys(picture(other));
}

/** Waits for the end of the run, and for the same of one that nothing has disturbed. */
async function expectSameEnd(page: Page, freshPage: () => Promise<Page>): Promise<void> {
  await expect(page.getByText(/^Done\. Drag/)).toBeVisible({ timeout: 45_000 });
  await goTo(page, 0);
  undisturbed ??= freshPage().then(runUndisturbed);
  expect(await greys(picture(page))).toEqual(await undisturbed);
}

test('the worker is ended: the run goes on from its newest state, to the same pixels', async ({
  page,
  freshPage,
}) => {
  await page.clock.install();
  await open(page, RUN);
  await expectStep(page, 20);
  const worker = page.workers()[0];
  const ended = worker.waitForEvent('close');
  await worker.evaluate(() => self.close());
  await ended;
  await page.clock.runFor(50_000);
  await expect(notices(page)).toHaveText(/^The engine did not answer for \d+ seconds and was stopped\./);
  await expect(notices(page)).toHaveText(ANEW);
  await expectSameEnd(page, freshPage);
});

test('the worker fails three times: the page gives up, and goes on when it is asked to', async ({
  page,
  freshPage,
  problems,
}) => {
  problems.allow(/too much/);
  await open(page, RUN);
  const notice = page.getByText(ANEW);
  for (const time of [1, 2, 3]) {
    await expectStep(page, 40 * time);
    await page.workers()[0].evaluate(
      () =>
        void setTimeout(() => {
          throw new Error('too much');
        }),
    );
    // In the line of the run the old steps give way to where the engine stands.
    await expect(page.getByText(/^Step \d+ of 1,?000/)).toBeHidden();
    if (time < 3)
      await expect(notice).toHaveText(/^The worker stopped: Uncaught Error: too much\. The engine/);
  }
  await expect(page.getByRole('alert').filter({ hasText: /^The worker stopped: / })).toBeVisible();
  await expect(notice).toBeHidden();
  // The slider may be taken to 0; the newest state is shown, and spoken of.
  await goTo(page, 0);
  await expect(page.getByText('At t = 0 there is no noise to see.')).toBeHidden();
  await page.evaluate(rememberSteps);
  await page.getByRole('button', { name: 'Try again', exact: true }).click();
  await expectSameEnd(page, freshPage);
  const steps = await page.evaluate(() => (globalThis as unknown as Remembering).steps);
  expect(Math.min(...steps)).toBeGreaterThan(100);
  expect(steps.length).toBeGreaterThan(0);
});
