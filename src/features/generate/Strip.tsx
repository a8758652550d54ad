import { useCallback, useMemo, type CSSProperties } from 'react';
import { useStore } from 'zustand';
import { angleBetween, slerpWeights } from '../../diffusion/slerp';
import { fixed } from '../../diffusion/numbers/formatNumber';
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
import { AtLevel } from '../common/setting/AtLevel';
import { Setting } from '../common/setting/Setting';
import { Term } from '../common/glossary/Term';
import { grids, onPictures, shownFrame } from './state/grids';
import { stripEnds } from './state/plans';
import { TEXTS } from './texts';
import { useSideNetwork } from './useSide';
import shared from './Generate.module.css';
import styles from './Strip.module.css';

const SLERP = String.raw`x_T(u) = \frac{\sin((1-u)\theta)\,a + \sin(u\,\theta)\,b}{\sin\theta}`;

const { stripCard: CARD } = TEXTS;
const EXPLAINED = (
  <>
    <p>
      <Tex tex={SLERP} />
      {CARD.angle[1]}
      <Tex tex="\theta" />
      {CARD.angle[2]}
      <Tex tex="a" />
      {CARD.angle[3]}
      <Tex tex="b" /> <cite>{CARD.shoemake}</cite>.
    </p>
    <p>{CARD.length}</p>
    <p>
      {CARD.ddim[0]}
      <Tex tex="x_T" />
      {CARD.ddim[1]}
      <cite>{CARD.song}</cite>
      {CARD.neighbours}
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
      <PixelCanvas label={TEXTS.stripTile(share)} feed={feed} />
      <AtLevel from="course">
        <figcaption className={shared.caption}>
          <b>u = {share}</b>
          <span>
            {formatWeight(weights.a)} <i>a</i>
          </span>
          <span>
            {formatWeight(weights.b)} <i>b</i>
          </span>
        </figcaption>
      </AtLevel>
    </figure>
  );
}

/** The pictures between two noises. */
export function Strip() {
  const { strip, stripFrom, stripTo, stripCount } = useView('strip', 'stripFrom', 'stripTo', 'stripCount');
  const used = useSideNetwork('a');
  const status = useStore(grids.sheets.strip.store, (state) => state.status);
  const noClass = used && whyNoClass(used);
  const theta = useMemo(
    () => (strip && used ? angleBetween(...stripEnds({ stripFrom, stripTo }, used)) : NaN),
    [strip, used, stripFrom, stripTo],
  );
  return (
    <Panel
      title={
        <>
          {TEXTS.strip} <Term name="ddim" />
        </>
      }
      explain={EXPLAINED}
      aside={used && <Badge kind="live" by={creditOf(used)} />}
    >
      <div className={shared.fields}>
        <Setting field="stripFrom" />
        <Setting field="stripTo" />
        <Setting field="stripCount" />
        {noClass === null && <Setting field="stripLabel" />}
        <Setting field="stripSteps" />
        <Button
          className={strip ? '' : shared.start}
          aria-pressed={strip}
          onClick={() => patchView({ strip: !strip })}
        >
          {strip ? TEXTS.stripHide : TEXTS.stripShow}
        </Button>
      </div>
      {strip ? (
        <>
          <div
            className={styles.strip}
            style={{ '--row': stripCount > 9 ? Math.ceil(stripCount / 2) : stripCount } as CSSProperties}
          >
            {Array.from({ length: stripCount }, (_, index) => (
              <StripTile key={index} index={index} count={stripCount} theta={theta} />
            ))}
          </div>
          <AtLevel from="course">
            <p className={shared.numbers} data-number="theta">
              <Tex tex={SLERP} />, <Tex tex="\theta" /> = {fixed(theta, 4)} (
              {fixed((theta * 180) / Math.PI, 2)}°)
            </p>
          </AtLevel>
        </>
      ) : (
        <p className={shared.note}>
          {TEXTS.stripAbout(stripCount)} <span data-chrome>{TEXTS.stripChoose}</span>
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
