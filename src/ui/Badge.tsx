import { TEXTS } from './texts';
import styles from './Badge.module.css';

interface Props {
  /** live: computed now by the network named; exact: closed form; stored: a file. */
  kind: 'live' | 'exact' | 'stored';
  /** The network, the formula or the origin. */
  by?: string;
  /** The mark alone, where there is no room for the word. */
  small?: boolean;
}

/** Says where a picture or a number comes from. */
export function Badge({ kind, by, small = false }: Props) {
  return (
    <span
      className={small ? styles.small : styles.badge}
      data-kind={kind}
      title={by ? TEXTS.originBy(TEXTS.origin[kind], by) : TEXTS.origin[kind]}
    >
      <span className={small ? 'visually-hidden' : undefined}>{kind}</span>
      {by && <span className={small ? 'visually-hidden' : styles.by}> · {by}</span>}
    </span>
  );
}
