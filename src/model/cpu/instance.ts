import { MEMORY } from './assemble';

/** A function of a module. */
type ModuleFunction = (...values: number[]) => void;

/** The functions of a compiled module, on its memory. */
export function instantiate(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
): (name: string) => ModuleFunction {
  const imports = { [MEMORY.module]: { [MEMORY.field]: memory } };
  const { exports } = new WebAssembly.Instance(module, imports);
  return (name) => exports[name] as ModuleFunction;
}
