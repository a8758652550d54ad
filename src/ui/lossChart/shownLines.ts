/** What of the losses is shown. */
export interface ShownLines {
  readonly raw: boolean;
  readonly smooth: boolean;
  readonly heldOut: boolean;
  readonly trained: boolean;
  readonly rate: boolean;
  readonly log: boolean;
}
