import { LEVELS, type Level } from './link/fieldKinds';
import { correct, isOpenedBare } from './link/url';
import { patchView } from './link/view';

const STORED = 'thousand-steps-level';

function storedLevel(): Level | undefined {
  try {
    return LEVELS.find((level) => level === localStorage.getItem(STORED));
  } catch {
    return undefined; // storage may be refused
  }
}

/** Whether a level shows what needs another one at least. */
export const reaches = (level: Level, least: Level): boolean =>
  LEVELS.indexOf(level) >= LEVELS.indexOf(least);

/** Shows as much of the page as a level says, also at the next visit. */
export function chooseLevel(level: Level): void {
  patchView({ level });
  try {
    localStorage.setItem(STORED, level);
  } catch {
    // Kept for this visit only.
  }
}

/** A bare link opens at the level that was chosen last; every other link at its own. */
export function connectLevel(): () => void {
  const level = storedLevel();
  if (isOpenedBare() && level) correct({ level });
  return () => undefined;
}
