import { useCallback, useMemo } from 'react';
import { useStore } from 'zustand';
import { angleBetween, slerpWeights } from '../../diffusion/slerp';
import { creditOf, whyNoClass } from '../../state/network/usedNetwork';
import { failureText } from '../../state/engine/failure';
import { useView } from '../../state/link/useView';
import { patchView } from '../../state/link/view';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/controls';
import { Panel } from '../../ui/Panel';
import { type Draw, PixelCanvas } from '../../ui/PixelCanvas';
import { Tex } from '../../ui/Tex';
import { formatWeight } from '../common/format';
import { Setting } from '../common/Setting';
import { grids, onPictures, shownFrame } from './state/grids';
import { stripEnds } from './state/plans';
import { useUsed } from './useSide';
import shared from './Generate.module.css';
import styles from './Strip.module.css';

const SLERP = String.raw`x_T(u) = \frac{\sin((1-u)\theta)\,a + \sin(u\,\theta)\,b}{\sin\theta}`;

const EXPLAINED = (
  <>
    <p>
      <Tex tex={SLERP} />, with <Tex tex="\theta" /> the angle between the noises <Tex tex="a" /> and{' '}
      <Tex tex="b" /> <cite>(Shoemake 1985)</cite>.
    </p>
    <p>
      Two noises of 784 numbers are nearly at a right angle, and equally long. On the straight line between
      them the length would fall to 0.71 half-way: no noise that the network has ever seen. On the circle it
      stays.
    </p>
    <p>
      DDIM with η = 0 adds no noise of its own, so <Tex tex="x_T" /> alone decides the digit{' '}
      <cite>(Song, Meng &amp; Ermon 2021, section 5.3)</cite>: neighbours on the circle become neighbours as
      digits. By DDPM each would have its own fresh noise at every step, and they would have little to do with
      each other.
    </p>
  </>
);

function StripTile({ index, count, theta }: { index: number; count: number; theta: number }) {
  const feed = useCallback(
    (draw: Draw) => onPictures(() => draw(shownFrame(grids.sheets.strip, index))),
    [index],
  );
  const u = index / (count - 1);
  const share = String(Number(u.toFixed(2)));
  const weights = slerpWeights(theta, u);
  return (
    <figure>
      <PixelCanvas label={`The picture at u = ${share} between the two noises`} feed={feed} />
      <figcaption className={shared.caption}>
        <b>u = {share}</b>
        <span>
          {formatWeight(weights.a)} <i>a</i>
        </span>
        <span>
          {formatWeight(weights.b)} <i>b</i>
        </span>
      </figcaption>
    </figure>
  );
}

/** The pictures between two noises. */
export function Strip() {
  const { strip, stripFrom, stripTo, stripCount } = useView('strip', 'stripFrom', 'stripTo', 'stripCount');
  const used = useUsed('a');
  const status = useStore(grids.sheets.strip.store, (state) => state.status);
  const noClass = used && whyNoClass(used);
  const theta = useMemo(
    () => (strip && used ? angleBetween(...stripEnds({ stripFrom, stripTo }, used)) : NaN),
    [strip, used, stripFrom, stripTo],
  );
  return (
    <Panel
      title="Between two noises"
      explain={EXPLAINED}
      aside={used && <Badge kind="live" by={creditOf(used)} />}
    >
      <div className={shared.fields} data-chrome>
        <Setting field="stripFrom" />
        <Setting field="stripTo" />
        <Setting field="stripCount" />
        {noClass === null && <Setting field="stripLabel" />}
        <Setting field="stripSteps" />
        <Button aria-pressed={strip} onClick={() => patchView({ strip: !strip })}>
          {strip ? 'Put it away' : 'Show the strip'}
        </Button>
      </div>
      {strip ? (
        <>
          <div className={styles.strip}>
            {Array.from({ length: stripCount }, (_, index) => (
              <StripTile key={index} index={index} count={stripCount} theta={theta} />
            ))}
          </div>
          <p className={shared.numbers} data-number="theta">
            <Tex tex={SLERP} />, <Tex tex="\theta" /> = {theta.toFixed(4)} (
            {((theta * 180) / Math.PI).toFixed(2)}°)
          </p>
        </>
      ) : (
        <p className={shared.note}>
          The noise of one seed turns into that of another along a great circle, and each of {stripCount}{' '}
          noises on the way becomes a digit. Give two seeds, or let clicks on pictures choose them.
        </p>
      )}
      {status.kind === 'failed' && (
        <p role="alert" className={shared.failed}>
          {failureText(status.error)}
        </p>
      )}
    </Panel>
  );
}
