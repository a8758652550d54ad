import type { ReactNode } from 'react';
import { Pause, Play } from 'lucide-react';
import { Button } from '../../ui/controls';
import styles from './Transport.module.css';

/** The row of what moves t and starts the network. */
export function Transport({
  className = '',
  children,
}: {
  className?: string | undefined;
  children: ReactNode;
}) {
  return (
    <div className={`${styles.transport} ${className}`} data-chrome>
      {children}
    </div>
  );
}

/** The sign of playing, to the left where it is mirrored. */
export const PlayIcon = ({ isMirrored, ...look }: { isMirrored: boolean; size: number; fill?: string }) => (
  <Play {...look} aria-hidden="true" className={isMirrored ? styles.mirrored : ''} />
);

interface PlayButtonProps {
  isPlaying: boolean;
  /** It plays to the left. */
  isMirrored?: boolean;
  title: string;
  onClick: () => void;
  children: ReactNode;
}

/** Plays, or pauses. */
export function PlayButton({ isPlaying, isMirrored = false, title, onClick, children }: PlayButtonProps) {
  const look = { size: 17, fill: 'currentColor' };
  return (
    <Button look="primary" className={styles.play} title={title} onClick={onClick}>
      {isPlaying ? <Pause {...look} aria-hidden="true" /> : <PlayIcon {...look} isMirrored={isMirrored} />}
      {children}
    </Button>
  );
}
