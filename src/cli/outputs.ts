import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UsageError } from './options';

/**
 * Checks before the computation that its results can be written.
 * @param files the files to write, all in one folder; the first is that of --out
 * @param force whether existing files may be overwritten
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
    (stats) => stats.isDirectory(),
    () => false,
  );
}
