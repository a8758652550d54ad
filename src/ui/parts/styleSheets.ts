/** Style sheets of parts of the program that did not arrive. Vite asks for each only once, and then takes it for loaded. */
const lost = new Map<string, Promise<void> | null>();

addEventListener(
  'error',
  ({ target }) => {
    if (!(target instanceof HTMLLinkElement) || target.rel !== 'stylesheet') return;
    lost.set(target.href, null);
    target.remove();
  },
  { capture: true },
);

function fetchAgain(href: string): Promise<void> {
  const arrived = new Promise<void>((resolve, reject) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.crossOrigin = '';
    link.href = href;
    link.addEventListener('load', () => {
      lost.delete(href);
      resolve();
    });
    link.addEventListener('error', () => reject(new Error(`Unable to preload CSS for ${href}`)));
    document.head.append(link);
  });
  lost.set(href, arrived);
  arrived.catch(() => lost.set(href, null));
  return arrived;
}

/** Asks again for all style sheets that were lost. Rejects if one does not arrive. */
export async function fetchLostSheets(): Promise<void> {
  await Promise.all([...lost].map(([href, underWay]) => underWay ?? fetchAgain(href)));
}
