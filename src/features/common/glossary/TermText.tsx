import { Tex } from '../../../ui/Tex';
import { AppLink } from '../AppLink';
import { termEntry, type TermName } from './glossary';
import { showPart } from '../setting/showPart';
import { TEXTS } from '../texts';
import styles from './TermText.module.css';

/** What the glossary says of a term, below its heading. */
export function TermText({ name, onOpen }: { name: TermName; onOpen?: () => void }) {
  const { text, formula, see, more, source } = termEntry(name);
  return (
    <>
      <p>{text}</p>
      {formula !== undefined && (
        <div className={styles.formula}>
          <Tex tex={formula} display />
        </div>
      )}
      <p className={styles.see}>
        {TEXTS.seeIt}
        <AppLink to={see.link} {...(onOpen && { onOpen })}>
          {see.words}
        </AppLink>
      </p>
      {more && (
        <p className={styles.see}>
          {TEXTS.more}
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
    </>
  );
}

/** Its heading: the word, its symbol where that is another, and what it is. */
export function TermHeading({ name }: { name: TermName }) {
  const { term, symbol } = termEntry(name);
  const [word, ...rest] = term.split(', ');
  return (
    <>
      <b>{word}</b>
      {symbol !== undefined && symbol !== word && (
        <>
          {' '}
          <Tex tex={symbol} />
        </>
      )}
      , {rest.join(', ')}
    </>
  );
}
