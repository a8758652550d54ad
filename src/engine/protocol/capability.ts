export type BackendName = 'webgpu' | 'webgl' | 'wasm' | 'cpu';

/** What computes, and how it was found. */
export interface Capability {
  readonly backend: BackendName;
  /** The adapter's description, or for example 'wasm SIMD, 1 thread'. */
  readonly device: string;
  /** A GPU interface that is computed on the CPU. */
  readonly software: boolean;
  /** Milliseconds that the start-up canary took, once warm. */
  readonly canaryMs: number;
  /** What was tried and why it was not taken, in sentences. */
  readonly notes: string[];
}
