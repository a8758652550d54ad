import styles from './Sections.module.css';

interface Props<T extends string> {
  label: string;
  value: T;
  options: readonly { readonly value: T; readonly title: string }[];
  onChange: (value: T) => void;
}

/** The parts of a view, one of which is open. */
export function Sections<T extends string>({ label, value, options, onChange }: Props<T>) {
  return (
    <nav className={styles.sections} aria-label={label} data-chrome>
      {options.map(({ value: each, title }) => (
        <button key={each} type="button" aria-pressed={each === value} onClick={() => onChange(each)}>
          {title}
        </button>
      ))}
    </nav>
  );
}
