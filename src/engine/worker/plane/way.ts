import { exactEstimate, guidedEstimate } from '../../../diffusion/plane/exactEstimate';
import { WayBack } from '../../../diffusion/plane/wayBack';
import { sampleKey } from '../../../diffusion/random';
import { makeSchedule } from '../../../diffusion/schedule';
import type { PlaneWayEvent, PlaneWayRequest, PlaneWayResult } from '../../protocol/plane';
import { demand, demandSeeds, demandWhole, within } from '../requests/demand';
import { learnedEstimate } from './learned';
import { Turns } from './turns';
import { demandLaw, demandPoints, demandWay, T } from './validatePlane';

/** How often states are sent. */
const SEND_EVERY_MS = 60;

/**
 * Moves points on a way back by the exact score, or a network's.
 * @throws EngineFailure 'bad-request'; the signal's reason once that is aborted
 */
export async function* planeWay(
  { law, guidance, network, rule, times, seed, points, index, last, every }: PlaneWayRequest,
  signal: AbortSignal,
): AsyncGenerator<PlaneWayEvent, PlaneWayResult, void> {
  demandLaw(law);
  if (guidance) {
    demandLaw(guidance.law);
    demand(within(guidance.w, 0, 20), 'w is a number from 0 to 20');
  }
  demand(!guidance || !network, 'a network knows no classes');
  demandWay(rule, times);
  demandSeeds([seed]);
  demandPoints(points);
  demandWhole('last', last, 1, times.length - 1);
  demandWhole('index', index, 0, last - 1);
  demandWhole('every', every, 1, T);
  const estimate = guidance
    ? guidedEstimate(exactEstimate(guidance.law), exactEstimate(law), guidance.w)
    : network
      ? await learnedEstimate(network)
      : exactEstimate(law);
  const started = performance.now();
  const turns = new Turns(signal);
  const way = new WayBack({
    schedule: makeSchedule('linear', T),
    rule,
    times,
    noiseKey: sampleKey(seed, 'plane', 3),
    estimate,
    points,
    index,
  });
  let unsent: { readonly index: number; readonly points: Float32Array }[] = [];
  let sent = started;
  while (way.index < last) {
    way.step();
    if (way.index % every === 0 || way.index === last)
      unsent.push({ index: way.index, points: way.points.slice() });
    const now = performance.now();
    if (way.index === last || now - sent > SEND_EVERY_MS) {
      yield* chunk(unsent);
      const perSecond = (way.index - index) / ((now - started) / 1000);
      const [step, steps] = [way.index - index, last - index];
      yield {
        kind: 'progress',
        step,
        steps,
        stepsPerSecond: perSecond,
        secondsLeft: (steps - step) / perSecond,
      };
      unsent = [];
      sent = now;
    }
    await turns.take();
  }
  return { points: way.points, seconds: (performance.now() - started) / 1000 };
}

function* chunk(
  states: readonly { readonly index: number; readonly points: Float32Array }[],
): Generator<PlaneWayEvent, void, void> {
  const [first] = states;
  if (states.length === 0) return;
  const points = new Float32Array(states.length * first.points.length);
  states.forEach((state, i) => points.set(state.points, i * first.points.length));
  yield { kind: 'states', indices: Int32Array.from(states, ({ index }) => index), points };
}
