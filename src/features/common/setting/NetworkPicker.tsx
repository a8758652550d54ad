import { useEffect } from 'react';
import { useStore } from 'zustand';
import { chooseRun, network, refreshRuns, type NetworkState } from '../../../state/network/network';
import { parseTrainedName, SHIPPED, trainedName } from '../../../state/network/usedNetwork';
import { useView } from '../../../state/link/useView';
import { patchView } from '../../../state/link/view';
import { Select } from '../../../ui/controls';
import { TEXTS } from '../texts';
import styles from './NetworkPicker.module.css';

const OWN = { value: '', label: SHIPPED.title };

type Choice<Value> = { value: Value; label: string };

/** The page's own network and all runs; that of the view also where it is not stored yet. */
function networkChoices({ runs, used }: NetworkState, id: string | undefined): Choice<string>[] {
  const saved = runs.map((run) => ({
    value: run.id,
    // Of the chosen one the other select says the updates.
    label: run.id === id ? run.name : TEXTS.runAt(run.name, TEXTS.updates(run.update)),
  }));
  const isUnsaved = id !== undefined && runs.every((run) => run.id !== id);
  return [OWN, ...(isUnsaved ? [{ value: id, label: used.title }] : []), ...saved];
}

/** Updates of a run that can be chosen, the newest first. */
function checkpointChoices(
  { updates, used }: NetworkState,
  chosen: { readonly id: string; readonly update: number },
  newest?: number,
): Choice<number>[] {
  const saved = parseTrainedName(used.name)?.id === chosen.id ? updates : [];
  const all = new Set([...saved, chosen.update, ...(newest === undefined ? [] : [newest])]);
  return [...all]
    .sort((a, b) => b - a)
    .map((update) => ({
      value: update,
      label: update === newest ? TEXTS.newest(TEXTS.updates(update)) : TEXTS.updates(update),
    }));
}

/** Which network is asked: the page's own or one of this browser's, and after how many updates. */
export function NetworkPicker() {
  const { network: name } = useView('network');
  const state = useStore(network);
  useEffect(() => void refreshRuns(), []);
  const chosen = parseTrainedName(name);
  const choices = networkChoices(state, chosen?.id);
  const newest = state.runs.find(({ id }) => id === chosen?.id)?.update;
  if (choices.length === 1) return null;
  return (
    <div className={styles.picker}>
      <div className={styles.choices} data-chrome>
        <Select
          label={TEXTS.network}
          prefix=""
          title={TEXTS.networkTitle}
          value={chosen?.id ?? ''}
          options={choices}
          onChange={(id) => {
            if (id === '') patchView({ network: SHIPPED.name });
            else void chooseRun(id);
          }}
        />
        {chosen && (
          <Select
            label={TEXTS.trainedFor}
            prefix=""
            title={TEXTS.trainedForTitle}
            value={chosen.update}
            options={checkpointChoices(state, chosen, newest)}
            onChange={(update) => {
              if (update === newest && !state.updates.includes(update)) void chooseRun(chosen.id);
              else patchView({ network: trainedName(chosen.id, update) });
            }}
          />
        )}
      </div>
      {state.used.size < 28 && <p>{TEXTS.smallPictures(state.used.size)}</p>}
    </div>
  );
}
