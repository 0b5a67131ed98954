/** A key of others as it is kept: its octets. What is made of them is made when somebody asks for it. */
import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import type { VerificationKey } from './service-provider.ts'

/** All of it, as it is copied to another thread. */
export interface KeyOctets {
  /** The subjectPublicKeyInfo, an octet a character. */
  readonly spki: string
  /** ms since 1970 */
  readonly notAfter?: number
  readonly curve?: string
}

/**
 * Octets are kept as text: a Buffer as small as this is a part of one that is thirty times as large, which would be kept
 * with it.
 */
export class KeptKey implements VerificationKey, KeyOctets {
  readonly spki: string
  readonly notAfter?: number
  readonly curve?: string
  #key: KeyObject | undefined
  #id: string | undefined

  constructor({ spki, notAfter, curve }: KeyOctets) {
    this.spki = spki
    if (notAfter !== undefined) this.notAfter = notAfter
    if (curve !== undefined) this.curve = curve
  }

  get key(): KeyObject {
    this.#key ??= createPublicKey({ key: this.#octets(), format: 'der', type: 'spki' })
    return this.#key
  }

  get id(): string {
    this.#id ??= nameOf(this.#octets())
    return this.#id
  }

  #octets(): Buffer {
    return Buffer.from(this.spki, 'latin1')
  }
}

/** The first 64 bits of SHA-256 over the public key: the same key in a new certificate keeps its name. */
export const fingerprint = (key: KeyObject): string => nameOf(key.export({ format: 'der', type: 'spki' }))

const nameOf = (octets: Buffer): string => createHash('sha256').update(octets).digest('hex').slice(0, 16)

/** The octets of a key, an octet a character. */
export const spkiOf = (key: KeyObject): string => key.export({ format: 'der', type: 'spki' }).toString('latin1')

interface WithKeys {
  readonly signingKeys: readonly VerificationKey[]
  readonly encryption?: { readonly key: VerificationKey; readonly methods: readonly string[] }
}

/** What another thread has read: its keys come as their octets alone, and are keys again. */
export function revived<Role extends WithKeys>(role: Role): Role {
  const keyOf = (copied: VerificationKey): VerificationKey => new KeptKey(copied as unknown as KeyOctets)
  const { signingKeys, encryption } = role
  return {
    ...role,
    signingKeys: signingKeys.map(keyOf),
    ...(encryption !== undefined && { encryption: { ...encryption, key: keyOf(encryption.key) } }),
  }
}
