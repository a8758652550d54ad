import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useView } from '../../state/link/useView';
import { patchView, view } from '../../state/link/view';
import { Button } from '../../ui/controls';
import { tInWords } from '../common/texts';
import { LiveText } from '../common/LiveText';
import { Setting } from '../common/setting/Setting';
import { drawTraces } from './lines';
import { Plane, type Picture, type Place } from './Plane';
import { field } from './state/field';
import { onPlane } from './state/looks';
import { pathOf, toggleTrace, tracedParticles } from './state/traces';
import { isUnstable, SIDES, wayPlan, ways, type Side } from './state/ways';
import { short } from './short';
import { TEXTS } from './texts';
import { WorkStatus } from './WorkStatus';
import styles from './Back.module.css';

export function BackSettings() {
  const { planeTraced } = useView('planeTraced');
  return (
    <>
      <Setting field="planeCount" />
      <Setting field="waySpread" />
      {planeTraced !== '' && <Button onClick={() => patchView({ planeTraced: '' })}>{TEXTS.untrace}</Button>}
    </>
  );
}

/** Rule and steps of a side, in one row. */
function WaySettings({ side }: { side: Side }) {
  const isA = side === 'a';
  const { wayA, wayB } = useView('wayA', 'wayB');
  return (
    <div className={styles.way} data-chrome>
      <b>{side.toUpperCase()}</b>
      <Setting field={isA ? 'wayA' : 'wayB'} />
      <Setting field={isA ? 'wayStepsA' : 'wayStepsB'} />
      {(isA ? wayA : wayB) === 'sde' && <Setting field={isA ? 'wayGA' : 'wayGB'} />}
    </div>
  );
}

/** What is seen of a side; a stable function for each. */
const PICTURES = {
  a: () => wayPicture('a'),
  b: () => wayPicture('b'),
} as const;

function wayPicture(side: Side): Picture {
  const density = field.current()?.density;
  const shown = ways[side].shown();
  const start = ways[side].current()?.states.get(0);
  if (!shown || !start) return { density, opacity: 0.35 };
  const { points } = shown;
  return {
    density,
    opacity: 0.35,
    particles: { points, start },
    lines: (pen) =>
      drawTraces(
        pen,
        tracedParticles()
          .filter((particle) => 2 * particle < points.length)
          .map((particle) => ({
            path: pathOf(side, particle),
            at: [points[2 * particle], points[2 * particle + 1]],
          })),
      ),
  };
}

/** What is computed of a side. */
function WayStatus({ side }: { side: Side }) {
  const { store, start, stop } = ways[side];
  const { status } = useStore(store);
  return <WorkStatus label={TEXTS.way(side.toUpperCase())} status={status} start={start} stop={stop} />;
}

/** What the page has to say of a side's plan. */
function WayNotes({ side }: { side: Side }) {
  useView(
    'wayA',
    'wayB',
    'wayStepsA',
    'wayStepsB',
    'wayGA',
    'wayGB',
    'planeData',
    'planeMixture',
    'planeKnown',
    'planeCopies',
    'planeCount',
    'planeBrush',
    'waySpread',
    'seed',
  );
  const plan = wayPlan(side);
  if (!plan) return <p className={styles.note}>{TEXTS.emptyBrush}</p>;
  const notes = [
    ...(plan.count < plan.wanted ? [TEXTS.fewer(plan.count, plan.wanted, plan.points)] : []),
    ...(isUnstable(plan) ? [TEXTS.unstable] : []),
    ...(plan.times.length === 2 ? [TEXTS.oneStep] : []),
  ];
  return notes.map((note) => (
    <p key={note} className={styles.note}>
      {note}
    </p>
  ));
}

/** One way back: its picture, and its numbers. */
function WayPicture({ side }: { side: Side }) {
  const way = ways[side];
  const name = side.toUpperCase();
  const text = useMemo(
    () => (): string => {
      const run = way.current();
      const shown = way.shown();
      if (!run || !shown) return TEXTS.notYet;
      const parts = [
        TEXTS.shown(tInWords(shown.t, view.getState().level)),
        TEXTS.evaluations(run.plan.evaluations),
      ];
      return parts.join(' · ');
    },
    [way],
  );
  const distance = useMemo(
    () => (): string => {
      const result = way.current()?.distance;
      if (!result) return '';
      const { band } = result;
      return TEXTS.distance(short(result.distance), short(band.mean), short(band.std));
    },
    [way],
  );
  const pick = ({ x, y }: Place): void => toggleTrace(side, x, y);
  return (
    <figure className={styles.side}>
      <WaySettings side={side} />
      <Plane label={TEXTS.wayPicture(name)} picture={PICTURES[side]} onPick={pick} pickWords={TEXTS.trace} />
      <figcaption className={styles.words}>
        <p>
          <LiveText subscribe={onPlane} text={text} />
        </p>
        <p>
          <LiveText subscribe={onPlane} text={distance} name={`distance-${side}`} />
        </p>
        <WayStatus side={side} />
        <WayNotes side={side} />
      </figcaption>
    </figure>
  );
}

/** Two ways back from the same noise. */
export const BackPictures = () => (
  <div className={styles.both}>
    {SIDES.map((side) => (
      <WayPicture key={side} side={side} />
    ))}
  </div>
);
