/** A folder of its own for a config and the files beside it, gone after the test. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Config } from '../../../src/config/config.ts'
import { type LoadedConfig, loadConfig } from '../../../src/config/load.ts'

export class Scratch {
  readonly directory = mkdtempSync(join(tmpdir(), 'isthmus-config-'))

  /** Writes a file below the folder and returns its path. */
  write(name: string, text: string | Buffer): string {
    const path = join(this.directory, name)
    mkdirSync(dirname(path), { recursive: true })
    // As an operator keeps a secret.
    writeFileSync(path, text, name.startsWith('secrets/') ? { mode: 0o600 } : {})
    return path
  }

  /** Writes the config and loads it. */
  load(yaml: string, env: NodeJS.ProcessEnv = {}): Promise<LoadedConfig> {
    return loadConfig(this.write('isthmus.yaml', yaml), env)
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true })
  }
}

/** Each problem on a line, as `line path: message cure`. */
export const lines = ({ problems }: Pick<LoadedConfig, 'problems'>): readonly string[] =>
  problems.map(({ line, severity, path, message, cure }) => `${line ?? '-'} ${severity} ${path}: ${message} ${cure}`)

/** The client secret of the first upstream. */
export function secretIn(config: Config | undefined): string | undefined {
  const upstream = config?.upstreams[0]
  return upstream?.protocol === 'oidc' ? upstream.clientSecret : undefined
}
