import styles from './Badge.module.css';

interface Props {
  /** live: computed now by the network named; exact: closed form; stored: a file. */
  kind: 'live' | 'exact' | 'stored';
  /** The network, the formula or the origin. */
  by?: string;
  /** The mark alone, where there is no room for the word. */
  small?: boolean;
}

const MEANING = {
  live: 'Computed now, in this tab',
  exact: 'Computed from the formula, in this tab',
  stored: 'Read from a file',
} as const;

/** Says where a picture or a number comes from. */
export function Badge({ kind, by, small = false }: Props) {
  return (
    <span
      className={small ? styles.small : styles.badge}
      data-kind={kind}
      title={by ? `${MEANING[kind]}: ${by}` : MEANING[kind]}
    >
      <span className={small ? 'visually-hidden' : undefined}>{kind}</span>
      {by && <span className={styles.by}> · {by}</span>}
    </span>
  );
}
