import { place, text } from '../fieldKinds';

/** What a link restores of the glossary. */
export const GLOSSARY_FIELDS = {
  /** Name of the entry that is shown first; '' is none. Those that exist stand in features/common/glossary/glossary.ts. */
  term: place(text('term', '', /^[A-Za-z]\w{0,39}$/, 'a name of the glossary')),
};
