import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Lang } from './link/fieldKinds';
import { withPart } from './withPart';

/** Words of the same shape in another language. */
export type Translated<T> = T extends string
  ? string
  : T extends (...given: infer Given) => string
    ? (...given: Given) => string
    : { readonly [K in keyof T]: Translated<T[K]> };

/** Words of a part of the page in all languages. */
export interface Words<T> {
  /** Those that are here: English always, each other language once it was asked for. */
  readonly store: StoreApi<{ readonly en: T } & Readonly<Partial<Record<Lang, T>>>>;
  /** Asks for those of a language. If they do not arrive, that is said; the next call asks again. */
  readonly fetch: (lang: Lang) => Promise<void>;
}

/**
 * Words in English, and where the others come from.
 * @param others fetches those of each other language
 */
export function createWords<T>(
  en: T,
  others: Readonly<Record<Exclude<Lang, 'en'>, () => Promise<T>>>,
): Words<T> {
  const store: Words<T>['store'] = createStore(() => ({ en }));
  const running = new Map<Lang, Promise<void>>();

  function fetch(lang: Lang): Promise<void> {
    if (lang === 'en' || store.getState()[lang]) return Promise.resolve();
    const begun =
      running.get(lang) ??
      withPart(others[lang], (words) => store.setState({ [lang]: words } as { [L in Lang]: T })).finally(() =>
        running.delete(lang),
      );
    running.set(lang, begun);
    return begun;
  }

  return { store, fetch };
}
