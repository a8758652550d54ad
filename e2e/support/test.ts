import { test as base, expect, type BrowserContext, type ConsoleMessage, type Page } from 'playwright/test';

/** What went wrong in the browser during a test. Anything that the test did not allow fails it. */
export interface Problems {
  readonly found: readonly string[];
  /** Lets problems whose text matches pass, in a test that provokes them on purpose. */
  allow(pattern: RegExp): void;
}

interface Fixtures {
  problems: Problems;
  /** Opens a page in a fresh profile: no storage, no cache, no history shared with the test's own page. */
  freshPage: () => Promise<Page>;
}

type Report = (problem: string) => void;

/** Chromium says every violation in the console too, but not always with its directive and target. */
function sayViolations() {
  document.addEventListener('securitypolicyviolation', (event) => {
    console.error(`Content-Security-Policy: ${event.effectiveDirective} refused ${event.blockedURI}`);
  });
}

/** The tour comes at the first visit; the tests are of people who know the page, unless they say otherwise. */
function skipTour() {
  try {
    localStorage['thousand-steps-tour'] ??= 'shown';
  } catch {
    // A page without storage shows no tour.
  }
}

function place(message: ConsoleMessage): string {
  const { url, lineNumber } = message.location();
  return url ? ` (${url}:${lineNumber})` : '';
}

/** Reports every console error, uncaught error, crash, failed request and request that leaves origin. */
async function watch(context: BrowserContext, origin: string, report: Report): Promise<void> {
  context.on('console', (message) => {
    if (message.type() === 'error') report(`console error: ${message.text()}${place(message)}`);
  });
  context.on('weberror', (event) =>
    report(`uncaught error: ${event.error().stack ?? event.error().message}`),
  );
  context.on('page', (page) => page.on('crash', () => report('the page crashed')));
  context.on('request', (request) => {
    const url = request.url();
    const local = url.startsWith('data:') || url.startsWith('blob:') || new URL(url).origin === origin;
    if (!local) report(`request leaves the origin: ${url}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 400) report(`failed request: ${response.status()} ${response.url()}`);
  });
  context.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? 'unknown';
    // A navigation, or the app itself, may give up a download.
    if (reason !== 'net::ERR_ABORTED') report(`failed request: ${reason} ${request.url()}`);
  });
  await context.addInitScript(sayViolations);
  await context.addInitScript(skipTour);
}

/** A story's test: a page of the built app on a plain static host, and no problem goes unnoticed. */
export const test = base.extend<Fixtures & { found: string[]; origin: string }>({
  found: async ({}, use) => use([]), // eslint-disable-line no-empty-pattern -- Playwright wants the pattern
  origin: async ({ baseURL }, use) => {
    if (!baseURL) throw new Error('The static server did not say its address.');
    await use(new URL(baseURL).origin);
  },
  problems: [
    async ({ context, found, origin }, use) => {
      const allowed: RegExp[] = [];
      await watch(context, origin, (problem) => found.push(problem));
      await use({ found, allow: (pattern) => allowed.push(pattern) });
      const unexpected = found.filter((problem) => !allowed.some((pattern) => pattern.test(problem)));
      expect(unexpected, 'problems in the browser').toEqual([]);
    },
    { auto: true },
  ],
  freshPage: async ({ browser, found, origin }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext();
      contexts.push(context);
      await watch(context, origin, (problem) => found.push(problem));
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

export { expect };
