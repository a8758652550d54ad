import { beforeEach, describe, expect, it, vi } from 'vitest';
import { download } from '../../../state/files/download';
import { createFiles } from './files';
import { createSavedRuns } from './savedRuns';
import { createTraining, type Training } from '../../../state/training/training';
import {
  CONFIG,
  failure,
  losses,
  mirror,
  started,
  stateAt,
  testEnvironment,
} from '../../../state/training/training.test-helper';
import { digitTraining } from './digitTraining';

vi.mock('../../../state/files/download', () => ({ download: vi.fn() }));

let environment: ReturnType<typeof testEnvironment>;
let training: Training;
let files: ReturnType<typeof createFiles>;

beforeEach(() => {
  environment = testEnvironment();
  training = createTraining(environment, digitTraining);
  files = createFiles(training, createSavedRuns(training, environment), environment);
  vi.stubGlobal('location', { search: '' });
  return () => {
    vi.unstubAllGlobals();
    vi.clearAllMocks();
  };
});

const run = () => training.store.getState().run;

/** A training that has come to update 2. */
async function train(): Promise<void> {
  await training.startOver();
  environment.trainer.job.tell(started(), mirror(0), losses(1, 0.5, 0.25));
}

describe('saving', () => {
  it('says that there is nothing yet', async () => {
    await files.exportRun();
    files.exportLosses();
    expect(environment.said()).toEqual(['There is nothing to save yet: train a little first.']);
    expect(download).not.toHaveBeenCalled();
  });

  it('takes the state after the update under way, and the training goes on', async () => {
    const asked = vi.fn(() => ({ file: Uint8Array.of(7) }));
    environment.trainer.answer = asked;
    await train();
    const saved = files.exportRun();
    environment.trainer.job.end(3);
    await saved;
    const request = { config: run()?.config, state: stateAt(3), name: 'tiny · v · seed 0' };
    expect(asked).toHaveBeenCalledWith('exportTraining', request);
    const name = 'ddpm_tiny_v_seed0_update3.safetensors';
    expect(download).toHaveBeenCalledWith(Uint8Array.of(7), name, 'application/octet-stream');
    expect(environment.trainer.job.request.from).toEqual(stateAt(3));
  });

  it('writes the losses as a table', async () => {
    await train();
    files.exportLosses();
    expect(download).toHaveBeenCalledWith(
      'update,epsilon_loss,trained_loss,learning_rate,held_out_loss\n' +
        '1,0.500000,0.500000,0.00500000,\n' +
        '2,0.250000,0.250000,0.00500000,\n',
      'ddpm_tiny_v_seed0_update2.csv',
      'text/csv',
    );
  });
});

describe('a file', () => {
  const file = (bytes: number): File => new File([new Uint8Array(bytes)], 'some.safetensors');

  it('becomes a run that can go on for 1000 updates', async () => {
    environment.trainer.answer = () => ({
      config: CONFIG,
      state: stateAt(12),
      name: '',
      heldOutLoss: 0.25,
    });
    await files.importRun(file(10));
    expect(run()).toMatchObject({
      name: 'some.safetensors',
      update: 12,
      goal: 1012,
      seconds: 0,
      backend: null,
    });
    expect(run()?.losses.heldOutUpTo(12)).toEqual({ update: 12, loss: 0.25 });
    expect(environment.said()).toEqual([
      '“some.safetensors” is a training of 12 updates. You can continue it.',
    ]);
    expect(await environment.openRuns().list()).toMatchObject([
      { name: 'some.safetensors', update: 12, backend: null },
    ]);
  });

  it('that is refused changes nothing', async () => {
    await train();
    const before = run();
    environment.trainer.answer = () => {
      throw failure('weights-corrupt');
    };
    await files.importRun(file(10));
    await files.importRun(file(65e6));
    expect(environment.said()).toEqual([
      'It failed. Go on.',
      'The file has 65 MB, but a training has at most 64 MB. Choose a file that this page or the train command wrote. Nothing has changed.',
    ]);
    expect(run()).toBe(before);
    expect(training.isTraining()).toBe(true);
  });
});
