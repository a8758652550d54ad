// What the bench denoise compares with is large, and nobody else needs it: it has a package.json of its own.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Installs ONNX Runtime, jax-js and Dawn beside the benches, once. */
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
