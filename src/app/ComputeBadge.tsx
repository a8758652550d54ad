import { useState } from 'react';
import { useStore } from 'zustand';
import { BACKEND_TITLES, engineStatus, engine, type EngineStatus } from '../state/engine/engine';
import { network } from '../state/network/network';
import { creditOf } from '../state/network/usedNetwork';
import { Button } from '../ui/controls';
import { Dialog } from '../ui/Dialog';
import styles from './ComputeBadge.module.css';

function text(status: EngineStatus): string {
  switch (status.kind) {
    case 'waiting':
    case 'probing':
      return 'looking for a GPU …';
    case 'downloading':
      return `network ${Math.round((100 * status.loaded) / Math.max(1, status.total))} %`;
    case 'compiling':
      return status.of === 0 ? 'preparing …' : `shaders ${Math.round((100 * status.done) / status.of)} %`;
    case 'ready':
      return `${BACKEND_TITLES[status.capability.backend]} · ${status.capability.device}`;
    case 'failed':
      return 'network not running';
    default:
      return status satisfies never;
  }
}

/** What the Timeline asks instead of the network that came with the page. */
function Trained() {
  const { used, described } = useStore(network);
  if (!used.trained) return null;
  return (
    <p>
      The Timeline asks <b>{creditOf(used)}</b>, trained in this browser
      {described &&
        `: ${described.parameters.toLocaleString('en')} parameters, ${(described.macs / 1e6).toFixed(1)} million multiplications for one look at one picture of ${described.size} × ${described.size}`}
      .
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
          Try again
        </Button>
      </>
    );
  if (status.kind !== 'ready')
    return <p>Adding noise needs no network and works already. Only what the network draws has to wait.</p>;
  const { capability, network: shipped } = status;
  return (
    <>
      <p>
        The network runs on <b>{BACKEND_TITLES[capability.backend]}</b> ({capability.device}) in this tab. Its
        start-up check, a small computation whose result is known, took {capability.canaryMs.toFixed(1)} ms
        and came out right.
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
        Shipped network: {shipped.parameters.toLocaleString('en')} parameters,{' '}
        {(shipped.macs / 1e6).toFixed(0)} million multiplications for one look at one picture;{' '}
        {(shipped.bytes / 1e6).toFixed(1)} MB, SHA-256 <code>{shipped.sha256.slice(0, 12)}…</code> checked on
        arrival.
      </p>
      <p>
        Another backend: add <code>?backend=webgpu</code>, <code>webgl</code>, <code>wasm</code> or{' '}
        <code>cpu</code> to the address.
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
        {text(status)}
      </button>
      <Dialog title="What computes here" open={open} onClose={() => setOpen(false)}>
        <div className={styles.details}>
          <Details status={status} />
        </div>
      </Dialog>
    </>
  );
}
