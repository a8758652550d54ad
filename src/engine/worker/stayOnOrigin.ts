/** What a worker's global scope has that reaches the network. */
interface NetworkScope {
  readonly location: { readonly href: string; readonly origin: string };
  fetch: typeof fetch;
  XMLHttpRequest?: { prototype: { open: unknown } };
  Worker?: typeof Worker;
}

/** Ways to the network that the worker never takes. (In a module `importScripts` throws in any case.) */
const NEVER = ['WebSocket', 'WebSocketStream', 'EventSource', 'WebTransport'] as const;

/**
 * Denies a worker what it never needs: requests to other origins. The page's policy does not reach into workers on a host that does not send
 * it as a header. It is no wall against code that looks for holes (`import()` stays open): that is what the header is for.
 */
export function stayOnOrigin(scope: NetworkScope): void {
  const { fetch: fetchAnything, XMLHttpRequest: Request, Worker: AnyWorker, location } = scope;
  const check = (address: string | URL): void => {
    const { href, origin } = new URL(address, location.href);
    if (origin !== location.origin)
      throw new TypeError(`Refused: ${href.slice(0, 100)} is not of this page.`);
  };
  const define = (name: string, value: unknown): void => {
    Object.defineProperty(scope, name, { value, writable: false, configurable: false });
  };

  define('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    check(input instanceof URL || typeof input === 'string' ? input : input.url);
    return fetchAnything.call(scope, input, init);
  });
  if (Request) {
    const open = Request.prototype.open as (...values: unknown[]) => void;
    Request.prototype.open = function (
      this: unknown,
      method: string,
      address: string | URL,
      ...more: unknown[]
    ) {
      check(address);
      open.call(this, method, address, ...more);
    };
  }
  if (AnyWorker)
    define(
      'Worker',
      // A worker from a data: address would have no guard.
      new Proxy(AnyWorker, {
        construct(target, values: ConstructorParameters<typeof Worker>) {
          check(values[0]);
          return new target(...values);
        },
      }),
    );
  for (const name of NEVER) if (name in scope) define(name, undefined);
}
