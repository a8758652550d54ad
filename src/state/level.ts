import { chosenField } from './chosenField';
import { LEVELS, type Level } from './link/fieldKinds';

/** Whether a level shows what needs another one at least. */
export const reaches = (level: Level, least: Level): boolean =>
  LEVELS.indexOf(level) >= LEVELS.indexOf(least);

/** How much of the page is shown. */
export const { choose: chooseLevel, connect: connectLevel } = chosenField('level');
