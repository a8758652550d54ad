import { useState } from 'react';
import type { BoundEstimate } from '../../../diffusion/boundEstimate';
import { exportBound } from '../state/boundChart';
import { Button } from '../../../ui/controls';
import { bits, plusMinus } from './format';
import styles from './Bound.module.css';

/** All terms in numbers, and as a file. */
export function Terms({ estimate }: { estimate: BoundEstimate | undefined }) {
  const [open, setOpen] = useState(false);
  if (!estimate) return null;
  const { prior, bars, decoder, total } = estimate;
  return (
    <div data-chrome>
      <Button look="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? 'Hide the table' : 'Table'}
      </Button>
      <Button look="quiet" onClick={exportBound} title="All terms as a file">
        CSV
      </Button>
      {open && (
        <div className={styles.scroll} tabIndex={0} role="region" aria-label="Terms of the bound as a table">
          <table className={styles.terms}>
            <thead>
              <tr>
                <th scope="col">term</th>
                <th scope="col">bits/dim of one t</th>
                <th scope="col">standard error</th>
                <th scope="col">measured</th>
                <th scope="col">running sum</th>
              </tr>
            </thead>
            <tbody>
              <tr>
                <th scope="row">L_T</th>
                <td>{bits(prior.mean)}</td>
                <td>{plusMinus(prior.error)}</td>
                <td>formula</td>
                <td>{bits(prior.mean)}</td>
              </tr>
              {bars.map(({ first, last, mean, error, terms, sum }) => (
                <tr key={first}>
                  <th scope="row">t = {first === last ? first : `${last} … ${first}`}</th>
                  <td>{bits(mean)}</td>
                  <td>{plusMinus(error)}</td>
                  <td>{terms} groups</td>
                  <td>{bits(sum)}</td>
                </tr>
              ))}
              <tr>
                <th scope="row">L₀</th>
                <td>{bits(decoder.mean)}</td>
                <td>{plusMinus(decoder.error)}</td>
                <td />
                <td>{bits(total.mean)}</td>
              </tr>
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
