// Global set-up: the demo city is made once; each worker starts on a copy.
// That keeps the journeys of one worker from seeing the other's cases without
// paying for the city twice, and a worker that Playwright starts again after
// a failure begins clean.
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cityDir, outDir, run, tidy } from './run.ts';
import { databaseURL, postgres, psql, startServer } from './server.ts';

export default async function makeTemplate(): Promise<() => void> {
  tidy();
  const data = template();
  let db: string | undefined;
  if (postgres()) {
    psql(`CREATE DATABASE ${databaseName('template')}`);
    db = databaseURL(databaseName('template'));
  }
  try {
    const server = await startServer({ data, db, log: join(outDir, 'demo.log') });
    await server.stop();
  } catch (err) {
    remove();
    throw err;
  }
  return remove;
}

/** Copies the demo city for one worker; gives its data folder and database URL. */
export function copyTemplate(worker: number): { data: string; db: string | undefined } {
  const data = join(cityDir, `worker-${worker}`);
  cpSync(template(), data, { recursive: true });
  if (!postgres()) return { data, db: undefined };
  const name = databaseName(`worker_${worker}`);
  psql(`CREATE DATABASE ${name} TEMPLATE ${databaseName('template')}`);
  return { data, db: databaseURL(name) };
}

/** Deletes what copyTemplate made. */
export function removeCopy(worker: number): void {
  rmSync(join(cityDir, `worker-${worker}`), { recursive: true, force: true });
  if (postgres()) psql(`DROP DATABASE IF EXISTS ${databaseName(`worker_${worker}`)}`);
}

function template(): string {
  return join(cityDir, 'template');
}

function databaseName(part: string): string {
  return `hemu_e2e_${run.replaceAll('-', '_')}_${part}`;
}

function remove(): void {
  rmSync(cityDir, { recursive: true, force: true });
  if (postgres()) psql(`DROP DATABASE IF EXISTS ${databaseName('template')} WITH (FORCE)`);
}
