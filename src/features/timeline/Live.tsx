import { LiveText } from '../common/LiveText';
import { stage } from './state/stage';
import styles from './Live.module.css';

interface Props {
  /** The text. A stable function. */
  of: () => string;
  className?: string | undefined;
  /** Characters of room that it keeps, so that a new text lays out nothing else. */
  ch?: number;
}

/** A text that follows the stage in the same frame, outside React. */
export function Live({ of, className, ch }: Props) {
  const text = { on: stage.onChange, of };
  if (ch === undefined) return <LiveText {...text} className={className} />;
  return <LiveText {...text} className={`${styles.box} ${className ?? ''}`} style={{ width: `${ch}ch` }} />;
}
