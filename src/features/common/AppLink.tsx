import type { ComponentProps } from 'react';
import { linkTo, openLink } from '../../state/link/url';
import { LiveLink } from './LiveLink';

interface Props extends Omit<ComponentProps<typeof LiveLink>, 'href' | 'address' | 'onOpen'> {
  /** A link of this page: `?view=lab&at=500`. */
  to: string;
  onOpen?: () => void;
}

/** A link to a state of this page; what it does not name stays as it is, in this tab and in a new one. */
export function AppLink({ to, onOpen, ...rest }: Props) {
  return (
    <LiveLink
      {...rest}
      href={to}
      data-to={to}
      address={() => linkTo(to)}
      onOpen={() => {
        openLink(to);
        onOpen?.();
      }}
    />
  );
}
