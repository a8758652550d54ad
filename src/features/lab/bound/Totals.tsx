import type { Measured } from '../../../diffusion/boundEstimate';
import { useView } from '../../../state/link/useView';
import { bits, plusMinus } from './format';
import type { Estimates } from './useEstimates';
import styles from './Totals.module.css';

const ROWS = [
  {
    name: 'prior',
    label: (
      <>
        L<sub>T</sub>, the prior
      </>
    ),
    about: 'KL of q(x_T | x₀) to N(0, I): a formula',
  },
  {
    name: 'steps',
    label: (
      <>
        Σ L<sub>t−1</sub>, 999 steps
      </>
    ),
    about: 'KL of each posterior to the network’s step',
  },
  {
    name: 'decoder',
    label: (
      <>
        L<sub>0</sub>, the decoder
      </>
    ),
    about: '−log₂ of the pixels’ 8-bit bins under N(x̂₀, β₁)',
  },
] as const;

function Value({ value }: { value: Measured | undefined }) {
  if (!value || Number.isNaN(value.mean)) return <>–</>;
  return (
    <>
      {bits(value.mean)} <span className={styles.error}>{plusMinus(value.error)}</span>
    </>
  );
}

/** The bound and its three parts for both variances, from one measurement: only the variance differs. */
export function Totals({ posterior, beta }: Estimates) {
  const { boundVariance } = useView('boundVariance');
  /** Marks the column of the variance that is drawn. */
  const isShown = (variance: string) => (variance === boundVariance ? true : undefined);
  return (
    <table className={styles.totals}>
      <caption>Bits per dimension, with standard errors from the digits, their noises and their t</caption>
      <thead>
        <tr>
          <td />
          <th scope="col" data-shown={isShown('posterior')}>
            σ² = β̃<sub>t</sub>, the posterior’s
          </th>
          <th scope="col" data-shown={isShown('beta')}>
            σ² = β<sub>t</sub>
          </th>
        </tr>
      </thead>
      <tbody>
        {ROWS.map(({ name, label, about }) => (
          <tr key={name}>
            <th scope="row" title={about}>
              {label}
            </th>
            <td data-shown={isShown('posterior')}>
              <Value value={posterior?.[name]} />
            </td>
            <td data-shown={isShown('beta')}>
              <Value value={beta?.[name]} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">the bound</th>
          <td data-shown={isShown('posterior')}>
            <Value value={posterior?.total} />
          </td>
          <td data-shown={isShown('beta')}>
            <Value value={beta?.total} />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
