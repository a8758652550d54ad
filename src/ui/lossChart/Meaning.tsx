import { Swatch } from './Swatch';
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
        raw: the loss of each update on its own batch; where many share a place, from the least to the
        greatest
      </li>
      <li>
        <Swatch of="smooth" />
        smooth: the same, averaged over about 20 updates
      </li>
      <li>
        <Swatch of="heldOut" />
        held-out: {heldOutLabel}, which are not learned from
      </li>
      {weighted && (
        <li>
          <Swatch of="trained" />
          <span>
            trained: what is minimised, the loss with the weight of each picture’s <i>t</i>
          </span>
        </li>
      )}
      <li>
        <Swatch of="rate" />
        rate: the learning rate, on the axis at the right
      </li>
      <li>
        <Swatch of="log" />
        log: equal distances mean equal ratios
      </li>
      <li>
        <span />
        Drag over the plot to zoom in, double-click to see all; or focus it: arrow keys read, + and − zoom, 0
        shows all.
      </li>
    </ul>
  );
}
