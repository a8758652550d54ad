import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UsageError } from './options';

/**
 * Refuses, before anything is computed, what could not be written afterwards.
 * @param files what will be written, the one that --out named first, all in its folder
 * @param force whether they may be overwritten
 * @throws UsageError that names the file or folder in the way
 */
export async function checkOutputs(files: readonly string[], force: boolean): Promise<void> {
  const folder = dirname(files[0]);
  if (!(await isFolder(folder))) {
    throw new UsageError(`--out is a file in an existing folder, and "${folder}" is none`);
  }
  for (const file of files) {
    if (/[\\/]$/.test(file) || (await isFolder(file))) {
      throw new UsageError(`--out is a file, and "${file}" is a folder`);
    }
    if (!force && existsSync(file)) {
      throw new UsageError(`${file} exists; --force overwrites it, or give --out another name`);
    }
  }
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
