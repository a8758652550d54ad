import { useView } from '../../state/link/useView';
import { figures } from '../../diffusion/numbers/formatNumber';
import { view } from '../../state/link/view';
import { Setting } from '../common/setting/Setting';
import { Untrace } from './Back';
import { drawArrows, fullLength, type Pen } from './lines';
import { scoreOfAll, scoreOfClass } from './state/guidance';
import { isPointSet, lawOf } from './state/law';
import { TEXTS } from './texts';
import { WayPicture } from './WayPicture';
import both from './Both.module.css';

/** Components of the open law, as classes to choose from. */
function useClasses() {
  useView('planeData', 'planeMixture', 'planeCopies');
  const count = isPointSet(view.getState()) ? 0 : (lawOf()?.stds.length ?? 0);
  return Array.from({ length: count }, (_, value) => ({ value, label: TEXTS.classOf(value + 1) }));
}

export function GuidanceSettings() {
  const classes = useClasses();
  const { planeClass } = useView('planeClass');
  if (classes.length === 0) return null;
  return (
    <>
      <Setting field="planeClass" options={classes} value={Math.min(planeClass, classes.length - 1)} />
      <Setting field="planeGuidance" />
      <Setting field="planeCount" />
      <Untrace />
    </>
  );
}

/** The score of the class. */
function drawClass(pen: Pen): void {
  const ofClass = scoreOfClass.current()?.result.arrows;
  if (ofClass) drawArrows(pen, ofClass);
}

/** The scores of all and of the class, and what guidance makes of both, on one scale. */
function drawGuidance(pen: Pen): void {
  const ofAll = scoreOfAll.current()?.result;
  const ofClass = scoreOfClass.current()?.result;
  if (!ofAll?.arrows || !ofClass?.arrows || ofAll.t !== ofClass.t) return;
  const w = view.getState().planeGuidance;
  const [all, one] = [ofAll.arrows, ofClass.arrows];
  const guided = one.map((value, i) => (1 + w) * value - w * all[i]);
  const full = fullLength(guided);
  drawArrows(pen, all, { full, colour: pen.soft });
  drawArrows(pen, one, { full });
  drawArrows(pen, guided, { full, isThick: true });
}

/** From the same noise: the class alone, and with guidance. */
export function GuidancePictures() {
  const { planeGuidance, level } = useView('planeGuidance', 'level');
  const isPlain = level === 'picture';
  const classes = useClasses();
  if (classes.length === 0) return <p>{TEXTS.noClasses}</p>;
  const title = (words: string) => <p className={both.title}>{words}</p>;
  return (
    <div className={both.both}>
      <WayPicture
        side="a"
        label={TEXTS.classOnlyPlain}
        heading={title(isPlain ? TEXTS.classOnlyPlain : TEXTS.classOnly)}
        lines={drawClass}
      />
      <WayPicture
        side="b"
        label={TEXTS.guidedPlain}
        heading={title(isPlain ? TEXTS.guidedPlain : TEXTS.guided(figures(planeGuidance, 2)))}
        lines={drawGuidance}
      />
    </div>
  );
}
