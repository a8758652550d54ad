import type { Clock } from './environment';

interface Question {
  /** Names what is to be answered; undefined while there is nothing to ask, or its parts are still loading. */
  readonly key: () => string | undefined;
  /** Asks and keeps the answer. Rejections are ignored. */
  readonly ask: () => Promise<void>;
  /** Between an answer and the next question, ms. */
  readonly pauseMs: number;
  readonly clock: Clock;
}

/** One question runs, the newest one waits, and those in between are dropped. */
export function latestWins({ key, ask, pauseMs, clock }: Question) {
  let askedKey: string | undefined;
  let isBusy = false;
  async function update(): Promise<void> {
    const wanted = key();
    if (isBusy || wanted === undefined || wanted === askedKey) return;
    askedKey = wanted;
    isBusy = true;
    await ask().catch(() => undefined);
    clock.after(pauseMs, () => {
      isBusy = false;
      void update();
    });
  }
  return {
    /** Asks where the key is new. */
    update: (): void => void update(),
    /** The next update asks again, whatever was asked before. */
    forget: (): void => {
      askedKey = undefined;
    },
  };
}
