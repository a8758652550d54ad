import { useStore } from 'zustand';
import { ArrowLeftRight, Copy, Dices } from 'lucide-react';
import { copyAToB, otherSamples, swapSides } from './state/grids';
import { changeOf } from './state/plans';
import type { Setting, Side } from './state/plans';
import { network } from '../../state/network/network';
import { trainedName, whyNoClass } from '../../state/network/usedNetwork';
import { useView } from '../../state/link/useView';
import { patchView } from '../../state/link/view';
import { Button, NumberField, Segmented, Select } from '../../ui/controls';
import { NetworkPicker } from '../common/NetworkPicker';
import { CLASSES } from './names';
import { useSetting, useUsed } from './useSide';
import styles from './Generate.module.css';

const SHIPPED = { value: 'shipped', label: 'shipped (pretrained)' };
/** Where a sampler starts when it is chosen. */
const USUAL_STEPS = { ddpm: 1000, ddim: 25 } as const;

/** B's network: the shipped one, or a run of this browser as it is now. */
function OtherNetwork() {
  const runs = useStore(network, (state) => state.runs);
  const { network: chosen } = useSetting('b');
  const used = useUsed('b');
  const known = runs.map(({ id, name, update }) => ({
    value: trainedName(id, update),
    label: `${name} · ${update.toLocaleString('en')} updates`,
  }));
  const choices = [SHIPPED, ...known];
  if (choices.length === 1 && chosen === SHIPPED.value) return null;
  if (choices.every(({ value }) => value !== chosen))
    choices.push({ value: chosen, label: used?.title ?? chosen });
  return (
    <Select
      label="Network of B"
      prefix=""
      value={chosen}
      options={choices}
      onChange={(value) => patchView({ bNetwork: value })}
    />
  );
}

/** What a side asks for. */
function SideSettings({ side, name }: { side: Side; name: string }) {
  const { label, sampler, steps, eta, guidance } = useSetting(side);
  const used = useUsed(side);
  const noClass = used && whyNoClass(used);
  const set = (change: Partial<Setting>): void => patchView(changeOf(side, change));
  const of = name && ` of ${name}`;
  return (
    <fieldset className={styles.side}>
      <legend>{name || 'Every picture'}</legend>
      {side === 'a' ? <NetworkPicker /> : <OtherNetwork />}
      {noClass === null ? (
        <Select
          label={`Class${of}`}
          prefix="class"
          value={label}
          options={CLASSES}
          onChange={(value) => set({ label: value })}
        />
      ) : (
        <p className={styles.note}>{noClass}</p>
      )}
      <Segmented
        label={`Sampler${of}`}
        value={sampler}
        options={[
          { value: 'ddim', label: 'DDIM', title: 'Song et al. 2021: as much fresh noise as η says' },
          { value: 'ddpm', label: 'DDPM', title: 'Ho et al. 2020: fresh noise at every step' },
        ]}
        onChange={(value) => set({ sampler: value, steps: USUAL_STEPS[value] })}
      />
      <NumberField
        label={`steps${of}`}
        prefix="steps"
        title="Reverse steps from t = 1000 to 0: 5 to 1000"
        value={steps}
        min={5}
        max={1000}
        onChange={(value) => set({ steps: value })}
      />
      {sampler === 'ddim' && (
        <NumberField
          label={`eta${of}`}
          prefix="η"
          title="Share of fresh noise, 0 to 1: with 0 the noise at t = 1000 decides all, with 1 it is DDPM"
          value={eta}
          min={0}
          max={1}
          step={0.01}
          onChange={(value) => set({ eta: value })}
        />
      )}
      {noClass === null && (
        <NumberField
          label={`guidance w${of}`}
          prefix={<i>w</i>}
          title="Guidance, 0 to 5: (1 + w) ε̂ with the class − w ε̂ without it; it needs a class"
          value={guidance}
          min={0}
          max={5}
          step={0.1}
          onChange={(value) => set({ guidance: value })}
        />
      )}
    </fieldset>
  );
}

/** Everything that decides the pictures. */
export function Settings() {
  const { gridCount, gridSeed, comparing } = useView('gridCount', 'gridSeed', 'comparing');
  return (
    <div className={styles.settings} data-chrome>
      <fieldset className={styles.side}>
        <legend>Pictures</legend>
        <NumberField
          label="pictures"
          value={gridCount}
          min={1}
          max={64}
          onChange={(value) => patchView({ gridCount: value })}
        />
        <span className={styles.pair}>
          <NumberField
            label="first seed"
            title="Picture i begins with the noise of this seed + i: the same seed in the Timeline gives the same picture"
            value={gridSeed}
            min={0}
            max={2 ** 32 - 1}
            onChange={(value) => patchView({ gridSeed: value })}
          />
          <Button
            aria-label="Other seeds"
            title="As many others, from the seeds that follow"
            onClick={otherSamples}
          >
            <Dices size={17} aria-hidden="true" />
          </Button>
        </span>
      </fieldset>
      <SideSettings side="a" name={comparing ? 'A' : ''} />
      <label className={styles.option}>
        <input type="checkbox" checked={comparing} onChange={() => patchView({ comparing: !comparing })} />
        Beside it B, from the same noise
      </label>
      {comparing && (
        <>
          <span className={styles.row}>
            <Button onClick={swapSides} title="A takes the settings of B, and B those of A">
              <ArrowLeftRight size={16} aria-hidden="true" /> Swap
            </Button>
            <Button onClick={copyAToB} title="B takes all settings of A: then change one">
              <Copy size={16} aria-hidden="true" /> Copy A to B
            </Button>
          </span>
          <SideSettings side="b" name="B" />
        </>
      )}
    </div>
  );
}
