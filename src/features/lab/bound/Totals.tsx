import type { ReactNode } from 'react';
import type { Measured } from '../../../diffusion/boundEstimate';
import { useView } from '../../../state/link/useView';
import { AtLevel } from '../../common/setting/AtLevel';
import { Term } from '../../common/glossary/Term';
import type { Estimates } from '../state/boundChart';
import { bits, plusMinus } from './format';
import { TEXTS } from './texts';
import styles from './Totals.module.css';

const VARIANCES = ['posterior', 'beta'] as const;

function Value({ value }: { value: Measured | undefined }) {
  if (!value || Number.isNaN(value.mean)) return <>–</>;
  return (
    <>
      {bits(value.mean)} <span className={styles.error}>{plusMinus(value.error)}</span>
    </>
  );
}

interface RowProps {
  name: keyof typeof TEXTS.rows;
  estimates: Estimates;
  /** In symbols; in plain words where they are left out. */
  children?: ReactNode;
}

/** One part of the bound for both variances; the column of the one that is drawn is marked. */
function Row({ name, estimates, children }: RowProps) {
  const { boundVariance, level } = useView('boundVariance', 'level');
  const words: { readonly words: string; readonly title?: string } = TEXTS.rows[name];
  return (
    <tr>
      <th scope="row" title={level === 'picture' ? undefined : words.title}>
        {level === 'picture' ? words.words : (children ?? words.words)}
      </th>
      {VARIANCES.map((variance) => (
        <td key={variance} data-shown={variance === boundVariance || undefined}>
          <Value value={estimates[variance]?.[name]} />
        </td>
      ))}
    </tr>
  );
}

/** The bound and its three parts for both variances, from one measurement: only the variance differs. */
export function Totals({ estimates }: { estimates: Estimates }) {
  const { boundVariance } = useView('boundVariance');
  return (
    <table className={styles.totals}>
      <caption title={TEXTS.captionTitle}>
        <Term name="bitsPerDimension">{TEXTS.caption}</Term>
      </caption>
      <thead>
        <tr>
          <td />
          {VARIANCES.map((variance) => (
            <th key={variance} scope="col" data-shown={variance === boundVariance || undefined}>
              {TEXTS.columns[variance]}
              <AtLevel from="course">
                {variance === 'posterior' ? (
                  <>
                    , σ² = β̃<sub>t</sub>
                  </>
                ) : (
                  <>
                    , σ² = β<sub>t</sub>
                  </>
                )}
              </AtLevel>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <Row name="prior" estimates={estimates}>
          L<sub>T</sub>
          {TEXTS.prior}
        </Row>
        <Row name="steps" estimates={estimates}>
          Σ L<sub>t−1</sub>
          {TEXTS.steps}
        </Row>
        <Row name="decoder" estimates={estimates}>
          L<sub>0</sub>
          {TEXTS.decoder}
        </Row>
      </tbody>
      <tfoot>
        <Row name="total" estimates={estimates} />
      </tfoot>
    </table>
  );
}
