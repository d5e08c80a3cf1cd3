// What belongs to one run of the journeys and to no other: two runs at once,
// of one checkout or of several, on one machine, share nothing but the code.
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The database engine of this run, sqlite or postgres: HEMU_E2E_DB. */
export const engine = process.env.HEMU_E2E_DB ?? 'sqlite';

/**
 * Whether this run judges looks too: axe and widths cost a third of a journey and
 * can't tell the databases apart, so the run on the embedded one does it for both.
 */
export const looks = engine === 'sqlite';

// Chosen by the process that reads the configuration first. Workers are started
// with its environment: it is how they learn the run.
process.env.HEMU_E2E_RUN ??= `${process.pid}-${randomBytes(4).toString('hex')}`;

/** Names the run: the process that leads it, and what tells it from one elsewhere with the same number. */
export const run = process.env.HEMU_E2E_RUN;

const out = join(import.meta.dirname, '../out');

/** Results, report and server logs of this run; git-ignored. */
export const outDir = join(out, `${engine}-${run}`);

/** The untouched demo city and each worker's copy of it. */
export const cityDir = join(tmpdir(), `hemu-e2e-${run}`);

/** Deletes what earlier runs left in out, but for runs that are still going on. */
export function tidy(): void {
  mkdirSync(out, { recursive: true });
  for (const name of readdirSync(out)) {
    const [, leader] = /^[a-z]+-(\d+)-[0-9a-f]{8}$/.exec(name) ?? [];
    if (name.startsWith(`${engine}-`) && leader && !alive(Number(leader)))
      rmSync(join(out, name), { recursive: true, force: true });
  }
}

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (err) {
    return (err as NodeJS.ErrnoException).code === 'EPERM';
  }
}
