import { useMemo } from 'react';
import { useStore } from 'zustand';
import { SCORE_NAMES } from '../../state/link/fields/detect';
import { useView } from '../../state/link/useView';
import { view } from '../../state/link/view';
import { network } from '../../state/network/network';
import { creditOf } from '../../state/network/usedNetwork';
import { source } from '../../state/picture/source';
import { Badge } from '../../ui/Badge';
import { Panel } from '../../ui/Panel';
import { Hardest } from './Hardest';
import { Histogram } from './Histogram';
import { describeMeasurement, formatDeviations, formatError, nameOthers } from './names';
import { Area, Roc } from './Roc';
import { SetsBar } from './SetsBar';
import { countCalibrated, describeBlank, getAnswer, type BlankComparison } from './state/answers';
import { pictureSets } from './state/sets';
import { MEASUREMENTS, MIN_CALIBRATION } from './state/table';
import { Threshold } from './Threshold';
import { Times } from './Times';
import shared from './shared.module.css';
import charts from './charts.module.css';

const EXPLAINED = (
  <>
    <p>
      MNIST’s test digits and others are scored alike, and compared: the score is good where it is larger for
      what is no digit. The <b>area under the ROC curve</b> (AUC) is the share of pairs, a digit and one of
      the others, in which it is; 0.5 is chance. Its 95 % interval is DeLong’s{' '}
      <cite>(DeLong et al. 1988)</cite>.
    </p>
    <p>
      <b>By outline.</b> A denoiser errs at edges: the more outline a picture has, the larger its error, digit
      or not. So the logarithm of the error is compared with a line fitted to digits, log error against log (1
      + outline), and said in standard deviations about it{' '}
      <cite>(a score less complexity: Serrà et al. 2020)</cite>. <b>Plain</b> takes the error as it is, in
      standard deviations of all digits.
    </p>
    <p>
      The line is fitted to other digits than those that are judged: test digits at even places calibrate,
      those at odd places are judged, or spoilt. Nothing that is no digit is looked at for it.
    </p>
    <p>
      The sets are measured at {MEASUREMENTS.epsilon.times.length} t by the {SCORE_NAMES.epsilon}, with{' '}
      {describeMeasurement('epsilon')}, and at {MEASUREMENTS.reconstruction.times.length} t by reconstruction,
      with {describeMeasurement('reconstruction')}, whatever this picture is scored with; its mark among them
      is measured as they are. All meet the same few noises, so another seed gives another area: the interval
      is of the pictures alone. Where every pair is in order it comes from as many pairs as share no picture.
    </p>
  </>
);

/** How the score fares on an empty picture: a network errs at edges, and this one has none. */
function Blank({ t, error, above, of, byOutline }: BlankComparison) {
  const isMissed = 2 * above >= of;
  return (
    <p className={shared.note} data-name="blank">
      <b>An empty sheet is no digit either.</b>{' '}
      {isMissed ? (
        <>
          Yet by the plain error it is more normal than <b>{above}</b> of {of} digits at t = {t}: its error is{' '}
          {formatError(error)}. The network errs at edges, and a blank picture has none.
        </>
      ) : (
        <>
          At t = {t} this score does notice it: by the plain error, {formatError(error)}, it is more normal
          than only <b>{above}</b> of {of} digits. At other t the network errs at edges most, and a blank
          picture has none.
        </>
      )}
      {!Number.isNaN(byOutline) &&
        ` By outline it stands at ${formatDeviations(byOutline)} standard deviations; but no digit is as empty, so the line is only prolonged to it.`}
    </p>
  );
}

/** Sets of pictures: how well the score tells digits from others. */
export function Sets() {
  const sets = useStore(pictureSets.store);
  const { detectAgainst, detectUnseen, detectCount, detectScore } = useView(
    'detectAgainst',
    'detectUnseen',
    'detectCount',
    'detectScore',
  );
  const used = useStore(network, (state) => state.used);
  useStore(source, (state) => state.picture);
  const answer = useStore(view, (state) => getAnswer(state, sets));
  const waiting = useStore(view, (state) => countCalibrated(state, sets));
  const t = answer?.t;
  const blank = useMemo(
    () => (t === undefined ? null : describeBlank({ ...view.getState(), detectScore, detectT: t }, sets)),
    [sets, t, detectScore],
  );
  const others = nameOthers(detectAgainst, detectUnseen);
  return (
    <Panel
      title="Digits and others"
      explain={EXPLAINED}
      aside={answer && <Badge kind="live" by={creditOf(used)} />}
    >
      <SetsBar />
      {answer ? (
        <>
          <Area answer={answer} others={others} />
          <div className={charts.charts}>
            <div>
              <Histogram answer={answer} others={others} />
              <Threshold answer={answer} others={others} />
            </div>
            <Roc answer={answer} others={others} />
          </div>
          <Hardest answer={answer} others={others} />
          {blank && <Blank {...blank} />}
          <Times others={others} />
        </>
      ) : (
        <p className={shared.note}>
          {waiting !== null && (
            <b>
              A first answer waits for {MIN_CALIBRATION} digits to calibrate with; {waiting} are scored so
              far.{' '}
            </b>
          )}
          How large is a usual error? {detectCount} test digits that the network has never seen, {detectCount}{' '}
          other pictures, and as many digits again to calibrate with are noised and scored, in both ways and
          at several t. Then there are histograms, a threshold to move, the ROC curve, and which t tells them
          apart best.
        </p>
      )}
    </Panel>
  );
}
