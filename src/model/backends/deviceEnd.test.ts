import { expect, it, vi } from 'vitest';
import { endOf } from './deviceEnd';

/** A device that can be lost and can refuse a command. */
function fakeDevice() {
  const target = new EventTarget();
  let lose!: (info: Pick<GPUDeviceLostInfo, 'reason' | 'message'>) => void;
  const lost = new Promise((resolve) => (lose = resolve));
  const destroy = vi.fn(() => lose({ reason: 'destroyed', message: 'Device was destroyed.' }));
  const device = Object.assign(target, { lost, destroy }) as unknown as GPUDevice;
  const refuse = (message: string): void =>
    void target.dispatchEvent(Object.assign(new Event('uncapturederror'), { error: { message } }));
  return { device, lose, refuse, destroy };
}

it('reports that the device is lost, and why', async () => {
  const { device, lose, destroy } = fakeDevice();
  const end = endOf(device);
  lose({ reason: 'unknown', message: '' });
  expect(await end).toBe('The graphics device was lost (unknown).');
  expect(destroy).not.toHaveBeenCalled();
});

it('destroys a device that refuses a command, and reports which', async () => {
  const { device, refuse, destroy } = fakeDevice();
  const end = endOf(device);
  refuse('Invalid ShaderModule "conv2d".\n - While validating the compute stage.');
  expect(destroy).toHaveBeenCalledOnce();
  expect(await end).toBe('The graphics device refused a command (Invalid ShaderModule "conv2d").');
});
