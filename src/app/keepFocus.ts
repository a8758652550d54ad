import { focusView } from './focus';

/** How often is looked whether the focus was lost, and how long after the key: another view may first have to load. */
const LOOK_MS = 50;
const LONGEST_MS = 10_000;

const CONTROLS =
  'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), summary, [tabindex="0"]';

const isUsable = (element: Element): boolean =>
  element.isConnected && element.matches(CONTROLS) && element.checkVisibility();

/** Sets the focus on the control beside the one that has gone: in the smallest part around it that is still there and has one. */
function focusBeside(parts: readonly Element[]): void {
  for (const part of parts) {
    const control = part.isConnected && [...part.querySelectorAll<HTMLElement>(CONTROLS)].find(isUsable);
    if (!control) continue;
    control.focus({ preventScroll: true });
    if (document.activeElement === control) return;
  }
  focusView();
}

/** The parts of the page around an element, the smallest first, as far as the header, the view, or whatever stands beside these. */
function partsAround(element: Element): Element[] {
  const parts: Element[] = [];
  for (let part = element.parentElement; part && !part.matches('body, #root'); part = part.parentElement)
    if (!part.matches('main')) parts.push(part);
  return parts;
}

/**
 * Who presses a button by a key stays where they are: if it is removed or disabled by what it does, the focus goes to the control beside it, or
 * to the view. Otherwise the browser would start from the top of the page. Returns a function that stops it.
 */
export function connectFocus(): () => void {
  let pressed: { readonly target: Element; readonly parts: readonly Element[] } | null = null;
  let timer: ReturnType<typeof setInterval> | undefined;

  const stopLooking = (): void => {
    clearInterval(timer);
    pressed = null;
  };
  const look = (): void => {
    const { activeElement, body } = document;
    if (!pressed || activeElement === pressed.target) return;
    const { parts } = pressed;
    stopLooking();
    if (activeElement === body) focusBeside(parts);
  };
  const startLooking = ({ target, detail }: MouseEvent): void => {
    stopLooking();
    // A click that a key made has no count.
    if (detail > 0 || !(target instanceof Element) || document.activeElement !== target) return;
    pressed = { target, parts: partsAround(target) };
    const end = performance.now() + LONGEST_MS;
    timer = setInterval(() => (performance.now() > end ? stopLooking() : look()), LOOK_MS);
  };
  // Before the page's own handlers, while the button is still there. The next key already goes where the focus is to be.
  addEventListener('click', startLooking, { capture: true });
  addEventListener('keydown', look, { capture: true });
  addEventListener('pointerdown', stopLooking, { capture: true });
  return () => {
    stopLooking();
    removeEventListener('click', startLooking, { capture: true });
    removeEventListener('keydown', look, { capture: true });
    removeEventListener('pointerdown', stopLooking, { capture: true });
  };
}
