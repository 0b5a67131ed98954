/** Secrets never belong in the config file itself: it is shown, copied and committed. */
import { said } from '../core/said.ts'
import { clientSecretVariable } from './oidc-apps.ts'
import type { Problems } from './problems.ts'
import { secretVariable } from './upstreams.ts'
import { valueAt } from './validate.ts'

/**
 * Reports every secret written into the file, and returns the file without them. No message contains the secret's text.
 */
export function takeSecrets(raw: unknown, problems: Problems): unknown {
  const rest = structuredClone(raw)
  takeClientSecrets(rest, 'upstreams', secretVariable, problems)
  takeClientSecrets(rest, 'apps', clientSecretVariable, problems)
  const storage = valueAt(rest, ['storage'])
  if (typeof rest === 'object' && rest !== null && typeof storage === 'string' && hasPassword(storage)) {
    const cure =
      'Write the whole URL into a file, `storageFile: secrets/redis`, or into ISTHMUS_STORAGE in the environment.'
    problems.error('secret', ['storage'], 'There is a password in the config file.', cure)
    Reflect.deleteProperty(rest, 'storage')
  }
  return rest
}

function takeClientSecrets(
  rest: unknown,
  section: 'upstreams' | 'apps',
  variable: (name: string) => string,
  problems: Problems,
): void {
  for (const name of Object.keys(valueAt(rest, [section]) ?? {})) {
    const entry = valueAt(rest, [section, name])
    if (typeof entry !== 'object' || entry === null || !Object.hasOwn(entry, 'clientSecret')) continue
    const cure = said`Write it into a file, \`clientSecretFile: secrets/${name}\`, or into ${variable(name)} in the environment.`
    problems.error('secret', [section, name, 'clientSecret'], 'There is a secret in the config file.', cure)
    Reflect.deleteProperty(entry, 'clientSecret')
  }
}

const hasPassword = (url: string): boolean => /\/\/[^/?#]*:[^/?#]*@/.test(url) || /[?&]\w*password=/i.test(url)
