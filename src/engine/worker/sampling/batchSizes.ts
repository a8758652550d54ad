/**
 * Pictures evaluated at once while sampling, guidance's second branch included. More would gain nothing, and on backends that block the
 * worker a cancel would have to wait for them.
 */
export const SAMPLING_BATCH = { webgpu: 128, webgl: 64, wasm: 8, cpu: 1 } as const;

/** Pictures evaluated at once where every result is read back: scores and losses. */
export const READBACK_BATCH = { webgpu: 64, webgl: 32, wasm: 8, cpu: 1 } as const;

/** The same for both on a GPU that is emulated on the CPU. */
export const SOFTWARE_BATCH = 4;
