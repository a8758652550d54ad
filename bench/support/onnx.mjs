// A network's list of layers as an ONNX model, so that other runtimes can evaluate it with the same weights.
import { layerShapes } from '../../src/model/network.ts';

const FLOAT = 1;
const INT64 = 7;
const ATTRIBUTE = { float: 1, int: 2, ints: 7 };
const WIRE = { varint: 0, bytes: 2, fixed32: 5 };

// As much of protocol buffers as a model needs: a field is its number and kind, then its value.
function varint(value) {
  const bytes = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const low = Number(rest & 127n);
    rest >>= 7n;
    bytes.push(rest > 0n ? low | 128 : low);
  } while (rest > 0n);
  return Uint8Array.from(bytes);
}
function joined(parts) {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
const int = (field, value) => joined([varint((field << 3) | WIRE.varint), varint(value)]);
const bytes = (field, value) => joined([varint((field << 3) | WIRE.bytes), varint(value.length), value]);
const text = (field, value) => bytes(field, new TextEncoder().encode(value));
const message = (field, ...parts) => bytes(field, joined(parts));
const real = (field, value) =>
  joined([varint((field << 3) | WIRE.fixed32), new Uint8Array(Float32Array.of(value).buffer)]);

/** A constant. */
function tensor(name, shape, data) {
  const type = data instanceof BigInt64Array ? INT64 : FLOAT;
  const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return message(5, ...shape.map((side) => int(1, side)), int(2, type), text(8, name), bytes(9, raw));
}

/** An input or output [N, ...shape]. */
function value(field, name, shape) {
  const sides = [text(2, 'N'), ...shape.map((side) => int(1, side))].map((side) => message(1, side));
  return message(field, text(1, name), message(2, message(1, int(1, FLOAT), message(2, ...sides))));
}

function attribute([name, value]) {
  const [kind, parts] = Array.isArray(value)
    ? ['ints', value.map((each) => int(8, each))]
    : Number.isInteger(value)
      ? ['int', [int(3, value)]]
      : ['float', [real(2, value)]];
  return message(5, text(1, name), ...parts, int(20, ATTRIBUTE[kind]));
}

/** Transposes a tensor: axis i of the result is axis order[i] of the input. */
export function permuted({ shape, data }, order) {
  const strides = shape.map((_, i) => shape.slice(i + 1).reduce((a, b) => a * b, 1));
  const sides = order.map((axis) => shape[axis]);
  const result = new Float32Array(data.length);
  for (let at = 0; at < data.length; at++) {
    let rest = at;
    let from = 0;
    for (let i = sides.length - 1; i >= 0; i--) {
      from += (rest % sides[i]) * strides[order[i]];
      rest = Math.floor(rest / sides[i]);
    }
    result[at] = data[from];
  }
  return [sides, result];
}

class Graph {
  nodes = [];
  tensors = [];

  constant(name, shape, data) {
    this.tensors.push(tensor(name, shape, data));
    return name;
  }

  node(type, inputs, output, attributes = {}) {
    this.nodes.push(
      message(
        1,
        ...inputs.map((name) => text(1, name)),
        text(2, output),
        text(4, type),
        ...Object.entries(attributes).map(attribute),
      ),
    );
    return output;
  }

  silu(x) {
    return this.node('Mul', [x, this.node('Sigmoid', [x], `${x}:sigmoid`)], `${x}:silu`);
  }
}

function convolution(graph, weights, layer) {
  const { id, from, kernel, filters, prologue, activation, residual = [] } = layer;
  const parameter = (name) => weights.get(`${id}.${name}`);
  const flat = (name, shape) => graph.constant(`${id}.${name}`, shape, parameter(name).data);
  let x = from;
  if (prologue === 'affine-silu') {
    const channels = parameter('scale').shape[0];
    x = graph.node('Mul', [x, flat('scale', [channels, 1, 1])], `${id}:scaled`);
    x = graph.node('Add', [x, flat('shift', [channels, 1, 1])], `${id}:shifted`);
  }
  if (prologue) x = graph.silu(x);
  // [kh, kw, in, out] to [out, in, kh, kw], transposed [kh, kw, out, in] to [in, out, kh, kw].
  const w = graph.constant(`${id}.kernel`, ...permuted(parameter('kernel'), [3, 2, 0, 1]));
  const pad = layer.stride ? 0 : (kernel - 1) / 2;
  const attributes = {
    kernel_shape: [kernel, kernel],
    strides: [layer.stride ?? 1, layer.stride ?? 1],
    pads: [pad, pad, pad, pad],
  };
  const type = layer.transposed ? 'ConvTranspose' : 'Conv';
  x = graph.node(type, [x, w, flat('bias', [filters])], `${id}:convolved`, attributes);
  if (layer.embed) {
    const matrix = flat('embed.kernel', parameter('embed.kernel').shape);
    const row = graph.node('Gemm', ['e', matrix, flat('embed.bias', [filters])], `${id}:row`);
    const axes = graph.constant(`${id}:axes`, [2], BigInt64Array.of(2n, 3n));
    x = graph.node('Add', [x, graph.node('Unsqueeze', [row, axes], `${id}:shift`)], `${id}:embedded`);
  }
  if (activation === 'silu') x = graph.silu(x);
  if (activation === 'relu') x = graph.node('Relu', [x], `${id}:relu`);
  residual.forEach((other, i) => (x = graph.node('Add', [x, other], `${id}:sum${i}`)));
  return x;
}

function attention(graph, { id, from, heads }, [height, width, channels]) {
  const d = channels / heads;
  const shape = (name, ...sides) =>
    graph.constant(`${id}:${name}`, [sides.length], BigInt64Array.from(sides, BigInt));
  const rows = graph.node('Reshape', [from, shape('heads', 0, 3, heads, d, height * width)], `${id}:rows`);
  const part = (i) => {
    const at = graph.constant(`${id}:${i}`, [], BigInt64Array.of(BigInt(i)));
    return graph.node('Gather', [rows, at], `${id}:part${i}`, { axis: 1 });
  };
  const turned = (x) => graph.node('Transpose', [x], `${x}:turned`, { perm: [0, 1, 3, 2] });
  const logits = graph.node('MatMul', [turned(part(0)), part(1)], `${id}:products`);
  const scale = graph.constant(`${id}:scale`, [], Float32Array.of(1 / Math.sqrt(d)));
  const scaled = graph.node('Mul', [logits, scale], `${id}:logits`);
  const share = graph.node('Softmax', [scaled], `${id}:share`, { axis: -1 });
  const mixed = graph.node('MatMul', [share, turned(part(2))], `${id}:mixed`);
  return graph.node('Reshape', [turned(mixed), shape('shape', 0, channels, height, width)], `${id}:out`);
}

/**
 * The network with folded normalisations, as a function of `input` [N, 2, size, size] and `e` [N, width] to `output`
 * [N, 1, size, size].
 * @param {import('../../src/model/network').Network} network of convolutions and attention, without patches
 * @param {ReadonlyMap<string, import('../../src/model/weights').Parameter>} weights
 * @returns {Uint8Array} a model file
 */
export function toOnnx(network, weights) {
  if (network.patch) throw new Error(`${network.name} has patches.`);
  const graph = new Graph();
  const shapes = layerShapes(network);
  const named = new Map([['input', 'input']]);
  const of = (id) => named.get(id);
  for (const layer of network.layers) {
    const read = { ...layer, from: of(layer.from) };
    if (layer.kind === 'convolution') {
      const residual = (layer.residual ?? []).map(of);
      named.set(layer.id, convolution(graph, weights, { ...read, residual }));
    } else if (layer.kind === 'attention') named.set(layer.id, attention(graph, read, shapes.get(layer.id)));
    else throw new Error(`${layer.id} is of the kind ${layer.kind}.`);
  }
  graph.node('Identity', [of(network.layers.at(-1).id)], 'output');
  const { size, embedding } = network;
  const whole = message(
    7,
    ...graph.nodes,
    text(2, network.name),
    ...graph.tensors,
    value(11, 'input', [2, size, size]),
    value(11, 'e', [embedding.width]),
    value(12, 'output', [1, size, size]),
  );
  return joined([int(1, 8), whole, message(8, text(1, ''), int(2, 17))]);
}
