/** The browser of e2e, bench and icons: the system's own Chromium; nothing is downloaded beside the package manager. */
import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Switches for every start: containers have neither a sandbox nor a GPU, and the browser itself shall stay silent. */
export const CHROMIUM_ARGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];

export class NoChromiumError extends Error {
  constructor() {
    super(
      'No Chromium found. Install it (Debian, Ubuntu: apt-get install chromium fonts-noto-core) or set CHROMIUM to its path.',
    );
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** `$CHROMIUM`, then the usual names on PATH; undefined when there is none. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const asked = env['CHROMIUM'];
  if (asked) return isProgram(asked) ? asked : undefined;
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

/** How the package manager can be called: directly as root, through sudo where it asks no password, or not at all. */
function installPrefix(): string[] | undefined {
  if (spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0) return undefined;
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : undefined;
}

/** Finds Chromium or installs it with an Arabic system font; throws {@link NoChromiumError} when neither works. */
export function ensureChromium(): string {
  const found = findChromium();
  if (found !== undefined) return found;
  const prefix = process.env['CHROMIUM'] ? undefined : installPrefix();
  if (prefix === undefined) throw new NoChromiumError();
  console.error('Installing Chromium with apt-get.');
  const options = { stdio: ['ignore', 'ignore', 'inherit'] as ('ignore' | 'inherit')[] };
  const call = (...args: string[]) => {
    const [program = 'apt-get', ...rest] = [...prefix, 'apt-get', ...args];
    execFileSync(program, rest, options);
  };
  try {
    call('update', '-qq');
    call('install', '-y', '-qq', 'chromium', 'fonts-noto-core');
  } catch {
    throw new NoChromiumError();
  }
  const installed = findChromium();
  if (installed === undefined) throw new NoChromiumError();
  return installed;
}
