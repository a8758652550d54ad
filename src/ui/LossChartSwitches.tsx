import styles from './LossChart.module.css';

/** What of the losses is shown. */
export interface Shown {
  readonly raw: boolean;
  readonly smooth: boolean;
  readonly heldOut: boolean;
  readonly trained: boolean;
  readonly rate: boolean;
  readonly log: boolean;
}

interface Props {
  shown: Shown;
  onChange: (shown: Shown) => void;
  /** What the held-out loss is of. */
  heldOutLabel: string;
  /** Whether what is minimised differs from the epsilon loss. */
  weighted: boolean;
}

/** Small switches that are the legend too: each stands beside a piece of its line. */
export function LossChartSwitches({ shown, onChange, heldOutLabel, weighted }: Props) {
  const switches: readonly (readonly [name: keyof Shown, label: string, title: string])[] = [
    ['raw', 'raw', 'Loss of each update on its own batch: the least and greatest where many share a place'],
    ['smooth', 'smooth', 'The same, averaged over about 20 updates'],
    ['heldOut', 'held-out', heldOutLabel],
    ['trained', 'trained', 'What is minimised: the loss with each picture’s weight'],
    ['rate', 'rate', 'Learning rate, on the axis at the right'],
    ['log', 'log', 'Logarithmic axis'],
  ];
  return (
    <div className={styles.switches} role="group" aria-label="What the chart shows">
      {switches
        .filter(([name]) => name !== 'trained' || weighted)
        .map(([name, label, title]) => (
          <button
            key={name}
            type="button"
            className={styles.switch}
            aria-pressed={shown[name]}
            title={title}
            onClick={(event) => {
              onChange({ ...shown, [name]: !shown[name] });
              // Pressed with a pointer, it gives the keys back to the page.
              if (event.detail > 0) event.currentTarget.blur();
            }}
          >
            {name !== 'log' && <i className={styles.swatch} data-line={name} />}
            {label}
          </button>
        ))}
    </div>
  );
}
