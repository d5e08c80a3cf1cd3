// Starting and stopping the real binary. Knows its flags and /readyz, and
// nothing of what it serves.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { engine } from './run.ts';

const here = import.meta.dirname;

/** The binary under test: bin/hemu of this checkout unless HEMU_BIN says otherwise. */
export const binary = resolve(process.env.HEMU_BIN ?? join(here, '../../bin/hemu'));

/**
 * The PostgreSQL to put databases in, or undefined for SQLite in the data
 * folder. HEMU_E2E_DB=postgres takes the server of HEMU_TEST_POSTGRES.
 */
export function postgres(): string | undefined {
  if (engine === 'sqlite') return undefined;
  const url = process.env.HEMU_TEST_POSTGRES;
  if (!url) throw new Error('HEMU_E2E_DB=postgres needs HEMU_TEST_POSTGRES; see scripts/pg.sh');
  return url;
}

/** Runs one statement as the superuser of the throw-away PostgreSQL. */
export function psql(statement: string): void {
  const url = postgres();
  if (!url) throw new Error('not on PostgreSQL');
  execFileSync('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-c', statement, url], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** The URL of another database on the same PostgreSQL. */
export function databaseURL(name: string): string {
  const url = new URL(postgres() ?? '');
  url.pathname = `/${name}`;
  return url.href;
}

export interface Server {
  /** http://127.0.0.1:port, without a slash at the end. */
  readonly url: string;
  /** The data folder, for tests that run other commands beside the server. */
  readonly data: string;
  /** Asks the server to end and waits; throws if it doesn't end cleanly in 15 s. */
  stop(): Promise<void>;
}

export interface Options {
  data: string;
  db?: string | undefined;
  log: string;
  /** More flags of serve. */
  flags?: string[];
}

/**
 * Starts `hemu serve --demo` and waits until it is ready. The system chooses
 * the port and the server says which: a port looked up beforehand could be
 * somebody else's by the time it is listened on.
 */
export async function startServer(o: Options): Promise<Server> {
  if (!existsSync(binary)) throw new Error(`${binary} is missing; run: make build`);
  mkdirSync(o.data, { recursive: true });
  mkdirSync(dirname(o.log), { recursive: true });
  const args = ['serve', '--demo', '--data', o.data, '--listen', '127.0.0.1:0', ...(o.flags ?? [])];
  if (o.db) args.push('--db', o.db);
  const child = spawn(binary, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const log = createWriteStream(o.log);
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  try {
    const url = await ready(child, o.log);
    return { url, data: o.data, stop: () => end(child) };
  } catch (err) {
    child.kill('SIGKILL');
    throw err;
  }
}

// Filling the demo city is part of the first start, hence the long wait.
async function ready(child: ChildProcess, log: string): Promise<string> {
  const deadline = Date.now() + 120_000;
  let said = '';
  child.stdout?.on('data', (part: Buffer) => {
    said += part.toString();
  });
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`hemu serve ended with ${child.exitCode}:\n${tail(log)}`);
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
    if (url) {
      const answer = await fetch(`${url}/readyz`).catch(() => undefined);
      if (answer?.ok) return url;
    }
    await sleep(50);
  }
  throw new Error(`hemu serve isn't ready after 120 s:\n${tail(log)}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) throw new Error(`hemu serve had ended with ${child.exitCode}`);
  const gone = once(child, 'exit') as Promise<[number | null, string | null]>;
  child.kill('SIGTERM');
  const result = await Promise.race([gone, sleep(15_000, undefined, { ref: false })]);
  if (!result) {
    child.kill('SIGKILL');
    throw new Error("hemu serve doesn't stop within 15 s of SIGTERM");
  }
  if (result[0] !== 0) throw new Error(`hemu serve stopped with ${result[0] ?? result[1]}`);
}

function tail(file: string): string {
  return readFileSync(file, 'utf8').split('\n').slice(-30).join('\n');
}
