import { useStore } from 'zustand';
import { Plus, Trash2 } from 'lucide-react';
import {
  formatMixture,
  MIXTURE_LIMITS,
  parseMixture,
  type PlaneComponent,
} from '../../state/link/planeShapes';
import { useView } from '../../state/link/useView';
import { patchView } from '../../state/link/view';
import { notify } from '../../state/notices';
import { Button, NumberField } from '../../ui/controls';
import { AtLevel } from '../common/setting/AtLevel';
import { Setting } from '../common/setting/Setting';
import { components, draft, isPointSet, LEAST_POINTS, strokes } from './state/law';
import { select, selection } from './state/selection';
import { TEXTS } from './texts';
import styles from './LawSettings.module.css';

/** Takes a changed mixture, unless all its weights are 0. */
function take(all: readonly PlaneComponent[]): void {
  const text = formatMixture(all);
  if (parseMixture(text)) patchView({ planeMixture: text });
  else notify({ kind: 'warning', text: TEXTS.noWeight });
}

/** A new component stands where there is room: on the first of some places that is far from all others. */
const PLACES = [0, 1, 2, 3, 4, 5, 6, 7].map((i) => ({
  x: Math.round(150 * Math.cos((i * Math.PI) / 4)) / 100,
  y: Math.round(150 * Math.sin((i * Math.PI) / 4)) / 100,
}));

function add(all: readonly PlaneComponent[]): void {
  if (all.length >= MIXTURE_LIMITS.components) {
    notify({ kind: 'warning', text: TEXTS.mostComponents(MIXTURE_LIMITS.components) });
    return;
  }
  const room = ({ x, y }: { x: number; y: number }): number =>
    Math.min(...all.map((each) => Math.hypot(each.x - x, each.y - y)));
  const place = PLACES.reduce((best, each) => (room(each) > room(best) ? each : best));
  patchView({ planeMixture: formatMixture([...all, { ...place, weight: 0.3, std: 0.25 }]) });
  select(all.length);
}

/** The selected component in numbers, and how many there are. */
function MixtureFields() {
  useView('planeMixture');
  useStore(draft);
  const all = components();
  const index = Math.min(useStore(selection).index, all.length - 1);
  const component = all.at(index);
  if (!component) return null;
  const change = (next: Partial<PlaneComponent>): void =>
    take(all.map((each, i) => (i === index ? { ...each, ...next } : each)));
  const { weight, std } = MIXTURE_LIMITS;
  return (
    <div className={styles.mixture}>
      <NumberField
        label={TEXTS.weightOf(index + 1)}
        prefix={TEXTS.weight}
        value={component.weight}
        min={weight.min}
        max={weight.max}
        step={0.05}
        onChange={(value) => change({ weight: value })}
      />
      <NumberField
        label={TEXTS.widthOf(index + 1)}
        prefix={TEXTS.width}
        value={component.std}
        min={std.min}
        max={std.max}
        step={0.05}
        onChange={(value) => change({ std: value })}
      />
      <Button aria-label={TEXTS.add} title={TEXTS.add} onClick={() => add(all)}>
        <Plus size={16} aria-hidden="true" />
      </Button>
      <Button
        aria-label={TEXTS.remove}
        title={TEXTS.removeTitle}
        disabled={all.length === 1}
        onClick={() => take(all.filter((_, i) => i !== index))}
      >
        <Trash2 size={16} aria-hidden="true" />
      </Button>
    </div>
  );
}

/** What to do next with a brush. */
function brushHint(places: number, canDraw: boolean): string {
  if (places >= LEAST_POINTS) return canDraw ? TEXTS.brushHint : '';
  return canDraw ? TEXTS.fewPlaces(places) : TEXTS.drawElsewhere;
}

/** What is drawn by hand. */
function BrushFields() {
  const { planeBrush, planePart } = useView('planeBrush', 'planePart');
  useStore(draft);
  const places = strokes().reduce((sum, stroke) => sum + stroke.length / 2, 0);
  return (
    <div className={styles.mixture}>
      <p className={styles.hint}>{brushHint(places, planePart === 'field')}</p>
      <Button
        title={TEXTS.clearTitle}
        disabled={planeBrush === ''}
        onClick={() => patchView({ planeBrush: '' })}
      >
        {TEXTS.clear}
      </Button>
    </div>
  );
}

/** The distribution. */
export function LawSettings() {
  const { planeData, planeCopies } = useView('planeData', 'planeCopies');
  const hasFormula = planeData === 'mixture' || planeData === 'ring';
  return (
    <>
      <Setting field="planeData" />
      {planeData === 'mixture' && <MixtureFields />}
      {planeData === 'brush' && <BrushFields />}
      {hasFormula && <Setting field="planeCopies">{TEXTS.copies}</Setting>}
      {isPointSet({ planeData, planeCopies }) && (
        <AtLevel from="course">
          <Setting field="planeKnown" />
        </AtLevel>
      )}
    </>
  );
}
