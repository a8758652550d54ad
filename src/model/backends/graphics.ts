export interface FoundAdapter {
  readonly adapter: GPUAdapter;
  readonly info: GPUAdapterInfo;
  /** Its name on the badge, for example 'nvidia ampere'. */
  readonly device: string;
  /** Whether it is emulated on the CPU. */
  readonly software: boolean;
}

/** Names that software renderers report to WebGPU and WebGL. */
const SOFTWARE_RENDERER = /swiftshader|llvmpipe|lavapipe|software|basic render/i;

/** A null adapter right after the start may be transient (tfjs issue 8065), so the request is repeated. */
const RETRIES_MS = [0, 30, 70];

/**
 * Looks for a WebGPU adapter.
 * @throws Error with the reason, as a sentence
 */
export async function findAdapter(): Promise<FoundAdapter> {
  const gpu = (globalThis.navigator as Partial<Navigator> | undefined)?.gpu;
  if (!gpu) throw new Error('This browser offers no WebGPU here.');
  for (const wait of RETRIES_MS) {
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
    if (adapter) return describe(adapter);
  }
  throw new Error('The browser has WebGPU but found no graphics adapter for it.');
}

function describe(adapter: GPUAdapter): FoundAdapter {
  const { info } = adapter;
  const device =
    info.description || [info.vendor, info.architecture].filter(Boolean).join(' ') || 'unnamed adapter';
  const names = [info.vendor, info.architecture, info.device, info.description].join(' ');
  return { adapter, info, device, software: info.isFallbackAdapter || SOFTWARE_RENDERER.test(names) };
}

/**
 * The WebGL 2 renderer, found without loading tfjs's WebGL backend.
 * @throws Error with the reason, as a sentence, if there is none
 */
export function describeWebGl(): { device: string; software: boolean } {
  const canvas = typeof OffscreenCanvas === 'undefined' ? undefined : new OffscreenCanvas(1, 1);
  const context = canvas?.getContext('webgl2');
  if (!context) throw new Error('This browser offers no WebGL 2 here.');
  const debug = context.getExtension('WEBGL_debug_renderer_info');
  const device = String(context.getParameter(debug ? debug.UNMASKED_RENDERER_WEBGL : context.RENDERER));
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return { device, software: SOFTWARE_RENDERER.test(device) };
}
