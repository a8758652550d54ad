/** The buffers of all typed arrays in plain data, each once: the transfer list of a message. */
export function buffersOf(data: unknown): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  const visit = (value: unknown): void => {
    if (ArrayBuffer.isView(value)) {
      if (value.buffer instanceof ArrayBuffer) buffers.add(value.buffer);
    } else if (typeof value === 'object' && value !== null) {
      Object.values(value).forEach(visit);
    }
  };
  visit(data);
  return [...buffers];
}

/**
 * A copy of plain data in which each typed array has a buffer of its own, exactly as long. Posting a view would copy the whole buffer
 * behind it, and transferring that buffer would take it away from the sender.
 */
export function detachedCopy<Data>(data: Data): Data {
  return copyValue(data) as Data;
}

function copyValue(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return value instanceof DataView ? value : (value as Float32Array).slice();
  if (Array.isArray(value)) return value.map(copyValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, copyValue(field)]));
}
