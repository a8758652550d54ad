/** The buffers of all typed arrays in a piece of plain data, each once: what may move instead of being copied. */
export function buffersOf(data: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  const visit = (value: unknown): void => {
    if (ArrayBuffer.isView(value)) {
      if (value.buffer instanceof ArrayBuffer) found.add(value.buffer);
    } else if (typeof value === 'object' && value !== null) {
      Object.values(value).forEach(visit);
    }
  };
  visit(data);
  return [...found];
}

/**
 * A copy of plain data whose typed arrays own exactly their elements. A view posted as it is would carry its
 * whole buffer along, and transferring that buffer would take it away from the sender.
 */
export function ownCopy<Data>(data: Data): Data {
  return copyOf(data) as Data;
}

function copyOf(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return value instanceof DataView ? value : (value as Float32Array).slice();
  if (Array.isArray(value)) return value.map(copyOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, copyOf(field)]));
}
