// CPU time of the tasks on the main thread of a page; a busy machine prolongs it less than wall time.

/**
 * Runs `work` and gives the CPU time (ms) of each main-thread task meanwhile.
 * @param {import('playwright').Page} page
 * @param {() => Promise<unknown>} work
 * @returns {Promise<number[]>}
 */
export async function mainThreadTasks(page, work) {
  const browser = page.context().browser();
  await browser.startTracing(page, { categories: ['toplevel'] });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const isMain = ({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain';
  const threads = traceEvents
    .filter(isMain)
    .map(({ pid, tid }) =>
      traceEvents
        .filter(
          (event) => event.pid === pid && event.tid === tid && event.name === 'ThreadControllerImpl::RunTask',
        )
        .map((event) => (event.tdur ?? 0) / 1000),
    );
  // Chromium keeps a spare renderer with an idle main thread.
  return threads.reduce((busiest, tasks) => (sum(tasks) > sum(busiest) ? tasks : busiest), []);
}

export const sum = (values) => values.reduce((total, value) => total + value, 0);
