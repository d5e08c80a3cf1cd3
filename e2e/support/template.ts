// Global set-up: the demo city is made once; each worker starts on a copy.
// That keeps the journeys of one worker from seeing the other's cases without
// paying for the city twice, and a worker that Playwright starts again after
// a failure begins clean.
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { databaseURL, engine, outDir, postgres, psql, runDir, startServer } from './server.ts';

export default async function makeTemplate(): Promise<() => void> {
  // Workers are started with this environment: it is how they learn the run.
  process.env.HEMU_E2E_RUN = String(process.pid);
  const data = template();
  let db: string | undefined;
  if (postgres()) {
    psql(`CREATE DATABASE ${databaseName('template')}`);
    db = databaseURL(databaseName('template'));
  }
  try {
    const server = await startServer({ data, db, log: join(outDir, `demo-${engine()}.log`) });
    await server.stop();
  } catch (err) {
    remove();
    throw err;
  }
  return remove;
}

/** Copies the demo city for one worker; gives its data folder and database URL. */
export function copyTemplate(worker: number): { data: string; db: string | undefined } {
  const data = join(runDir(), `worker-${worker}`);
  cpSync(template(), data, { recursive: true });
  if (!postgres()) return { data, db: undefined };
  const name = databaseName(`worker_${worker}`);
  psql(`CREATE DATABASE ${name} TEMPLATE ${databaseName('template')}`);
  return { data, db: databaseURL(name) };
}

/** Deletes what copyTemplate made. */
export function removeCopy(worker: number): void {
  rmSync(join(runDir(), `worker-${worker}`), { recursive: true, force: true });
  if (postgres()) psql(`DROP DATABASE IF EXISTS ${databaseName(`worker_${worker}`)}`);
}

function template(): string {
  return join(runDir(), 'template');
}

function databaseName(part: string): string {
  return `hemu_e2e_${process.env.HEMU_E2E_RUN}_${part}`;
}

function remove(): void {
  rmSync(runDir(), { recursive: true, force: true });
  if (postgres()) psql(`DROP DATABASE IF EXISTS ${databaseName('template')} WITH (FORCE)`);
}
