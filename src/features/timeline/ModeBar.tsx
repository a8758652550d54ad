import { useStore } from 'zustand';
import { denoiseFromHere, enter } from './state/path';
import { patchView, view } from '../../state/link/view';
import { ANY_DIGIT } from '../../state/link/fieldKinds';
import { Segmented, Select } from '../../ui/controls';
import { whyNoClass } from '../../state/network/usedNetwork';
import { useNetwork } from './useNetwork';
import { SourcePicker } from '../common/SourcePicker';
import { withKey } from '../common/view';
import { DENOISE, FORWARD, REVERSE } from './keys';
import { useView } from '../../state/link/useView';
import styles from './ModeBar.module.css';

const CLASSES = [
  { value: ANY_DIGIT, label: 'any', title: 'No class is asked for' },
  ...Array.from({ length: 10 }, (_, digit) => ({
    value: digit,
    label: String(digit),
    title: `Ask for a ${digit}`,
  })),
];

const STEPS = [1000, 500, 250, 100, 50, 20, 10, 5].map((steps) => ({
  value: steps,
  label: `${steps} steps`,
}));
const GUIDANCE = [0, 0.5, 1, 2, 3, 5].map((w) => ({ value: w, label: String(w) }));
const ETA = [0, 0.2, 0.5, 0.8, 1].map((eta) => ({ value: eta, label: String(eta) }));

function ForwardControls() {
  const process = useStore(view, (state) => state.process);
  return (
    <>
      <Segmented
        label="Noise"
        value={process}
        options={[
          { value: 'closed', label: 'one ε', title: 'One noise for every t: the closed form' },
          { value: 'chain', label: 'chain', title: 'A fresh noise at each step: the Markov chain' },
        ]}
        onChange={(value) => patchView({ process: value })}
      />
      <SourcePicker />
    </>
  );
}

function ReverseControls() {
  const { label, sampler, steps, eta, guidance, mode, tries } = useView(
    'label',
    'sampler',
    'steps',
    'eta',
    'guidance',
    'mode',
    'tries',
  );
  const used = useNetwork();
  const noClass = whyNoClass(used);
  return (
    <>
      {noClass !== null ? (
        <>
          <Select
            label="Class"
            prefix="class"
            title={noClass}
            value={used.only ?? ANY_DIGIT}
            options={CLASSES}
            disabled
            onChange={() => undefined}
          />
          <span className={styles.reason}>{noClass}</span>
        </>
      ) : mode === 'denoise' ? (
        // Without a class unless one insists: with one, the class decides the digit. So it takes little room.
        <Select
          label="Class"
          prefix="class"
          value={label}
          options={CLASSES}
          onChange={(value) => patchView({ label: value })}
        />
      ) : (
        <Segmented
          label="Class"
          value={label}
          options={CLASSES}
          onChange={(value) => patchView({ label: value })}
        />
      )}
      <Segmented
        label="Sampler"
        value={sampler}
        options={[
          { value: 'ddpm', label: 'DDPM', title: 'Ho et al. 2020: fresh noise at every step' },
          { value: 'ddim', label: 'DDIM', title: 'Song et al. 2021: as much fresh noise as η says' },
        ]}
        onChange={(value) => patchView({ sampler: value })}
      />
      <Select
        label="Steps from t = 1000"
        prefix=""
        value={steps}
        options={STEPS}
        onChange={(value) => patchView({ steps: value })}
      />
      {sampler === 'ddim' && (
        <Select
          label="eta, the share of fresh noise"
          prefix="η"
          value={eta}
          options={ETA}
          onChange={(value) => patchView({ eta: value })}
        />
      )}
      <Select
        label="guidance w"
        prefix={<i>w</i>}
        title={noClass ?? '(1 + w) ε̂ with the class − w ε̂ without it; it needs a class'}
        value={guidance}
        options={GUIDANCE}
        disabled={label === ANY_DIGIT || noClass !== null}
        onChange={(value) => patchView({ guidance: value })}
      />
      {mode === 'denoise' && (
        <Select
          label="tries"
          value={tries}
          options={[1, 2, 4, 6, 8].map((count) => ({ value: count, label: String(count) }))}
          onChange={(value) => patchView({ tries: value })}
        />
      )}
    </>
  );
}

/** What is on the stage, and its parameters. */
export function ModeBar() {
  const mode = useStore(view, (state) => state.mode);
  const from = useStore(view, (state) => state.from);
  return (
    <div className={styles.bar} data-chrome>
      <Segmented
        label="Path"
        value={mode}
        options={[
          { value: 'forward', label: 'Forward', title: withKey('From the digit to noise', FORWARD) },
          {
            value: 'reverse',
            label: 'Reverse',
            title: withKey('From noise to a digit, by the network', REVERSE),
          },
          ...(mode === 'denoise'
            ? [
                {
                  value: 'denoise' as const,
                  label: `Back from ${from}`,
                  title: withKey('From the stopped forward path, by the network', DENOISE),
                },
              ]
            : []),
        ]}
        onChange={(value) => (value === 'denoise' ? denoiseFromHere() : enter(value))}
      />
      {mode === 'forward' ? <ForwardControls /> : <ReverseControls />}
    </div>
  );
}
