import type { ComponentProps } from 'react';
import { openLink } from '../../state/link/url';

interface Props extends Omit<ComponentProps<'a'>, 'href' | 'onClick'> {
  /** A link of this page: `?view=lab&at=500`. */
  to: string;
  onOpen?: () => void;
}

/** A link to a state of this page. It opens without loading the page again; in a new tab it is a link like any other. */
export function AppLink({ to, onOpen, ...rest }: Props) {
  return (
    <a
      href={to}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        openLink(to);
        onOpen?.();
      }}
      {...rest}
    />
  );
}
