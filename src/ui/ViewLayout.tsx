import type { ReactNode } from 'react';
import styles from './ViewLayout.module.css';

interface Props {
  /** The view's name, for screen readers. */
  title: string;
  /** Controls in a column of their own; where the page is narrow they stand above the rest. */
  side?: ReactNode;
  /** What is different in this view: widths, gaps, colours, the zoom of presenter mode. */
  className?: string;
  /** The language of its words, if that is not the page's. */
  lang?: string;
  children: ReactNode;
}

/** The frame of a view. */
export function ViewLayout({ title, side, className = '', lang, children }: Props) {
  return (
    <main
      {...(lang !== undefined && { lang })}
      className={`${styles.view} ${side === undefined ? '' : styles.withSide} ${className}`}
    >
      <h1 className="visually-hidden">{title}</h1>
      {side}
      {children}
    </main>
  );
}
