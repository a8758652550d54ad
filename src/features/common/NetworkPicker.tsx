import { useEffect } from 'react';
import { useStore } from 'zustand';
import { chooseRun, network, refreshRuns, type NetworkState } from '../../state/network/network';
import { parseTrainedName, trainedName } from '../../state/network/usedNetwork';
import { useView } from '../../state/link/useView';
import { patchView } from '../../state/link/view';
import { Select } from '../../ui/controls';
import styles from './NetworkPicker.module.css';

const SHIPPED = { value: '', label: 'shipped (pretrained)' };
type Asked = NonNullable<ReturnType<typeof parseTrainedName>>;

const updatesText = (update: number) => `${update.toLocaleString('en')} updates`;

type Choice<Value> = { value: Value; label: string };

/** The shipped network and all runs; that of the view also where it is not stored yet. */
function choicesOf({ runs, used }: NetworkState, id: string | undefined): Choice<string>[] {
  const known = runs.map((run) => ({
    value: run.id,
    // Of the chosen one the other select says the updates.
    label: run.id === id ? run.name : `${run.name} · ${updatesText(run.update)}`,
  }));
  const unsaved = id !== undefined && runs.every((run) => run.id !== id);
  return [SHIPPED, ...(unsaved ? [{ value: id, label: used.title }] : []), ...known];
}

/** Updates of a run that can be chosen, the newest first. */
function checkpointsOf({ updates, used }: NetworkState, chosen: Asked, newest?: number): Choice<number>[] {
  const kept = parseTrainedName(used.name)?.id === chosen.id ? updates : [];
  const all = new Set([...kept, chosen.update, ...(newest === undefined ? [] : [newest])]);
  return [...all]
    .sort((a, b) => b - a)
    .map((update) => ({
      value: update,
      label: `${updatesText(update)}${update === newest ? ', newest' : ''}`,
    }));
}

/** Which network is asked: the shipped one or one of this browser's, and after how many updates. */
export function NetworkPicker() {
  const { network: name } = useView('network');
  const state = useStore(network);
  useEffect(() => void refreshRuns(), []);
  const chosen = parseTrainedName(name);
  const choices = choicesOf(state, chosen?.id);
  const newest = state.runs.find(({ id }) => id === chosen?.id)?.update;
  if (choices.length === 1) return null;
  return (
    <div className={styles.picker}>
      <div className={styles.choices} data-chrome>
        <Select
          label="Network"
          prefix=""
          title="The network that is asked: the shipped one, or one that was trained in this browser"
          value={chosen?.id ?? ''}
          options={choices}
          onChange={(id) => {
            if (id === '') patchView({ network: 'shipped' });
            else void chooseRun(id);
          }}
        />
        {chosen && (
          <Select
            label="Trained for"
            prefix=""
            title="The weights as they were after so many updates"
            value={chosen.update}
            options={checkpointsOf(state, chosen, newest)}
            onChange={(update) => {
              if (update === newest && !state.updates.includes(update)) void chooseRun(chosen.id);
              else patchView({ network: trainedName(chosen.id, update) });
            }}
          />
        )}
      </div>
      {state.used.size < 28 && (
        <p>
          {state.used.size} × {state.used.size} pixels: each is the mean of 2 × 2
        </p>
      )}
    </div>
  );
}
