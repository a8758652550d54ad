import type { Chapter, ChapterText } from './chapter';

/** A chapter with its words. */
export interface LoadedChapter extends Chapter {
  readonly text: ChapterText;
}

/** A chapter is fetched when it is opened. */
interface Entry {
  readonly id: string;
  readonly load: () => Promise<LoadedChapter>;
}

/** All chapters, in the order of the course. */
export const CHAPTERS: readonly Entry[] = [
  {
    id: 'undo',
    load: async () => {
      const [{ undo }, { undo: text }] = await Promise.all([
        import('./chapters/undo'),
        import('./texts/undo'),
      ]);
      return { ...undo, text };
    },
  },
  {
    id: 'sqrt',
    load: async () => {
      const [{ sqrt }, { sqrt: text }] = await Promise.all([
        import('./chapters/sqrt'),
        import('./texts/sqrt'),
      ]);
      return { ...sqrt, text };
    },
  },
  {
    id: 'why-network',
    load: async () => {
      const [{ whyNetwork }, { whyNetwork: text }] = await Promise.all([
        import('./chapters/whyNetwork'),
        import('./texts/whyNetwork'),
      ]);
      return { ...whyNetwork, text };
    },
  },
  {
    id: 'target',
    load: async () => {
      const [{ target }, { target: text }] = await Promise.all([
        import('./chapters/target'),
        import('./texts/target'),
      ]);
      return { ...target, text };
    },
  },
  {
    id: 'one-step',
    load: async () => {
      const [{ oneStep }, { oneStep: text }] = await Promise.all([
        import('./chapters/oneStep'),
        import('./texts/oneStep'),
      ]);
      return { ...oneStep, text };
    },
  },
  {
    id: 'rules',
    load: async () => {
      const [{ rules }, { rules: text }] = await Promise.all([
        import('./chapters/rules'),
        import('./texts/rules'),
      ]);
      return { ...rules, text };
    },
  },
  {
    id: 'loss',
    load: async () => {
      const [{ loss }, { loss: text }] = await Promise.all([
        import('./chapters/loss'),
        import('./texts/loss'),
      ]);
      return { ...loss, text };
    },
  },
  {
    id: 'steps',
    load: async () => {
      const [{ steps }, { steps: text }] = await Promise.all([
        import('./chapters/steps'),
        import('./texts/steps'),
      ]);
      return { ...steps, text };
    },
  },
  {
    id: 'guidance',
    load: async () => {
      const [{ guidance }, { guidance: text }] = await Promise.all([
        import('./chapters/guidance'),
        import('./texts/guidance'),
      ]);
      return { ...guidance, text };
    },
  },
  {
    id: 'copying',
    load: async () => {
      const [{ copying }, { copying: text }] = await Promise.all([
        import('./chapters/copying'),
        import('./texts/copying'),
      ]);
      return { ...copying, text };
    },
  },
  {
    id: 'equations',
    load: async () => {
      const [{ equations }, { equations: text }] = await Promise.all([
        import('./chapters/equations'),
        import('./texts/equations'),
      ]);
      return { ...equations, text };
    },
  },
  {
    id: 'uses',
    load: async () => {
      const [{ uses }, { uses: text }] = await Promise.all([
        import('./chapters/uses'),
        import('./texts/uses'),
      ]);
      return { ...uses, text };
    },
  },
];

/** The chapter of a name; the first one where there is none. */
export const chapterEntry = (id: string): Entry => CHAPTERS.find((each) => each.id === id) ?? CHAPTERS[0];

/** The chapter after one; undefined after the last. */
export const chapterAfter = (id: string): Entry | undefined =>
  CHAPTERS.at(CHAPTERS.findIndex((each) => each.id === id) + 1);
