import { Fragment, Suspense } from 'react';
import { useStore } from 'zustand';
import { RichCard } from '../features/common/glossary/Rich';
import { engineStatus } from '../state/engine/pageEngine';
import { Dialog } from '../ui/Dialog';
import { Tex } from '../ui/Tex';
import { ABOUT } from './texts';
import { lazyPart } from '../ui/parts/lazyPart';
import styles from './About.module.css';

const Offline = lazyPart(() => import('../features/common/offline/Offline'));

/** What DDPM is, whose ideas these are, and where network and digits come from. */
export function About({ open, onClose }: { open: boolean; onClose: () => void }) {
  const status = useStore(engineStatus, (state) => state.status);
  const { updates, seed } = status.kind === 'ready' ? status.network.metadata : {};
  const training = updates && seed ? ABOUT.training(Number(updates), seed) : '';
  return (
    <Dialog title={ABOUT.title} open={open} onClose={onClose}>
      <div className={styles.about}>
        <RichCard parts={ABOUT.forward} />
        <Tex display tex={ABOUT.formula} />
        <RichCard parts={ABOUT.reverse} onOpen={onClose} />
        {ABOUT.sections(training).map(({ heading, parts }) => (
          <Fragment key={heading}>
            <h3>{heading}</h3>
            <RichCard parts={parts} />
          </Fragment>
        ))}
        <h3>{ABOUT.offline}</h3>
        {open && (
          <Suspense>
            <Offline />
          </Suspense>
        )}
      </div>
    </Dialog>
  );
}
