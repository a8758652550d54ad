import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readTrainingFile } from './networkFile';
import { UsageError } from './options';
import { checkOutputs } from './outputs';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outputs-'));
});
afterAll(() => rm(folder, { recursive: true }));

const at = (name: string): string => join(folder, name);

it('new files in a folder that is there are right', async () => {
  await expect(checkOutputs([at('new'), at('new.csv')], false)).resolves.toBeUndefined();
});

it('a file that exists is overwritten only with --force', async () => {
  await writeFile(at('old'), '');
  await expect(checkOutputs([at('new'), at('old')], false)).rejects.toThrow(
    new UsageError(`${at('old')} exists; --force overwrites it, or give --out another name`),
  );
  await expect(checkOutputs([at('new'), at('old')], true)).resolves.toBeUndefined();
});

it('a folder is no file, even with --force; nor is there a file in a folder that is missing', async () => {
  await mkdir(at('taken.labels'));
  for (const [file, named] of [
    [`${folder}/new/`, `${folder}/new/`],
    [at('taken.labels'), at('taken.labels')],
  ])
    await expect(checkOutputs([at('taken'), file], true)).rejects.toThrow(
      new UsageError(`--out is a file, and "${named}" is a folder`),
    );
  await expect(checkOutputs([join(folder, 'nowhere', 'a')], true)).rejects.toThrow(
    new UsageError(`--out is a file in an existing folder, and "${at('nowhere')}" is none`),
  );
});

it('a training that is missing or broken is named', async () => {
  await expect(readTrainingFile('--weights', at('no'))).rejects.toThrow(
    new UsageError(`--weights is a file that can be read, and "${at('no')}" is none`),
  );
  await writeFile(at('broken'), 'no training');
  await expect(readTrainingFile('--weights', at('broken'))).rejects.toThrow(
    /^--weights is a file that the train command wrote\. .*broken": /,
  );
});
