import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { startVitest, type Vitest } from 'vitest/node';

type MutantRun = { activeMutant: { id: string }; testFilter?: string[]; hitLimit?: number };

/** Stryker's runner of tests: passes each question on to driver.test.ts, whose process stays warm between mutants. */
class WarmRunner {
  #server: Server | undefined;
  #socket: Socket | undefined;
  #lines: AsyncIterator<string> | undefined;
  #vitest: Promise<Vitest> | undefined;

  capabilities() {
    // Reloads what it needs for every mutant that survives at first.
    return { reloadEnvironment: true };
  }

  async init() {
    this.#server = createServer().listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    process.env.MUTANTS_PORT = String(typeof address === 'object' && address?.port);
    process.env.NODE_ENV = 'test';
    process.env.VITEST = '1';
    const connected = once(this.#server, 'connection');
    this.#vitest = startVitest('test', [], { config: 'vitest.mutate.config.ts', watch: false });
    const [socket] = (await Promise.race([
      connected,
      this.#vitest.then(() => Promise.reject(new Error('Vitest ended before it could be asked'))),
    ])) as [Socket];
    this.#socket = socket;
    this.#lines = createInterface({ input: socket })[Symbol.asyncIterator]();
  }

  async #ask(question: object) {
    this.#socket?.write(`${JSON.stringify(question)}\n`);
    const line = await this.#lines?.next();
    if (!line || line.done) throw new Error('the process of the tests ended');
    return JSON.parse(line.value);
  }

  dryRun() {
    return this.#ask({});
  }

  mutantRun({ activeMutant, testFilter, hitLimit }: MutantRun) {
    return this.#ask({ mutant: activeMutant.id, tests: testFilter, hitLimit });
  }

  async dispose() {
    this.#socket?.end();
    this.#server?.close();
    await (await this.#vitest)?.close();
  }
}

export const strykerPlugins = [{ kind: 'TestRunner', name: 'warm', injectableClass: WarmRunner }];
