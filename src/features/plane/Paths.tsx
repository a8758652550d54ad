import { fixed } from '../../diffusion/numbers/formatNumber';
import { useView } from '../../state/link/useView';
import { view } from '../../state/link/view';
import { memo } from '../../state/memo';
import { LiveText } from '../common/LiveText';
import { AtLevel } from '../common/setting/AtLevel';
import { Setting } from '../common/setting/Setting';
import { drawStrands } from './lines';
import { Plane, type Picture } from './Plane';
import { DRAWN, DRAWN_TIMES, flow, onFlow, onOwnPaths, shownPairs, streams } from './state/flow';
import { lawOf } from './state/law';
import { onPlane } from './state/looks';
import { TEXTS } from './texts';
import both from './Both.module.css';

export const PathsSettings = () => (
  <>
    <Setting field="planePath" />
    <Setting field="planeReflow">{TEXTS.reflow}</Setting>
  </>
);

const keepOwn = memo<readonly Float32Array[]>();
const keepFlow = memo<readonly Float32Array[]>();

/** Paths of the first points, each as places at some t. */
function strands(at: (t: number) => Float32Array): Float32Array[] {
  const all = Array.from({ length: DRAWN }, () => new Float32Array(2 * DRAWN_TIMES.length));
  DRAWN_TIMES.forEach((t, i) => {
    const points = at(t);
    all.forEach((strand, point) => strand.set(points.subarray(2 * point, 2 * point + 2), 2 * i));
  });
  return all;
}

/** Points on their own ways to their own noise. */
function ownPicture(): Picture {
  const pairs = shownPairs();
  if (!pairs) return {};
  const { planeT, planePath } = view.getState();
  return {
    lines: (pen) =>
      drawStrands(
        pen,
        keepOwn([pairs, planePath], () => strands((t) => onOwnPaths(pairs, t))),
      ),
    particles: { points: onOwnPaths(pairs, planeT), start: pairs.epsilon },
  };
}

/** The same noise on the flow: the mean of all that pass each place. */
function flowPicture(): Picture {
  const paths = flow.current()?.result.paths;
  const pairs = shownPairs();
  if (!paths || !pairs) return {};
  const { planeT, planePath } = view.getState();
  return {
    lines: (pen) =>
      drawStrands(
        pen,
        keepFlow([paths, planePath], () => strands((t) => onFlow(paths, t))),
      ),
    particles: { points: onFlow(paths, planeT), start: pairs.epsilon },
  };
}

const straightText = (): string => {
  if (!lawOf()) return TEXTS.drawElsewhere;
  const { result, isNewest } = streams.current() ?? {};
  return result && isNewest ? TEXTS.straightness(fixed(result.straightness, 2)) : TEXTS.measuring;
};

/** Each point's own path to its noise, and the paths of the mean flow. */
export function PathsPictures() {
  const { planeReflow } = useView('planeReflow');
  return (
    <div className={both.both}>
      <figure className={both.picture}>
        <figcaption className={both.title}>{planeReflow ? TEXTS.reflowedPaths : TEXTS.ownPaths}</figcaption>
        <Plane label={planeReflow ? TEXTS.reflowedPaths : TEXTS.ownPaths} picture={ownPicture} />
        <AtLevel from="course">
          <p className={both.words}>
            <LiveText subscribe={onPlane} text={straightText} name="straightness" />
          </p>
        </AtLevel>
      </figure>
      <figure className={both.picture}>
        <figcaption className={both.title}>{TEXTS.meanPaths}</figcaption>
        <Plane label={TEXTS.meanPaths} picture={flowPicture} />
        <p className={both.words}>{TEXTS.neverCross}</p>
      </figure>
    </div>
  );
}
