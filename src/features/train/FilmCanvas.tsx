import { useEffect, useRef } from 'react';
import { toRgba } from '../../diffusion/pictures/pixels';
import { FILM_FRAMES as FRAMES } from '../../state/link/fields/train';
import { endGesture } from '../../state/link/url';
import { view } from '../../state/link/view';
import { framePixels } from './state/filmPosition';
import { filmPosition } from './state/stores';
import { TEXTS } from './texts';
import styles from './FilmCanvas.module.css';

/** One pixel of paper between two pictures. */
const GAP = 1;

interface Props {
  /** Height and width of the network's pictures, pixels. */
  size: number;
  /** Indices of the milestones that have a row. */
  rows: readonly number[];
}

/** The training film: a row for a milestone, a column for a t; one canvas. Dragging and arrow keys choose a picture in it. */
export function FilmCanvas({ size, rows }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const mark = useRef<HTMLDivElement>(null);
  const pitch = size + GAP;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const image = context.createImageData(size, size);
    return filmPosition.onChange(() => {
      const { milestones, index } = filmPosition.chosenMilestone();
      const { filmSample, filmFrame } = view.getState();
      rows.forEach((at, row) => {
        if (at >= milestones.length) return;
        for (let column = 0; column < FRAMES; column++) {
          toRgba(framePixels(milestones[at], filmSample, column), image.data);
          context.putImageData(image, column * pitch, row * pitch);
        }
      });
      const row = rows.indexOf(index);
      if (!mark.current) return;
      mark.current.hidden = row < 0;
      mark.current.style.left = `${(100 * filmFrame) / FRAMES}%`;
      mark.current.style.top = `${(100 * row) / rows.length}%`;
      mark.current.style.height = `${100 / rows.length}%`;
    });
  }, [size, pitch, rows]);

  const point = (event: React.PointerEvent): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const at = (share: number, count: number): number =>
      Math.min(count - 1, Math.max(0, Math.floor(share * count)));
    filmPosition.chooseFrame(at((event.clientX - box.left) / box.width, FRAMES));
    filmPosition.chooseMilestone(rows[at((event.clientY - box.top) / box.height, rows.length)]);
  };
  return (
    <div
      className={styles.film}
      role="application"
      tabIndex={0}
      aria-label={TEXTS.filmLabel}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        point(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) point(event);
      }}
      onPointerUp={endGesture}
      onKeyUp={endGesture}
      onKeyDown={(event) => {
        const move = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[
          event.key
        ];
        if (!move) return;
        event.preventDefault();
        event.stopPropagation();
        filmPosition.move(move[0], move[1]);
      }}
    >
      <canvas
        ref={canvas}
        width={FRAMES * pitch - GAP}
        height={Math.max(1, rows.length * pitch - GAP)}
        aria-hidden="true"
      />
      <div ref={mark} className={styles.mark} aria-hidden="true" hidden />
    </div>
  );
}
