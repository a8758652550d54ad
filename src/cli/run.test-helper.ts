import { execFile } from 'node:child_process';

/** Runs a command line as `npm run` does. */
export function run(
  script: 'train' | 'sample' | 'exercises',
  ...args: string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const command = ['--import', 'tsx', `src/cli/${script}.ts`, ...args];
    execFile(process.execPath, command, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}
