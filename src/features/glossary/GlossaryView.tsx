import { useEffect, useId, useState } from 'react';
import { useView } from '../../state/link/useView';
import { Button } from '../../ui/controls';
import { ViewLayout } from '../../ui/ViewLayout';
import { AppLink } from '../common/AppLink';
import { shortOf, type TermName } from '../common/glossary/glossary';
import { LangSelect } from '../common/LangSelect';
import { useGlossary } from '../common/glossary/useGlossary';
import { TermHeading, TermText } from '../common/glossary/TermText';
import { findTerms } from './find';
import { useTexts } from './useTexts';
import styles from './GlossaryView.module.css';

const anchor = (name: string): string => `term-${name}`;

function Entry({ name, isChosen }: { name: TermName; isChosen: boolean }) {
  return (
    <article id={anchor(name)} className={styles.entry} data-chosen={isChosen || undefined}>
      <h2 className={styles.heading} tabIndex={-1}>
        <TermHeading name={name} />
      </h2>
      <TermText name={name} />
    </article>
  );
}

/** All entries of the glossary, by the alphabet, to look up and to print. */
export default function GlossaryView() {
  const { term } = useView('term');
  const [filter, setFilter] = useState('');
  const id = useId();
  const { glossary, lang } = useGlossary();
  const { words: TEXTS, lang: shownLang } = useTexts();
  const names = findTerms(filter, glossary);
  useEffect(() => {
    const heading = document.querySelector<HTMLElement>(`#${CSS.escape(anchor(term))} h2`);
    heading?.closest('article')?.scrollIntoView({ block: 'start' });
    heading?.focus({ preventScroll: true });
  }, [term, lang]);
  return (
    <ViewLayout title={TEXTS.name} lang={shownLang} className={styles.view}>
      <p className={styles.title}>
        <b>{TEXTS.heading}</b>
        {TEXTS.about}
        <span className={styles.base}>{TEXTS.addresses(new URL('.', location.href).href)}</span>
      </p>
      <div className={styles.bar}>
        <label className={styles.filter} htmlFor={id}>
          {TEXTS.find}
        </label>
        <input
          id={id}
          type="search"
          className={styles.field}
          placeholder={TEXTS.examples}
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
        <span className={styles.count} role="status">
          {filter === '' ? TEXTS.count(names.length) : TEXTS.countOf(names.length, glossary.names.length)}
        </span>
        <span className={styles.lang} lang="en">
          <LangSelect />
        </span>
        <Button onClick={() => print()}>{TEXTS.print}</Button>
      </div>
      {names.length === 0 && <p>{TEXTS.nothing}</p>}
      <nav aria-label={TEXTS.terms}>
        <ul className={styles.index}>
          {names.map((name) => (
            <li key={name}>
              <AppLink to={`?view=glossary&term=${name}`} aria-current={name === term ? 'true' : undefined}>
                {shortOf(glossary.entries[name])}
              </AppLink>
            </li>
          ))}
        </ul>
      </nav>
      <div className={styles.entries}>
        {names.map((name) => (
          <Entry key={name} name={name} isChosen={name === term} />
        ))}
      </div>
    </ViewLayout>
  );
}
