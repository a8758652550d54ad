import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { ChartSpline, Copy, Pencil, Trash2 } from 'lucide-react';
import { viewOf } from './state/config';
import { keeping, training } from './state/stores';
import { patchView } from '../../state/link/view';
import { Button } from '../../ui/controls';
import { Panel } from '../../ui/Panel';
import { count } from './format';
import styles from './Runs.module.css';

function NameField({ id, name, onDone }: { id: string; name: string; onDone: (byKey: boolean) => void }) {
  // Left with a pointer, the focus stays where the pointer went.
  const byKey = useRef(false);
  return (
    <form
      className={styles.rename}
      onSubmit={(event) => {
        event.preventDefault();
        const text = new FormData(event.currentTarget).get('name');
        if (typeof text === 'string' && text.trim()) void keeping.renameRun(id, text.trim().slice(0, 80));
        onDone(byKey.current);
      }}
    >
      <input
        name="name"
        aria-label="Name of the run"
        defaultValue={name}
        maxLength={80}
        autoFocus
        onBlur={(event) => event.currentTarget.form?.requestSubmit()}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Enter') byKey.current = true;
          if (event.key === 'Escape') onDone(true);
        }}
      />
    </form>
  );
}

/** The trainings that this browser stores. */
export function Runs() {
  const { runs, removed: allRemoved, compared } = useStore(keeping.store);
  const removed = allRemoved.at(-1);
  const shown = useStore(training.store, (state) => state.run?.id);
  const [renamed, setRenamed] = useState<string | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const undo = useRef<HTMLButtonElement>(null);
  // The focused element disappears: the focus goes to one of these as soon as it is there.
  const next = useRef<{ rename: string } | 'undo' | { run: string } | null>(null);
  useEffect(() => {
    const wanted = next.current;
    const button =
      wanted === 'undo'
        ? undo.current
        : wanted &&
          list.current?.querySelector<HTMLElement>(
            'rename' in wanted ? `[data-rename="${wanted.rename}"]` : `[data-run="${wanted.run}"]`,
          );
    if (!button) return;
    button.focus();
    next.current = null;
  });
  if (runs.length === 0 && !removed) return null;
  return (
    <Panel
      title="Runs"
      explain={
        <p>
          Every training is kept in this browser until you remove it. Press a name to see it and go on with
          it. The signs: draw its loss beside the one on the screen; take its settings for the next training;
          rename; remove (can be undone).
        </p>
      }
    >
      <ul ref={list} className={styles.list}>
        {runs.map(({ id, name, update, config, goal }) => (
          <li key={id} aria-current={id === shown ? 'true' : undefined}>
            {renamed === id ? (
              <NameField
                id={id}
                name={name}
                onDone={(byKey) => {
                  setRenamed(null);
                  if (byKey) next.current = { rename: id };
                }}
              />
            ) : (
              <button
                type="button"
                className={styles.run}
                data-run={id}
                aria-pressed={id === shown}
                title={id === shown ? 'On the screen' : 'Show this run; it can go on'}
                onClick={() => {
                  if (id !== shown) void keeping.openRun(id);
                }}
              >
                <span>{name}</span>
                <span className={styles.update}>{count(update)}</span>
              </button>
            )}
            <Button
              look="quiet"
              aria-label={`Compare with ${name}`}
              title="Draw its loss beside the one on the screen"
              aria-pressed={compared.some((each) => each.id === id)}
              disabled={id === shown}
              onClick={() => void keeping.compareRun(id)}
            >
              <ChartSpline size={15} aria-hidden="true" />
            </Button>
            <Button
              look="quiet"
              aria-label={`Take the settings of ${name}`}
              title="Take its settings for the next training: change some, then train anew"
              onClick={() => patchView(viewOf(config, goal))}
            >
              <Copy size={15} aria-hidden="true" />
            </Button>
            <Button
              look="quiet"
              data-rename={id}
              aria-label={`Rename ${name}`}
              title="Rename"
              onClick={() => setRenamed(id)}
            >
              <Pencil size={15} aria-hidden="true" />
            </Button>
            <Button
              look="quiet"
              aria-label={`Remove ${name}`}
              title="Remove; can be undone"
              onClick={() => {
                next.current = 'undo';
                void keeping.removeRun(id);
              }}
            >
              <Trash2 size={15} aria-hidden="true" />
            </Button>
          </li>
        ))}
      </ul>
      {removed && (
        <p className={styles.removed} role="status">
          “{removed.info.name}” was removed.{' '}
          <Button
            ref={undo}
            look="quiet"
            onClick={() => {
              next.current = { run: removed.info.id };
              void keeping.restoreRun();
            }}
          >
            Undo
          </Button>
        </p>
      )}
    </Panel>
  );
}
