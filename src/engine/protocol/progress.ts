/** How far a job of known length is. */
export interface ProgressEvent {
  readonly kind: 'progress';
  /** Steps that are done; a fraction where one of many samples is not. */
  readonly step: number;
  readonly steps: number;
  readonly stepsPerSecond: number;
  readonly secondsLeft: number;
}
