export type BackendName = 'webgpu' | 'webgl' | 'wasm' | 'cpu';

/** The backend that computes, and how it was chosen. */
export interface Capability {
  readonly backend: BackendName;
  /** The GPU adapter's description, or for example 'SIMD with FMA, 1 thread'. */
  readonly device: string;
  /** Whether a GPU interface is emulated on the CPU. */
  readonly software: boolean;
  /** Milliseconds that the start-up test took, once warm. */
  readonly canaryMs: number;
  /** Which backends were tried and why they were not taken, in sentences. */
  readonly notes: string[];
}
