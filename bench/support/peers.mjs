// The runtimes that the bench denoise compares with are large and only used there, so they have a package.json of their own.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Installs ONNX Runtime, jax-js and Dawn in bench/, once. */
export function ensurePeers() {
  if (existsSync('bench/node_modules/webgpu')) return;
  console.error('Installing what is compared with, some 280 MB in bench/node_modules …');
  const { status } = spawnSync('npm', ['ci', '--prefix', 'bench', '--no-audit', '--no-fund'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0)
    throw new Error('They could not be installed. Run npm ci --prefix bench and look at what it says.');
}
