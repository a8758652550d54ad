/** How far a job of known length is. */
export interface ProgressEvent {
  readonly kind: 'progress';
  /** Steps done; a fraction within a step of many samples. */
  readonly step: number;
  readonly steps: number;
  readonly stepsPerSecond: number;
  readonly secondsLeft: number;
}

/** How much of a file has arrived, bytes. */
export interface DownloadEvent {
  readonly kind: 'download';
  readonly loaded: number;
  readonly total: number;
}
