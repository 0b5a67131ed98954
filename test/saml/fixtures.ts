/** Messages and metadata of real service providers, in test/fixtures/saml. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = new URL('../../../test/fixtures/saml/', import.meta.url)

export function fixture(name: string): string {
  return readFileSync(fileURLToPath(new URL(name, folder)), 'utf8')
}

export const realServiceProviders = ['mellon', 'node-saml', 'pysaml2', 'python3-saml'] as const
