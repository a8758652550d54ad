import { useCallback, useRef, useState } from 'react';
import { Brush, Eraser, type LucideIcon } from 'lucide-react';
import { formatMask, invertMask, MASK_PRESETS, paintMask, parseMask } from '../../state/link/mask';
import { useView } from '../../state/link/useView';
import { patchView, view } from '../../state/link/view';
import { newStroke, type Stroke } from '../../state/picture/drawing';
import { Button, Segmented, Select } from '../../ui/controls';
import { PixelCanvas, type Draw } from '../../ui/PixelCanvas';
import { BrushField } from '../common/picture/BrushField';
import { onEdit } from './state/changes';
import { masked, subjectPicture } from './state/results';
import { TEXTS } from './texts';
import styles from './MaskPad.module.css';

/** Stands for a mask that is no preset. */
const PAINTED = 'own';
const OPTIONS = MASK_PRESETS.map((value) => ({ value, label: TEXTS.presets[value] }));

const SIZES = [
  { value: 0.75, label: TEXTS.small },
  { value: 1.6, label: TEXTS.medium },
  { value: 3, label: TEXTS.large },
] as const;
const toolLabel = (Icon: LucideIcon, words: string) => (
  <>
    <Icon size={15} aria-hidden="true" />
    &nbsp;{words}
  </>
);
const TOOLS = [
  { value: 'brush', label: toolLabel(Brush, TEXTS.erase) },
  { value: 'eraser', label: toolLabel(Eraser, TEXTS.restore) },
] as const;

/** Which pixels are missing: a preset, or what is painted. */
export function MaskField() {
  const { mask } = useView('mask');
  const preset = MASK_PRESETS.find((name) => name === mask);
  return (
    <>
      <Select
        label={TEXTS.missing}
        prefix={TEXTS.missingPrefix}
        value={preset ?? PAINTED}
        options={preset ? OPTIONS : [...OPTIONS, { value: PAINTED, label: TEXTS.painted }]}
        onChange={(value) => {
          if (value !== PAINTED) patchView({ mask: value });
        }}
      />
      <Button title={TEXTS.invertTitle} onClick={() => patchView({ mask: invertMask(mask) })}>
        {TEXTS.invert}
      </Button>
    </>
  );
}

/** The picture, from which pixels are taken away with a brush: with mouse, touch and pen, and with the keyboard. */
export function MaskPad() {
  const [tool, setTool] = useState<(typeof TOOLS)[number]['value']>('brush');
  const [size, setSize] = useState<(typeof SIZES)[number]['value']>(1.6);
  const stroke = useRef<Stroke | null>(null);
  const draw = useRef<Draw>(() => undefined);
  const paintedMask = useCallback((): string => {
    const { mask: stored } = view.getState();
    const missing = parseMask(stored);
    return stroke.current && missing ? formatMask(paintMask(missing, stroke.current)) : stored;
  }, []);
  const repaint = useCallback(() => {
    const picture = subjectPicture();
    draw.current(picture && masked(picture, 'missing', paintedMask()));
  }, [paintedMask]);
  const feed = useCallback(
    (paint: Draw) => {
      draw.current = paint;
      return onEdit(repaint);
    },
    [repaint],
  );
  return (
    <div className={styles.pad}>
      <BrushField
        label={TEXTS.pad}
        tool={tool}
        onBegin={(point) => {
          stroke.current = { ...newStroke(tool === 'brush' ? 'pen' : 'eraser', point), radius: size };
          repaint();
        }}
        onExtend={(points) => {
          if (!stroke.current) return;
          stroke.current = { ...stroke.current, points: [...stroke.current.points, ...points] };
          repaint();
        }}
        onFinish={() => {
          if (!stroke.current) return;
          const next = paintedMask();
          stroke.current = null;
          if (next !== view.getState().mask) patchView({ mask: next });
        }}
      >
        <PixelCanvas label={TEXTS.padPicture} feed={feed} />
      </BrushField>
      <div className={styles.tools} data-chrome>
        <Segmented label={TEXTS.brush} value={tool} options={TOOLS} onChange={setTool} small />
        <Segmented label={TEXTS.width} value={size} options={SIZES} onChange={setSize} small />
      </div>
    </div>
  );
}
