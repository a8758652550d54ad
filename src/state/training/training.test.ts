import { beforeEach, describe, expect, it, vi } from 'vitest';
import { patchView, view } from '../link/view';
import { createTraining, type Training } from './training';
import {
  failure,
  losses,
  milestone,
  mirror,
  someTraining,
  started,
  stateAt,
  testEnvironment,
} from './training.test-helper';

let environment: ReturnType<typeof testEnvironment>;
let training: Training;

beforeEach(() => {
  environment = testEnvironment();
  training = createTraining(environment, someTraining);
  patchView({ trainBatch: 8, trainGoal: 100, trainDigits: 1000 });
});

const advance = (ms = 0) => environment.clock.advance(ms);
const status = () => training.store.getState().status.kind;
const run = () => {
  const { run: shown } = training.store.getState();
  if (!shown) throw new Error('There is no run.');
  return shown;
};

/** A training that has come to update 3, with a copy of update 2 to go on from. */
async function underWay(): Promise<void> {
  training.resume();
  await advance();
  environment.trainer.job.tell(
    started(),
    mirror(0),
    milestone(0),
    losses(1, 0.4, 0.3),
    mirror(2),
    losses(3, 0.2),
  );
}

describe('a training', () => {
  it('starts from random weights with the settings of the view', async () => {
    training.resume();
    await advance();
    const { config, ...request } = environment.trainer.job.request;
    expect(config).toMatchObject({ network: 'tiny', batch: 8, digits: 1000, learningRate: 0.005 });
    expect(request).toEqual({
      goal: 100,
      heldOut: 128,
      baseUrl: 'https://example.org/',
      without: [],
    });
    environment.trainer.job.tell({ kind: 'download', loaded: 1, total: 2 });
    expect(training.store.getState().status).toMatchObject({
      kind: 'starting',
      download: { loaded: 1, total: 2 },
    });
    environment.trainer.job.tell(started('webgpu'));
    expect(status()).toBe('running');
    expect(training.store.getState().capability?.device).toBe('a webgpu');
    expect(run().name).toBe('seed 0');
  });

  it('counts each change and tells listeners what came, once the run has it', async () => {
    const heard: string[] = [];
    training.onEvent((at, { kind }) => heard.push(`${kind} at ${at.update}`));
    await underWay();
    expect(heard).toEqual([
      'started at 0',
      'mirror at 0',
      'milestone at 0',
      'losses at 2',
      'mirror at 2',
      'losses at 3',
    ]);
    const { changes } = training.store.getState();
    const progress = { update: 3, goal: 100, updatesPerSecond: 5, secondsLeft: 19, seconds: 0.6 };
    environment.trainer.job.tell({ kind: 'progress', ...progress });
    expect(training.store.getState()).toMatchObject({
      changes: changes + 1,
      updatesPerSecond: 5,
      secondsLeft: 19,
    });
    expect(run().seconds).toBe(0.6);
  });

  it('pauses at the end of the update under way, and goes on from there', async () => {
    await underWay();
    const halted = vi.fn();
    training.onEvent((_, event) => {
      if (event.kind === 'halted') halted();
    });
    training.toggle();
    expect(status()).toBe('pausing');
    expect([environment.trainer.job.finish.aborted, environment.trainer.job.signal.aborted]).toEqual([
      true,
      false,
    ]);
    environment.trainer.job.end(3);
    await advance();
    expect(status()).toBe('paused');
    expect(training.isTraining()).toBe(false);
    expect(run().state).toEqual(stateAt(3));
    expect(halted).toHaveBeenCalledOnce();

    training.toggle();
    await advance();
    expect(environment.trainer.job.request.from).toEqual(stateAt(3));
    environment.trainer.job.end(100, { heldOutLoss: 0.1 });
    await advance();
    expect(status()).toBe('done');
    expect(run().seconds).toBe(2);
    expect(run().losses.heldOutUpTo(100)).toEqual({ update: 100, loss: 0.1 });
  });

  it('is over at its goal; the next press adds 500 updates to it, and to the view', async () => {
    await underWay();
    environment.trainer.job.end(100);
    await advance();
    training.resume();
    expect(status()).toBe('done');
    training.toggle();
    await advance();
    expect(environment.trainer.job.request).toMatchObject({ goal: 600, from: { update: 100 } });
    expect(view.getState().trainGoal).toBe(600);
  });

  it('that has not started yet is cut off at once', async () => {
    training.resume();
    await advance();
    training.toggle();
    expect(status()).toBe('starting');
    await advance();
    expect(environment.trainer.job.signal.aborted).toBe(true);
    expect(status()).toBe('none');
  });

  it('whose update does not end is cut off after 3 seconds; what came after the newest copy is dropped', async () => {
    await underWay();
    training.toggle();
    await advance(2999);
    expect(environment.trainer.job.signal.aborted).toBe(false);
    await advance(1);
    expect(environment.trainer.job.signal.aborted).toBe(true);
    expect([status(), run().update]).toEqual(['paused', 2]);
    environment.trainer.job.tell(losses(3, 9));
    expect(run().update).toBe(2);
  });

  it('takes another learning rate or goal at the next update', async () => {
    await underWay();
    training.retune({ learningRate: 0.001, goal: 50 });
    expect(status()).toBe('running');
    expect(environment.trainer.job.finish.aborted).toBe(true);
    environment.trainer.job.end(4);
    await advance();
    expect(environment.trainer.jobs).toHaveLength(2);
    expect(environment.trainer.job.request).toMatchObject({
      config: { learningRate: 0.001 },
      goal: 50,
      from: { update: 4 },
    });
    expect(status()).toBe('starting');
    training.retune({ goal: 50 });
    expect(environment.trainer.job.finish.aborted).toBe(false);
  });

  it('that pauses stays paused when it is retuned meanwhile', async () => {
    await underWay();
    training.toggle();
    training.retune({ learningRate: 0.001 });
    environment.trainer.job.end(3);
    await advance();
    expect(status()).toBe('paused');
    expect(environment.trainer.jobs).toHaveLength(1);
    expect(run().config.learningRate).toBe(0.001);
  });

  it('pauses although it was retuned a moment before', async () => {
    await underWay();
    training.retune({ learningRate: 0.001 });
    training.toggle();
    environment.trainer.job.end(3);
    await advance();
    expect(status()).toBe('paused');
    expect(environment.trainer.jobs).toHaveLength(1);
  });

  it('cannot have a goal below what is done', async () => {
    await underWay();
    training.toggle();
    environment.trainer.job.end(3);
    await advance();
    training.retune({ goal: 1 });
    expect([status(), run().goal]).toEqual(['done', 3]);
    training.retune({ goal: 10 });
    expect(status()).toBe('paused');
  });

  it('gives its state between two updates, and goes on', async () => {
    await underWay();
    const state = training.currentState();
    expect(environment.trainer.job.finish.aborted).toBe(true);
    environment.trainer.job.end(4);
    expect(await state).toEqual(stateAt(4));
    expect(environment.trainer.job.request.from).toEqual(stateAt(4));
    expect(status()).toBe('starting');
  });

  it('stands still when another run, or none, is shown', async () => {
    await underWay();
    const shown = training.show(null);
    environment.trainer.job.end(4);
    await shown;
    expect(training.store.getState()).toMatchObject({ run: null, status: { kind: 'none' } });
    expect(environment.trainer.jobs).toHaveLength(1);
  });

  it('begins anew with the settings that the view has then', async () => {
    await underWay();
    const { id } = run();
    patchView({ trainBatch: 16 });
    void training.startOver();
    environment.trainer.job.end(4);
    await advance();
    expect(environment.trainer.job.request).toMatchObject({ config: { batch: 16 } });
    expect(environment.trainer.job.request.from).toBeUndefined();
    expect(run().id).not.toBe(id);
  });

  it('begins anew once, however often that is asked for, with the settings that the view has then', async () => {
    await underWay();
    void training.startOver();
    patchView({ trainBatch: 16 });
    void training.startOver();
    training.retune({ learningRate: 0.001 });
    environment.trainer.job.end(4);
    await advance(3000);
    expect(environment.trainer.jobs.filter(({ signal }) => !signal.aborted)).toHaveLength(2);
    expect(environment.trainer.job.request).toMatchObject({ config: { batch: 16 } });
    expect(environment.trainer.job.request.from).toBeUndefined();
  });

  it('does not begin anew where the screen is cleared meanwhile', async () => {
    await underWay();
    void training.startOver();
    void training.show(null);
    environment.trainer.job.end(4);
    await advance();
    expect(environment.trainer.jobs).toHaveLength(1);
    expect(training.store.getState()).toMatchObject({ run: null, status: { kind: 'none' } });
  });

  it('does not start in a tab that does not own the runs', async () => {
    training.store.setState({ isOwner: false });
    training.resume();
    await training.startOver();
    await advance();
    expect(environment.trainer.jobs).toHaveLength(0);
    expect(environment.said()).toEqual([
      'Another tab of this page uses the stored trainings. Close it to train here.',
    ]);
  });
});

describe('a training that fails', () => {
  it('rolls back to its newest copy, says why, and can go on from there', async () => {
    await underWay();
    environment.trainer.job.fail(failure('not-finite'));
    await advance();
    expect(training.store.getState().status).toMatchObject({ kind: 'failed', error: { code: 'not-finite' } });
    expect([run().update, run().state]).toEqual([2, stateAt(2)]);
    expect(environment.trainer.reasonsToEnd).toEqual([]);
    training.resume();
    await advance();
    expect(environment.trainer.job.request.from).toEqual(stateAt(2));
  });

  it('says so where a listener fails at its end, and can go on', async () => {
    await underWay();
    const listener = vi.fn().mockImplementationOnce(() => {
      throw new Error('A listener failed.');
    });
    training.onEvent((_, { kind }) => {
      if (kind === 'halted') listener();
    });
    training.toggle();
    environment.trainer.job.end(4);
    await advance();
    expect([status(), training.isTraining(), run().state]).toEqual(['failed', false, stateAt(4)]);
    training.resume();
    await advance();
    expect(environment.trainer.job.request.from).toEqual(stateAt(4));
  });

  it('ends a worker that cannot be trusted any more', async () => {
    await underWay();
    environment.trainer.job.fail(failure('out-of-memory'));
    await advance();
    expect(environment.trainer.reasonsToEnd).toHaveLength(1);
    expect(status()).toBe('failed');
  });

  it('goes on with another worker where its own is lost, from the newest copy, and says where', async () => {
    await underWay();
    environment.trainer.job.fail(failure('worker-crashed'));
    await advance();
    expect(environment.trainer.reasonsToEnd).toHaveLength(1);
    expect(environment.trainer.job.request.from).toEqual(stateAt(2));
    expect(environment.said()).toEqual([
      'It failed. The training continues from update 2: 1 updates are computed again.',
    ]);
    environment.trainer.job.tell(started('cpu', { notes: ['No SIMD.'] }), losses(3, 0.2));
    expect(environment.said()[1]).toBe(
      'The training continues on JavaScript (a cpu), with the same numbers. No SIMD.',
    );
    expect([status(), run().update]).toEqual(['running', 3]);
  });

  it('says where it trains if the first backend cannot, and why', async () => {
    await underWay();
    environment.trainer.job.tell(
      { kind: 'refused', backend: 'webgpu' },
      started('wasm', { notes: ['WebGPU does not train tiny.'] }),
    );
    expect(environment.said()).toEqual([
      'The training continues on WebAssembly (a wasm), with the same numbers. WebGPU does not train tiny.',
    ]);
  });

  it('does not go on for ever: the third loss in a short time is a failure', async () => {
    await underWay();
    for (let loss = 0; loss < 3; loss++) {
      expect(status()).not.toBe('failed');
      environment.trainer.job.fail(failure('worker-crashed'));
      await advance();
    }
    expect(status()).toBe('failed');
    expect(environment.trainer.jobs).toHaveLength(3);
  });

  it('leaves a graphics device alone that was lost twice', async () => {
    training.resume();
    await advance();
    for (let loss = 0; loss < 2; loss++) {
      environment.trainer.job.tell(started('webgpu'), mirror(0));
      environment.trainer.job.fail(failure('device-lost'));
      await advance();
    }
    expect(environment.trainer.job.request.without).toEqual(['webgpu']);
  });

  it('stays where it is when it was to pause anyway', async () => {
    await underWay();
    training.toggle();
    environment.trainer.job.fail(failure('worker-crashed'));
    await advance();
    expect(status()).toBe('failed');
    expect(environment.trainer.jobs).toHaveLength(1);
  });
});
