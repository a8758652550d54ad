import { useState } from 'react';
import { useStore } from 'zustand';
import { Rich } from '../features/common/glossary/Rich';
import { BACKEND_TITLES, engineStatus, engine, type EngineStatus } from '../state/engine/pageEngine';
import { network } from '../state/network/network';
import { creditOf } from '../state/network/usedNetwork';
import { Button } from '../ui/controls';
import { Dialog } from '../ui/Dialog';
import { BADGE } from './texts';
import styles from './ComputeBadge.module.css';

function text(status: EngineStatus): string {
  switch (status.kind) {
    case 'waiting':
    case 'probing':
      return BADGE.looking;
    case 'downloading':
      return BADGE.downloading(Math.round((100 * status.loaded) / Math.max(1, status.total)));
    case 'compiling':
      return status.of === 0 ? BADGE.preparing : BADGE.compiling(Math.round((100 * status.done) / status.of));
    case 'ready':
      return BADGE.ready(BACKEND_TITLES[status.capability.backend], status.capability.device);
    case 'failed':
      return BADGE.failed;
    default:
      return status satisfies never;
  }
}

/** Which network the Timeline uses instead of the network that came with the page. */
function Trained() {
  const { used, described } = useStore(network);
  if (!used.trained) return null;
  return (
    <p>
      {BADGE.trained[0]}
      <b>{creditOf(used)}</b>
      {BADGE.trained[1]}
      {described && BADGE.trainedSize(described.parameters, described.macs, described.size)}.
    </p>
  );
}

function Details({ status }: { status: EngineStatus }) {
  if (status.kind === 'failed')
    return (
      <>
        <p>{status.error.message}</p>
        <p>{status.error.remedy}</p>
        <Button look="primary" onClick={() => void engine().catch(() => undefined)}>
          {BADGE.tryAgain}
        </Button>
      </>
    );
  if (status.kind !== 'ready') return <p>{BADGE.notYet}</p>;
  const { capability, network: shipped } = status;
  return (
    <>
      <p>
        {BADGE.runsOn}
        <b>{BACKEND_TITLES[capability.backend]}</b> ({capability.device}){BADGE.check(capability.canaryMs)}
      </p>
      {capability.notes.length > 0 && (
        <ul>
          {capability.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <Trained />
      <p>
        <Rich>
          {BADGE.shipped(shipped.parameters, shipped.macs, shipped.bytes, shipped.sha256.slice(0, 12))}
        </Rich>
      </p>
      <p>
        <Rich>{BADGE.other}</Rich>
      </p>
    </>
  );
}

/** Names what computes. A click tells how it was chosen. */
export function ComputeBadge() {
  const status = useStore(engineStatus, (state) => state.status);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className={styles.badge}
        data-kind={status.kind}
        title={text(status)}
        onClick={() => setOpen(true)}
      >
        <span className={styles.words}>
          {status.kind === 'ready' ? (
            <>
              <span>{BACKEND_TITLES[status.capability.backend]} </span>
              <span>· {status.capability.device}</span>
            </>
          ) : (
            text(status)
          )}
        </span>
      </button>
      <Dialog title={BADGE.title} open={open} onClose={() => setOpen(false)}>
        <div className={styles.details}>
          <Details status={status} />
        </div>
      </Dialog>
    </>
  );
}
