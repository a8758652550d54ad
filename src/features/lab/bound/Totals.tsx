import type { ReactNode } from 'react';
import type { Measured } from '../../../diffusion/boundEstimate';
import { useView } from '../../../state/link/useView';
import type { Estimates } from '../state/boundChart';
import { bits, plusMinus } from './format';
import styles from './Totals.module.css';

function Value({ value }: { value: Measured | undefined }) {
  if (!value || Number.isNaN(value.mean)) return <>–</>;
  return (
    <>
      {bits(value.mean)} <span className={styles.error}>{plusMinus(value.error)}</span>
    </>
  );
}

interface RowProps {
  name: 'prior' | 'steps' | 'decoder' | 'total';
  estimates: Estimates;
  about?: string;
  children: ReactNode;
}

/** One part of the bound for both variances; the column of the one that is drawn is marked. */
function Row({ name, estimates, about, children }: RowProps) {
  const { boundVariance } = useView('boundVariance');
  return (
    <tr>
      <th scope="row" title={about}>
        {children}
      </th>
      {(['posterior', 'beta'] as const).map((variance) => (
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
      <caption>Bits per dimension, with standard errors from the digits, their noises and their t</caption>
      <thead>
        <tr>
          <td />
          <th scope="col" data-shown={boundVariance === 'posterior' || undefined}>
            σ² = β̃<sub>t</sub>, the posterior’s
          </th>
          <th scope="col" data-shown={boundVariance === 'beta' || undefined}>
            σ² = β<sub>t</sub>
          </th>
        </tr>
      </thead>
      <tbody>
        <Row name="prior" estimates={estimates} about="KL of q(x_T | x₀) to N(0, I): a formula">
          L<sub>T</sub>, the prior
        </Row>
        <Row name="steps" estimates={estimates} about="KL of each posterior to the network’s step">
          Σ L<sub>t−1</sub>, 999 steps
        </Row>
        <Row name="decoder" estimates={estimates} about="−log₂ of the pixels’ 8-bit bins under N(x̂₀, β₁)">
          L<sub>0</sub>, the decoder
        </Row>
      </tbody>
      <tfoot>
        <Row name="total" estimates={estimates}>
          the bound
        </Row>
      </tfoot>
    </table>
  );
}
