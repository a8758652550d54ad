import { Tex } from '../../../ui/Tex';
import { AppLink } from '../AppLink';
import type { TermName } from './glossary';
import { useGlossary } from './useGlossary';
import { showPart } from '../setting/showPart';
import styles from './TermText.module.css';

/** What the glossary says of a term, below its heading. */
export function TermText({ name, onOpen }: { name: TermName; onOpen?: () => void }) {
  const {
    glossary: { entries, texts },
    lang,
  } = useGlossary();
  const { text, formula, see, more, source, isUntranslated } = entries[name];
  return (
    <div className={styles.text} lang={isUntranslated ? 'en' : lang}>
      <p>{text}</p>
      {formula !== undefined && (
        <div className={styles.formula}>
          <Tex tex={formula} display />
        </div>
      )}
      <p className={styles.see}>
        {texts.seeIt}
        <AppLink to={see.link} {...(onOpen && { onOpen })}>
          {see.words}
        </AppLink>
      </p>
      {more && (
        <p className={styles.see}>
          {texts.more}
          <AppLink
            to={more.link}
            onOpen={() => {
              onOpen?.();
              if (more.part !== undefined) showPart(more.part);
            }}
          >
            {more.words}
          </AppLink>
        </p>
      )}
      <p className={styles.source}>{source}</p>
      {isUntranslated && (
        <p className={styles.source} lang={lang}>
          {texts.untranslated}
        </p>
      )}
    </div>
  );
}

/** Its heading: the word, its symbol and its English word where those are others, and what it is. */
export function TermHeading({ name }: { name: TermName }) {
  const { glossary, lang } = useGlossary();
  const { term, symbol, english, isUntranslated } = glossary.entries[name];
  const [word, ...rest] = term.split(', ');
  return (
    <span lang={isUntranslated ? 'en' : lang}>
      <b>{word}</b>
      {symbol !== undefined && symbol !== word && (
        <>
          {' '}
          <Tex tex={symbol} />
        </>
      )}
      {english !== undefined && (
        <>
          {' '}
          <span className={styles.english} lang="en">
            ({english})
          </span>
        </>
      )}
      , {rest.join(', ')}
    </span>
  );
}
