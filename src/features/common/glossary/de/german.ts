import { translate, type Phrase } from '../translate';
import { DIFFUSION } from './diffusion';
import { DRAWING } from './drawing';
import { MEASURING } from './measuring';

/** What a source says besides names, years and numbers. */
const IN_SOURCES: readonly Phrase[] = [
  [/\bThis page\b/g, 'Diese Seite'],
  [/\bequations\b/g, 'Gleichungen'],
  [/\bequation\b/g, 'Gleichung'],
  [/\bsections\b/g, 'Abschnitte'],
  [/\bsection\b/g, 'Abschnitt'],
  [/\balgorithm\b/g, 'Algorithmus'],
  [/\bappendix\b/g, 'Anhang'],
  [/\btheorem\b/g, 'Satz'],
  [/\band\b/g, 'und'],
];

/** The glossary in German. */
export const GERMAN = translate('de', { ...DIFFUSION, ...DRAWING, ...MEASURING }, IN_SOURCES, {
  seeIt: 'Zu sehen: ',
  more: 'Mehr: ',
  allTerms: 'Alle Begriffe',
  untranslated: 'Dieser Eintrag ist noch nicht übersetzt.',
});
