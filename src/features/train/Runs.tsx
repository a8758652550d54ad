import { formatCount } from '../../diffusion/numbers/formatCount';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { ChartSpline, Copy, Pencil, Trash2 } from 'lucide-react';
import { toViewFields } from './state/config';
import { savedRuns, training } from './state/stores';
import { patchView } from '../../state/link/view';
import { Button } from '../../ui/controls';
import { Panel } from '../../ui/Panel';
import { TEXTS } from './texts';
import setup from './Setup.module.css';
import styles from './Runs.module.css';

function NameField({ id, name, onDone }: { id: string; name: string; onDone: (isByKey: boolean) => void }) {
  // Left with a pointer, the focus stays where the pointer went.
  const isByKey = useRef(false);
  return (
    <form
      className={styles.rename}
      onSubmit={(event) => {
        event.preventDefault();
        const text = new FormData(event.currentTarget).get('name');
        if (typeof text === 'string' && text.trim()) void savedRuns.renameRun(id, text.trim().slice(0, 80));
        onDone(isByKey.current);
      }}
    >
      <input
        name="name"
        aria-label={TEXTS.runName}
        defaultValue={name}
        maxLength={80}
        autoFocus
        onBlur={(event) => event.currentTarget.form?.requestSubmit()}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Enter') isByKey.current = true;
          if (event.key === 'Escape') onDone(true);
        }}
      />
    </form>
  );
}

/** The trainings that this browser stores. */
export function Runs() {
  const { runs, unreadable, removed: allRemoved, compared } = useStore(savedRuns.store);
  const removed = allRemoved.at(-1);
  const shownId = useStore(training.store, (state) => state.run?.id);
  const [renamedId, setRenamedId] = useState<string | null>(null);
  const list = useRef<HTMLUListElement>(null);
  // The focused element disappears: the focus goes to this one as soon as it is there.
  const nextFocus = useRef<string | null>(null);
  useEffect(() => {
    if (!nextFocus.current) return;
    const button = list.current?.parentElement?.querySelector<HTMLElement>(nextFocus.current);
    if (!button) return;
    button.focus();
    nextFocus.current = null;
  });
  return (
    <Panel title={TEXTS.runs} explain={<p>{TEXTS.runsAbout}</p>}>
      {runs.length === 0 && unreadable.length === 0 && !removed && (
        <p className={setup.soft}>{TEXTS.runsEmpty}</p>
      )}
      <ul ref={list} className={styles.list}>
        {runs.map(({ id, name, update, config, goal }) => (
          <li key={id} aria-current={id === shownId ? 'true' : undefined}>
            {renamedId === id ? (
              <NameField
                id={id}
                name={name}
                onDone={(isByKey) => {
                  setRenamedId(null);
                  if (isByKey) nextFocus.current = `[data-rename="${id}"]`;
                }}
              />
            ) : (
              <button
                type="button"
                className={styles.run}
                data-run={id}
                aria-pressed={id === shownId}
                title={id === shownId ? TEXTS.onScreen : TEXTS.openRun}
                onClick={() => {
                  if (id !== shownId) void savedRuns.openRun(id);
                }}
              >
                <span>{name}</span>
                <span className={styles.update}>{formatCount(update)}</span>
              </button>
            )}
            <Button
              look="quiet"
              aria-label={TEXTS.compare(name)}
              title={TEXTS.compareTitle}
              aria-pressed={compared.some((each) => each.id === id)}
              disabled={id === shownId}
              onClick={() => void savedRuns.compareRun(id)}
            >
              <ChartSpline size={15} aria-hidden="true" />
            </Button>
            <Button
              look="quiet"
              aria-label={TEXTS.takeSettings(name)}
              title={TEXTS.takeSettingsTitle}
              onClick={() => patchView(toViewFields(config, goal))}
            >
              <Copy size={15} aria-hidden="true" />
            </Button>
            <Button
              look="quiet"
              data-rename={id}
              aria-label={TEXTS.rename(name)}
              title={TEXTS.renameTitle}
              onClick={() => setRenamedId(id)}
            >
              <Pencil size={15} aria-hidden="true" />
            </Button>
            <Button
              look="quiet"
              aria-label={TEXTS.remove(name)}
              title={TEXTS.removeTitle}
              onClick={() => {
                nextFocus.current = '[data-undo]';
                void savedRuns.removeRun(id);
              }}
            >
              <Trash2 size={15} aria-hidden="true" />
            </Button>
          </li>
        ))}
      </ul>
      {unreadable.map(({ id, name }) => (
        <p key={id} className={styles.removed}>
          {TEXTS.unreadable(name)}
          <Button look="quiet" onClick={() => void savedRuns.discardRun(id)}>
            {TEXTS.discard}
          </Button>
        </p>
      ))}
      {removed && (
        <p className={styles.removed} role="status">
          {TEXTS.removed(removed.info.name)}
          <Button
            data-undo
            look="quiet"
            onClick={() => {
              nextFocus.current = `[data-run="${removed.info.id}"]`;
              void savedRuns.restoreRun();
            }}
          >
            {TEXTS.undo}
          </Button>
        </p>
      )}
    </Panel>
  );
}
