import { useCallback, useRef, useState } from 'react';
import { Brush, Eraser } from 'lucide-react';
import {
  invertMask,
  MASK_PRESETS,
  formatMask,
  parseMask,
  paintMask,
  type MaskPreset,
} from '../../state/link/mask';
import { useView } from '../../state/link/useView';
import { patchView, view } from '../../state/link/view';
import { newStroke, type Stroke } from '../../state/picture/drawing';
import { Button, Segmented, Select } from '../../ui/controls';
import { PixelCanvas, type Draw } from '../../ui/PixelCanvas';
import { BrushField } from '../common/BrushField';
import { onEdit } from './state/changes';
import { masked, subjectPicture } from './state/results';
import shared from './shared.module.css';
import styles from './MaskPad.module.css';

const PRESET_TITLES: Record<MaskPreset, string> = {
  lower: 'lower half',
  upper: 'upper half',
  left: 'left half',
  right: 'right half',
  stripe: 'a stripe',
  box: 'a box',
  holes: 'three pixels in four',
  none: 'nothing',
  all: 'everything',
};
/** Stands for a mask that is no preset. */
const OWN = 'own';
const OPTIONS = MASK_PRESETS.map((value) => ({ value, label: PRESET_TITLES[value] }));

const SIZES = [
  { value: 0.75, label: 'fine' },
  { value: 1.6, label: 'broad' },
  { value: 3, label: 'wide' },
] as const;
type Size = (typeof SIZES)[number]['value'];
type Tool = 'brush' | 'eraser';

const TOOLS = [
  {
    value: 'brush',
    label: (
      <>
        <Brush size={15} aria-hidden="true" />
        &nbsp;Take away
      </>
    ),
  },
  {
    value: 'eraser',
    label: (
      <>
        <Eraser size={15} aria-hidden="true" />
        &nbsp;Give back
      </>
    ),
  },
] as const;

/** The picture, from which pixels are taken away with a brush: with mouse, touch and pen, and with the keyboard. */
export function MaskPad() {
  const { mask } = useView('mask');
  const [tool, setTool] = useState<Tool>('brush');
  const [size, setSize] = useState<Size>(1.6);
  const stroke = useRef<Stroke | null>(null);
  const draw = useRef<Draw>(() => undefined);
  const maskNow = useCallback((): string => {
    const { mask: stored } = view.getState();
    const missing = parseMask(stored);
    return stroke.current && missing ? formatMask(paintMask(missing, stroke.current)) : stored;
  }, []);
  const repaint = useCallback(() => {
    const picture = subjectPicture();
    draw.current(picture && masked(picture, 'missing', maskNow()));
  }, [maskNow]);
  const feed = useCallback(
    (paint: Draw) => {
      draw.current = paint;
      return onEdit(repaint);
    },
    [repaint],
  );
  const preset = MASK_PRESETS.find((name) => name === mask);
  return (
    <div className={styles.pad}>
      <div className={shared.fields} data-chrome>
        <Select
          label="What is missing"
          prefix="missing"
          value={preset ?? OWN}
          options={preset ? OPTIONS : [...OPTIONS, { value: OWN, label: 'as painted' }]}
          onChange={(value) => {
            if (value !== OWN) patchView({ mask: value });
          }}
        />
        <Button
          title="What is missing is known, and what is known is missing"
          onClick={() => patchView({ mask: invertMask(mask) })}
        >
          Invert
        </Button>
      </div>
      <BrushField
        label="The picture with its mask"
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
          const next = maskNow();
          stroke.current = null;
          if (next !== view.getState().mask) patchView({ mask: next });
        }}
      >
        <PixelCanvas label="The picture; missing pixels are chequered" feed={feed} />
      </BrushField>
      <div className={`${shared.fields} ${styles.tools}`} data-chrome>
        <Segmented label="Brush" value={tool} options={TOOLS} onChange={setTool} small />
        <Segmented label="Width of the brush" value={size} options={SIZES} onChange={setSize} small />
      </div>
    </div>
  );
}
