import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { view } from '../../state/link/view';

/** Whether the part of a view that is numbered `at` is on the screen: all parts are, but in presenter mode one at a time. */
function useScene(at: number): boolean {
  return useStore(view, ({ present, scene }) => !present || scene === at);
}

interface SceneProps {
  at: number;
  className?: string;
  children: ReactNode;
}

/** A part of a view that presenter mode shows alone. It stays mounted while another one is shown. */
export function Scene({ at, className, children }: SceneProps) {
  return (
    <div className={className} hidden={!useScene(at)} data-scene={at}>
      {children}
    </div>
  );
}
