import type { ReactNode } from 'react';
import { useView } from '../../state/link/useView';
import { Row } from './Row';
import { comparedProcesses } from './state/comparison';
import styles from './Stage.module.css';

/** The processes, one below the other, each with its pictures and its films; what moves t stands below the films. */
export function Stage({ children }: { children?: ReactNode }) {
  const { compared, comparedT, hand } = useView('compared', 'comparedT', 'hand');
  const { rescaled, sampled } = useView('rescaled', 'sampled');
  const processes = comparedProcesses({ compared, comparedT, hand });
  return (
    <div className={styles.stage}>
      <div className={styles.grid}>
        {processes.map((process) => (
          <Row key={process.id} process={process} rescaled={rescaled} sampled={sampled} />
        ))}
        {children !== undefined && <div className={styles.slider}>{children}</div>}
      </div>
    </div>
  );
}
