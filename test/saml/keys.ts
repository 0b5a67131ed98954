/** RSA keys for tests, made once for the whole run. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { VerificationKey } from '../../src/saml/service-provider.ts'

export interface TestKey {
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
  /** As a service provider's metadata would give it. */
  readonly verification: VerificationKey
}

function make(id: string): TestKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { privateKey, publicKey, verification: { id, key: publicKey } }
}

/** The service provider's key. */
export const spKey = make('sp')
/** Somebody else's. */
export const otherKey = make('other')
