import { instantiate } from './instance';
import type { ThreadMessage } from './threads';

// A thread beside the engine's: it evaluates its share of the pictures of a block, in memory that all threads share.

const evaluations = new Map<number, (first: number, end: number, thread: number) => void>();
let states: Int32Array = new Int32Array(0);

self.onmessage = ({ data }: MessageEvent<ThreadMessage>) => {
  switch (data.kind) {
    case 'start':
      states = new Int32Array(data.states);
      self.postMessage('ready');
      break;
    case 'load':
      evaluations.set(data.id, instantiate(data.module, data.memory)('evaluate'));
      break;
    case 'drop':
      evaluations.delete(data.id);
      break;
    case 'evaluate': {
      const { id, first, end, thread } = data;
      evaluations.get(id)?.(first, end, thread);
      Atomics.store(states, thread, 1);
      Atomics.notify(states, thread);
    }
  }
};
