// The graph of the built JavaScript. It is read from dist/, so that it does not depend on hashed names or bundler settings.
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { parseAst } from 'vite';

/** The text of a string literal or of a template without expressions; undefined for anything else. */
function textOf(node) {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0].value.cooked;
  return undefined;
}

/** Calls visit with this node and every node below it. */
function walk(node, visit) {
  if (Array.isArray(node)) for (const child of node) walk(child, visit);
  else if (node && typeof node.type === 'string') {
    visit(node);
    for (const key in node) if (typeof node[key] === 'object') walk(node[key], visit);
  }
}

/** The chunks that one chunk refers to: by static imports, by dynamic imports, and as workers. */
function referencesOf(folder, file) {
  const references = { static: [], dynamic: [], worker: [] };
  const add = (kind, node) => {
    const text = textOf(node);
    if (text?.endsWith('.js')) references[kind].push(normalize(join(dirname(file), text)));
  };
  walk(parseAst(readFileSync(join(folder, file), 'utf8')), (node) => {
    if (/^(Import|ExportNamed|ExportAll)Declaration$/.test(node.type)) add('static', node.source);
    if (node.type === 'ImportExpression') add('dynamic', node.source);
    if (node.type === 'NewExpression' && node.callee.name === 'URL') add('worker', node.arguments[0]);
  });
  return references;
}

/** A function that gives the references of a chunk; each chunk is parsed once. */
export function chunkGraph(folder) {
  const parsed = new Map();
  return (file) => {
    if (!parsed.has(file)) parsed.set(file, referencesOf(folder, file));
    return parsed.get(file);
  };
}

/** The given chunks, and every chunk that they reach through references of these kinds. */
export function reach(graph, files, kinds, accept = () => true) {
  const reached = new Set();
  const visit = (file) => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const kind of kinds)
      graph(file)
        [kind].filter((next) => kind === 'static' || accept(next))
        .forEach(visit);
  };
  files.forEach(visit);
  return [...reached];
}

/** The module scripts and modulepreloads of index.html, which the browser loads before anything runs. */
export function entryChunks(folder) {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const tags = html.match(/<(script|link)\b[^>]*>/g) ?? [];
  const chunks = tags.filter((tag) => /type="module"|rel="modulepreload"/.test(tag));
  return chunks
    .flatMap((tag) => /(?:src|href)="([^"]+\.js)"/.exec(tag)?.[1] ?? [])
    .map((file) => normalize(file));
}
