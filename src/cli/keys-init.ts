/** `isthmus keys init`: where the keys go, from the config. */
import { loadConfig } from '../config/load.ts'
import { initKeys, initMissingKeys } from './keys.ts'
import { describeProblems, print, printAside } from './output.ts'

/** Resolves to the exit code. Secrets may still be missing: keys are made before anything is registered. */
export async function runKeysInit(file: string, { missing = false } = {}): Promise<number> {
  const { config, problems } = await loadConfig(file, undefined, { secrets: 'ignored' })
  if (!config) {
    printAside(describeProblems(problems))
    return 1
  }
  const commonName = new URL(config.publicUrl).hostname
  if (missing) await initMissingKeys(config.certsDirectory, { commonName, print })
  else await initKeys(config.certsDirectory, { commonName })
  return 0
}
