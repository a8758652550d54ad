import { lookup } from '../lookup';
import type { LayerShape, Network } from '../network';

/** How a shader reads a value: from the network's input, from what a layer has written, or by index arithmetic over these. */
export type Source =
  | { readonly kind: 'input' }
  | { readonly kind: 'written'; readonly id: string }
  | { readonly kind: 'upsample' | 'max-pool'; readonly of: Source }
  | { readonly kind: 'concat'; readonly of: Source; readonly and: Source; readonly channels: number };

/** How every layer's output is read. Pooling, upsampling and joining are not layers of the plan: readers compute them. */
export function sourcesOf(network: Network, shapes: ReadonlyMap<string, LayerShape>): Map<string, Source> {
  const sources = new Map<string, Source>([['input', { kind: 'input' }]]);
  for (const layer of network.layers) {
    const { id } = layer;
    const of = lookup(sources, layer.from);
    if (layer.kind === 'max-pool' || layer.kind === 'upsample') sources.set(id, { kind: layer.kind, of });
    else if (layer.kind === 'concat') {
      const channels = lookup(shapes, layer.from)[2];
      sources.set(id, { kind: 'concat', of, and: lookup(sources, layer.and), channels });
    } else sources.set(id, { kind: 'written', id });
  }
  return sources;
}

/** The layers whose written outputs a source reads, each once. */
export function writtenIn(source: Source): string[] {
  switch (source.kind) {
    case 'input':
      return [];
    case 'written':
      return [source.id];
    case 'concat':
      return [...new Set([...writtenIn(source.of), ...writtenIn(source.and)])];
    case 'upsample':
    case 'max-pool':
      return writtenIn(source.of);
  }
}
