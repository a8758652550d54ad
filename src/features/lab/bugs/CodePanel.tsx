import type { Bug } from '../../../diffusion/bugs/names';
import { AtLevel } from '../../common/setting/AtLevel';
import { CODES } from './codes';
import { BUG_WORDS, TEXTS } from './texts';
import styles from './Bugs.module.css';

const { code: texts } = TEXTS;

/** What is wrong: in words, and in the program's lines. */
export function Code({ bug }: { bug: Bug }) {
  const { before, wrong, right, after } = CODES[bug];
  return (
    <>
      <p>{BUG_WORDS[bug].does}</p>
      <AtLevel from="course">
        <pre className={styles.code} role="region" aria-label={texts.label} tabIndex={0}>
          {before.map((line) => `${line}\n`)}
          <del>
            <span className="visually-hidden">{texts.wrong}</span>
            {wrong}
          </del>
          <ins>
            <span className="visually-hidden">{texts.right}</span>
            {right}
          </ins>
          {after.map((line) => `${line}\n`)}
        </pre>
      </AtLevel>
    </>
  );
}
