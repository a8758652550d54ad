/**
 * Pictures of a run that are evaluated at once, guidance's second branch included. Beyond this a backend gains nothing, and on those that
 * block the worker a cancel would have to wait.
 */
export const SAMPLING_BATCH = { webgpu: 128, webgl: 64, wasm: 8, cpu: 1 } as const;

/** The same of pictures that are read back each time. */
export const READBACK_BATCH = { webgpu: 64, webgl: 32, wasm: 8, cpu: 1 } as const;

/** The same of both where a GPU is really the CPU. */
export const SOFTWARE_BATCH = 4;
