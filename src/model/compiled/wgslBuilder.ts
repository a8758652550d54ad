/** WGSL written line by line, from top to bottom. */
export class WgslBuilder {
  private readonly lines: string[] = [];
  private indent = '';

  /** Adds lines; one that is `false` is left out, so that a line stands beside the condition it depends on. */
  emit(...lines: readonly (string | false)[]): this {
    for (const line of lines) if (line !== false) this.lines.push(this.indent + line);
    return this;
  }

  /** Adds `head { ... }`, with what `body` emits as its indented body. */
  block(head: string, body: () => void): this {
    this.emit(`${head} {`);
    const outer = this.indent;
    this.indent += '  ';
    body();
    this.indent = outer;
    return this.emit('}');
  }

  get code(): string {
    return this.lines.join('\n');
  }
}
