import type { ReactNode } from 'react';
import styles from './ViewLayout.module.css';

interface Props {
  /** The view's name, for screen readers. */
  title: string;
  /** Controls in a column of their own; where the page is narrow they stand above the rest. */
  side?: ReactNode;
  /** What is different in this view: widths, gaps, colours, the zoom of presenter mode. */
  className?: string;
  children: ReactNode;
}

/** The frame of a view. */
export function ViewLayout({ title, side, className = '', children }: Props) {
  return (
    <main className={`${styles.view} ${side === undefined ? '' : styles.withSide} ${className}`}>
      <h1 className="visually-hidden">{title}</h1>
      {side}
      {children}
    </main>
  );
}
