import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { view } from '../../state/link/view';
import { Scene } from '../common/Scene';
import { scenesOf } from './scenes';
import styles from './LabScene.module.css';

interface Props {
  /** In `scenes.ts`. */
  id: string;
  className?: string;
  children: ReactNode;
}

/** A part of an experiment that presenter mode shows alone; on the usual page it is no box of its own unless it has a class. */
export function LabScene({ id, className = '', children }: Props) {
  const at = useStore(view, (state) => scenesOf(state).findIndex((scene) => scene.id === id));
  return (
    <Scene at={at} className={`${styles.scene} ${className}`}>
      {children}
    </Scene>
  );
}
