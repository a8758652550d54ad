const EVERY_MS = 100;
/** How long a view may take to load. */
const MOST_MS = 5000;

/** Scrolls to the element with this id, once it is there: its view may still be loading. */
export function showPart(id: string): void {
  let left = MOST_MS / EVERY_MS;
  const timer = setInterval(() => {
    const part = document.getElementById(id);
    part?.scrollIntoView({ block: 'center' });
    if (part || --left === 0) clearInterval(timer);
  }, EVERY_MS);
}
