import { Swatch } from './Swatch';
import { TEXTS } from './texts';
import styles from './Meaning.module.css';

interface Props {
  /** What the held-out loss is of. */
  heldOutLabel: string;
  weighted: boolean;
}

/** What each line of the chart is. */
export function Meaning({ heldOutLabel, weighted }: Props) {
  return (
    <ul className={styles.meaning}>
      <li>
        <Swatch of="raw" />
        {TEXTS.meaning.raw}
      </li>
      <li>
        <Swatch of="smooth" />
        {TEXTS.meaning.smooth}
      </li>
      <li>
        <Swatch of="heldOut" />
        {TEXTS.meaning.heldOut(heldOutLabel)}
      </li>
      {weighted && (
        <li>
          <Swatch of="trained" />
          <span>
            {TEXTS.meaning.trained}
            <i>t</i>
          </span>
        </li>
      )}
      <li>
        <Swatch of="rate" />
        {TEXTS.meaning.rate}
      </li>
      <li>
        <Swatch of="log" />
        {TEXTS.meaning.log}
      </li>
      <li>
        <span />
        {TEXTS.meaning.operate}
      </li>
    </ul>
  );
}
