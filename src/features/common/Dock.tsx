import type { ReactNode } from 'react';
import styles from './Dock.module.css';

/** What moves the picture, right under it; on a phone it stays at the bottom of the window. */
export const Dock = ({
  className = '',
  children,
}: {
  className?: string | undefined;
  children: ReactNode;
}) => <div className={`${styles.dock} ${className}`}>{children}</div>;
