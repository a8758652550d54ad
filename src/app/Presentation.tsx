import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { view } from '../state/link/view';
import { presentation } from '../state/presentation';
import { TEXTS } from './texts';
import styles from './Presentation.module.css';

/** A dot that follows the mouse, to point with. Moved outside React. */
function Pointer() {
  const dot = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const move = ({ clientX, clientY }: PointerEvent): void => {
      if (dot.current) dot.current.style.transform = `translate(${clientX}px, ${clientY}px)`;
    };
    addEventListener('pointermove', move);
    return () => removeEventListener('pointermove', move);
  }, []);
  return <div ref={dot} className={styles.pointer} aria-hidden="true" />;
}

/** What presenter mode, or a lecture, lays over the view: a black screen, a pointer. */
export function Presentation() {
  const isShown = useStore(view, ({ present, chapter }) => present || chapter !== '');
  const { isBlank, hasPointer } = useStore(presentation);
  if (!isShown) return null;
  return (
    <>
      {hasPointer && <Pointer />}
      {isBlank && <div className={styles.blank} role="img" aria-label={TEXTS.blankScreen} />}
    </>
  );
}
