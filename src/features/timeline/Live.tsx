import type { CSSProperties } from 'react';
import { LiveText } from '../common/LiveText';
import { stage } from './state/stage';
import styles from './Live.module.css';

interface Props {
  /** The text. A stable function. */
  of: () => string;
  /** Which number it is, for those who look for it. */
  name?: string;
  className?: string | undefined;
  /** Characters of room that it keeps, so that a new text lays out nothing else. */
  ch?: number;
}

/** A text that follows the stage. */
export const Live = ({ of, name, className, ch }: Props) => (
  <LiveText
    subscribe={stage.onChange}
    text={of}
    {...(name !== undefined && { name })}
    className={ch === undefined ? className : `${styles.box} ${className ?? ''}`}
    style={ch === undefined ? undefined : ({ '--ch': ch } as CSSProperties)}
  />
);
