import styles from './Badge.module.css';

interface Props {
  /** live: computed now by the network named; exact: closed form; stored: a file. */
  kind: 'live' | 'exact' | 'stored';
  /** The network, the formula or the origin. */
  by?: string;
}

const MEANING = {
  live: 'Computed now, in this tab',
  exact: 'Computed from a closed formula, in this tab',
  stored: 'Read from a file',
} as const;

/** Says where a picture or a number comes from. */
export function Badge({ kind, by }: Props) {
  return (
    <span className={styles.badge} data-kind={kind} title={by ? `${MEANING[kind]}: ${by}` : MEANING[kind]}>
      {kind}
      {by && <span className={styles.by}> · {by}</span>}
    </span>
  );
}
