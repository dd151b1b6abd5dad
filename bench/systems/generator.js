import { spawn } from 'node:child_process';
import readline from 'node:readline';
import { settings } from '../settings.js';

const options = (named) => Object.entries(named).flatMap(([name, value]) => [`--${name}`, String(value)]);

/// The load generator (bench/generator) in a process of its own, which ends with this one.
export class Generator {
  #child;
  #lines;
  #ended;

  constructor(scenario, named) {
    this.#child = spawn(settings.generator, [scenario, ...options(named)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#child.stdin.on('error', () => {});
    this.#lines = readline.createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
    this.#ended = new Promise((resolve) => this.#child.once('exit', resolve));
  }

  /// The next line it prints.
  async answer() {
    const { value, done } = await this.#lines.next();
    if (done) throw new Error('The load generator gave up.');
    return JSON.parse(value);
  }

  async ask(command) {
    this.#child.stdin.write(`${command}\n`);
    return this.answer();
  }

  /// Ends one that waits for commands.
  async end() {
    this.#child.stdin.end('\n');
    await this.#ended;
  }

  /// One scenario from beginning to end.
  static async run(scenario, named) {
    const generator = new Generator(scenario, named);
    const answer = await generator.answer();
    await generator.end();
    return answer;
  }
}
