import { useMemo, useSyncExternalStore, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { view } from '../../state/link/view';
import { Term } from '../common/glossary/Term';
import { LiveText } from '../common/LiveText';
import { AtLevel } from '../common/setting/AtLevel';
import { tInWords } from '../common/texts';
import { NEAR_T } from './layers';
import { drawTraces, type Pen } from './lines';
import { Plane, type Picture, type Place } from './Plane';
import { short } from './short';
import { shownField } from './state/field';
import { learning } from './state/learning';
import { onPlane } from './state/looks';
import { pathOf, toggleTrace, tracedParticles } from './state/traces';
import { isUnstable, wayPlan, ways, type Side, type WayPlan } from './state/ways';
import { TEXTS } from './texts';
import { WorkStatus } from './WorkStatus';
import styles from './WayPicture.module.css';

/** What is seen of a side: the exact density, pale, and the particles with the paths of the traced ones. */
function pictureOf(side: Side, lines: ((pen: Pen) => void) | undefined): Picture {
  const way = ways[side];
  const shown = way.shown();
  const known = shownField();
  // The density of another t than the particles' would mislead.
  const density = known && shown && Math.abs(known.t - shown.t) <= NEAR_T ? known.density : undefined;
  const start = way.current()?.states.get(0);
  const particles = shown && start ? { points: shown.points, start } : undefined;
  return {
    density,
    opacity: 0.35,
    particles,
    lines: (pen) => {
      lines?.(pen);
      if (!particles) return;
      const { points } = particles;
      const isHere = (particle: number): boolean => 2 * particle < points.length;
      const at = (particle: number) => [points[2 * particle], points[2 * particle + 1]] as const;
      const traced = tracedParticles().filter(isHere);
      drawTraces(
        pen,
        traced.map((particle) => ({ path: pathOf(side, particle), at: at(particle) })),
      );
    },
  };
}

const fewerNote = ({ count, wanted, terms, network }: WayPlan): string =>
  network ? TEXTS.fewerOfNetwork(count, wanted) : TEXTS.fewer(count, wanted, terms);

/** What the page has to say of a side's plan, one sentence a line. */
function notesOf(side: Side): string {
  const plan = wayPlan(side);
  if (!plan) return TEXTS.drawElsewhere;
  const taken = plan.times.length - 1;
  return [
    ...(view.getState().planeCount === 0 ? [TEXTS.leastParticles] : []),
    ...(taken < plan.steps ? [TEXTS.fewerSteps(taken, plan.steps)] : []),
    ...(plan.lacksNetwork ? [TEXTS.noNetworkYet] : []),
    ...(plan.count < plan.wanted ? [fewerNote(plan)] : []),
    ...(isUnstable(plan) ? [TEXTS.unstable] : []),
    ...(plan.times.length === 2 ? [TEXTS.oneStep] : []),
  ].join('\n');
}

function stateText(side: Side): string {
  const run = ways[side].current();
  const shown = ways[side].shown();
  if (!run || !shown) return TEXTS.notYet;
  const t = tInWords(shown.t, view.getState().level);
  const { network, evaluations } = run.plan;
  return network
    ? `${t} · ${TEXTS.networkAsked(network.update, evaluations)}`
    : `${TEXTS.shown(t)} · ${TEXTS.evaluations(evaluations)}`;
}

function distanceText(side: Side): string {
  const result = ways[side].current()?.distance;
  if (!result) return '';
  const { distance, band } = result;
  const toWhat = ways[side].current()?.plan.guidance ? TEXTS.toClass : '';
  return toWhat + TEXTS.distance(short(distance), short(band.mean), short(band.std));
}

const onNotes = (listener: () => void): (() => void) => {
  const stops = [view, learning.store].map((each) => each.subscribe(listener));
  return () => stops.forEach((stop) => stop());
};

interface Props {
  side: Side;
  label: string;
  heading: ReactNode;
  /** Draws below the traced paths. Keep it stable. */
  lines?: (pen: Pen) => void;
}

/** One way back: its picture, and its numbers. */
export function WayPicture({ side, label, heading, lines }: Props) {
  const way = ways[side];
  const { status } = useStore(way.store);
  const notes = useSyncExternalStore(onNotes, () => notesOf(side));
  const feeds = useMemo(
    () => ({
      picture: () => pictureOf(side, lines),
      state: () => stateText(side),
      distance: () => distanceText(side),
    }),
    [side, lines],
  );
  return (
    <figure className={styles.side}>
      {heading}
      <Plane
        label={label}
        picture={feeds.picture}
        onPick={({ x, y }: Place) => toggleTrace(side, x, y)}
        pickWords={TEXTS.trace}
      />
      <figcaption className={styles.words}>
        <AtLevel from="course">
          <p>
            <LiveText subscribe={onPlane} text={feeds.state} />
          </p>
          <p>
            <LiveText subscribe={onPlane} text={feeds.distance} name={`distance-${side}`} />{' '}
            <Term name="energyDistance" />
          </p>
        </AtLevel>
        <WorkStatus label={TEXTS.way(side.toUpperCase())} status={status} start={way.start} stop={way.stop} />
        {notes !== '' && <p className={styles.note}>{notes}</p>}
      </figcaption>
    </figure>
  );
}
