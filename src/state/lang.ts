import { chosenField } from './chosenField';

/** The language of lecture and glossary. */
export const { choose: chooseLang, connect: connectLang } = chosenField('lang');
