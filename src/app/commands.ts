import { useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { link } from '../state/link/url';
import { isInitial, resetView, view } from '../state/link/view';
import { notify } from '../state/notices';
import { redoAndSay, undoAndSay } from './history';
import { TEXTS } from './texts';
import { viewOf } from './views';

async function copyLink(): Promise<void> {
  const address = new URL(link(), location.href).href;
  try {
    await navigator.clipboard.writeText(address);
    notify({ kind: 'info', text: TEXTS.linkCopied });
  } catch {
    notify({ kind: 'warning', text: TEXTS.linkNotCopied(address) });
  }
}

function reset(): void {
  viewOf(view.getState().page).pause?.();
  resetView();
}

const history = view.temporal;

/** What the header's buttons and the menu do, and whether there is anything to do. */
export function useCommands() {
  const canUndo = useSyncExternalStore(history.subscribe, () => history.getState().pastStates.length > 0);
  const canRedo = useSyncExternalStore(history.subscribe, () => history.getState().futureStates.length > 0);
  const canReset = !useStore(view, isInitial);
  return {
    undo: { onClick: undoAndSay, disabled: !canUndo },
    redo: { onClick: redoAndSay, disabled: !canRedo },
    reset: { onClick: reset, disabled: !canReset },
    copyLink: { onClick: () => void copyLink() },
  };
}
