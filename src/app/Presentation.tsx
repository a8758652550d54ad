import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { useView } from '../state/link/useView';
import { presentation } from '../state/presentation';
import { shownScenes } from './presenter';
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

/** What presenter mode lays over the view: which scene is shown, a black screen, a pointer. */
export function Presentation() {
  const { present } = useView('present', 'page', 'level');
  const { scene, isBlank, hasPointer } = useStore(presentation);
  if (!present) return null;
  const scenes = shownScenes();
  const place = scenes.findIndex(({ at }) => at === scene);
  return (
    <>
      {scenes.length > 1 && place >= 0 && (
        <p className={styles.scene} role="status">
          {scenes[place].title} <span>{`${place + 1}/${scenes.length}`}</span>
        </p>
      )}
      {hasPointer && <Pointer />}
      {isBlank && <div className={styles.blank} role="img" aria-label={TEXTS.blankScreen} />}
    </>
  );
}
