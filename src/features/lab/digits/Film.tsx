import { useEffect, useRef } from 'react';
import { toRgba } from '../../../diffusion/pictures/pixels';
import { T } from '../../../state/picture/forwardPath';
import { frameAt, onDigitRule, type DigitRun } from '../state/digitRules';
import type { DigitRule } from '../state/digitRuleDefinitions';
import { TEXTS } from '../texts';
import lab from '../Lab.module.css';
import styles from './Film.module.css';

const TILES = 11;

/** The states of a rule at equal steps of t, and where the place is among them. */
export function Film({ rule, name }: { rule: DigitRule; name: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const marker = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    let drawn: DigitRun | undefined;
    return onDigitRule(rule, (run, t) => {
      if (marker.current) marker.current.style.left = `${(100 * (T - t)) / T}%`;
      if (run === drawn) return;
      drawn = run;
      const side = run.run ? Math.sqrt(run.run.size) : 28;
      if (element.height !== side) [element.width, element.height] = [side * TILES, side];
      const image = context.createImageData(side, side);
      for (let tile = 0; tile < TILES; tile++) {
        const pixels = frameAt(run, T - (tile * T) / (TILES - 1));
        if (pixels) context.putImageData((toRgba(pixels, image.data), image), tile * side, 0);
        else context.clearRect(tile * side, 0, side, side);
      }
    });
  }, [rule]);
  return (
    <div className={styles.film}>
      <canvas
        ref={canvas}
        width={28 * TILES}
        height={28}
        role="img"
        aria-label={TEXTS.digits.film(name, TILES)}
      />
      <span ref={marker} className={lab.cursor} />
    </div>
  );
}
