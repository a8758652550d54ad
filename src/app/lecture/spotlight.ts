import { patchView, view } from '../../state/link/view';
import { listen } from '../../state/listen';
import { isReaderHere, LECTURE_BAR } from '../focus';

/** What has a name on a page: a label of its own, or a heading. */
const LABELLED = 'main [aria-label]';
const HEADINGS = 'main :is(h2, h3)';
/** What stands around a heading. */
const BOXES = 'figure, section, fieldset, aside';
/** Whoever does one of these looks elsewhere. */
const LEAVING = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;
/** How often is looked whether a panel has come or gone, at most. */
const LOOK_MS = 200;

const all = (selector: string): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(selector)];
const textOf = (heading: Element): string => heading.textContent.trim();

/** What a title names: by its label, or by its heading, in which formulas and badges may stand beside it. */
function findNamed(title: string, isShown: (element: Element) => boolean): HTMLElement | undefined {
  const labelled = all(LABELLED).find((each) => each.ariaLabel === title && isShown(each));
  if (labelled) return (labelled.role === 'img' && labelled.closest('figure')) || labelled;
  const headings = all(HEADINGS).filter(isShown);
  const heading =
    headings.find((each) => textOf(each) === title) ??
    headings.find((each) => textOf(each).startsWith(title)) ??
    headings.find((each) => textOf(each).includes(title));
  return heading?.closest<HTMLElement>(BOXES) ?? heading?.parentElement ?? undefined;
}

/** The panel of a title; undefined while it is not on the screen. */
const findPanel = (title: string): HTMLElement | undefined =>
  findNamed(title, (element) => element.checkVisibility());

/** In presenter mode one scene is shown at a time: that of the panel. */
function showScene(title: string): void {
  if (!view.getState().present) return;
  const scene = findNamed(title, () => true)?.closest<HTMLElement>('[data-scene][hidden]');
  if (scene) patchView({ scene: Number(scene.dataset.scene) });
}

/** Whether the words stay where they are while the page is scrolled: on a phone they would leave with it before they are read. */
function doWordsStay(): boolean {
  const bar = document.getElementById(LECTURE_BAR);
  return bar !== null && getComputedStyle(bar).position === 'sticky';
}

/**
 * Marks the panels of these titles for as long as they are on the screen. Where the words stay, the first one is kept in sight while it
 * fills, until the reader does something. The focus stays.
 * @returns how to stop it
 */
export function spotlight(titles: readonly string[]): () => void {
  let marked: readonly HTMLElement[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isNew = true;
  let isFollowed = true;
  const unmark = (element: HTMLElement): void => element.removeAttribute('data-spot');
  const look = (): void => {
    timer = undefined;
    if (isNew && titles.length > 0) showScene(titles[0]);
    const found = titles.flatMap((title) => findPanel(title) ?? []);
    marked.filter((element) => !found.includes(element)).forEach(unmark);
    found.forEach((element) => element.toggleAttribute('data-spot', true));
    marked = found;
    if (found.length === 0) return;
    isNew = false;
    if (isFollowed && isReaderHere() && doWordsStay()) found[0].scrollIntoView({ block: 'nearest' });
  };
  const lookSoon = (): void => void (timer ??= setTimeout(look, LOOK_MS));
  const observer = new MutationObserver(lookSoon);
  observer.observe(document.body, { subtree: true, childList: true });
  const leave = (): void => {
    isFollowed = false;
  };
  const stops = LEAVING.map((event) => listen(event, leave));
  look();
  return () => {
    stops.forEach((stop) => stop());
    observer.disconnect();
    clearTimeout(timer);
    marked.forEach(unmark);
  };
}
