import { useState } from 'react';
import type { BoundEstimate } from '../../../diffusion/boundEstimate';
import { Button } from '../../../ui/controls';
import { NumberTable } from '../NumberTable';
import { exportBound } from '../state/boundChart';
import { bits, plusMinus } from './format';
import { TEXTS } from './texts';
import styles from './Terms.module.css';

/** All terms in numbers, and as a file. */
export function Terms({ estimate }: { estimate: BoundEstimate | undefined }) {
  const [isOpen, setIsOpen] = useState(false);
  if (!estimate) return null;
  const { prior, bars, decoder, total } = estimate;
  return (
    <div data-chrome>
      <Button look="quiet" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        {isOpen ? TEXTS.hideTable : TEXTS.table}
      </Button>
      <Button look="quiet" onClick={exportBound} title={TEXTS.csvTitle}>
        {TEXTS.csv}
      </Button>
      {isOpen && (
        <NumberTable
          label={TEXTS.tableLabel}
          className={styles.terms}
          head={TEXTS.tableHead}
          rows={[
            ['L_T', bits(prior.mean), plusMinus(prior.error), TEXTS.formula, bits(prior.mean)],
            ...bars.map(({ first, last, mean, error, terms, sum }) => [
              `t = ${first === last ? first : `${last} … ${first}`}`,
              bits(mean),
              plusMinus(error),
              TEXTS.groups(terms),
              bits(sum),
            ]),
            ['L₀', bits(decoder.mean), plusMinus(decoder.error), '', bits(total.mean)],
          ]}
        />
      )}
    </div>
  );
}
