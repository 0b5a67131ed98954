/**
 * The gateway's keys, as one immutable set per snapshot. Files in certs/ (contract):
 *   saml-signing.key/.crt         current signing key and certificate (RSA, self-signed, 10 years)
 *   saml-signing-next.key/.crt    published beside it during a rollover, where present
 *   pairwise.key                  32 bytes, base64: makes every persistent NameID; never rotated
 *   oidc-rsa.key oidc-ec.key      sign ID Tokens, where apps speak OpenID Connect; -next and -previous beside them
 *   sealing.key                   32 bytes, base64: AES-GCM for claims and id_token at rest; signs anti-forgery tokens
 *   saml-decryption.key/.crt      where SAML upstreams may encrypt to us: the published pair
 *   saml-decryption-next.key/.crt decrypts too and is not published, before and after it takes the other's place
 *
 * A map of this folder:
 *   keys.ts         the key set, its types
 *   load.ts         files → key set, or every problem with its cure; warnings
 *   token-keys.ts   the keys that sign ID Tokens
 *   parse.ts        one file → one key, or why not
 *   create.ts       a new full set of files; never over an old one · certificate.ts  the self-signed certificate among them
 *   fingerprint.ts  names of keys that reveal nothing about them
 *   claim.ts        the claim of those names in a storage that several nodes share
 *   files.ts        names of the files; expiry.ts: certificates that expire
 *   pairwise.ts     persistent NameIDs
 *   tokens.ts       anti-forgery tokens
 */
import type { KeyObject, X509Certificate } from 'node:crypto'

/** A key we sign with. A KeyObject, never PEM: RSA signing is 3.4 times slower from PEM. */
export interface SigningKey {
  readonly privateKey: KeyObject
  readonly certificate: X509Certificate
  /** DER of the certificate in base64, one line: as it appears in KeyInfo and metadata. */
  readonly certificateBase64: string
}

/** A key that signs ID Tokens. */
export interface TokenKey {
  /** `kid`: the thumbprint of the public key. */
  readonly id: string
  readonly algorithm: 'RS256' | 'ES256'
  readonly privateKey: KeyObject
}

/**
 * Of each algorithm the one in use, then the next and the previous one where they are there: published too, and what
 * they signed is recognised.
 */
export interface TokenKeys {
  readonly rsa: readonly [TokenKey, ...TokenKey[]]
  readonly ec: readonly [TokenKey, ...TokenKey[]]
}

export interface KeySet {
  readonly signing: SigningKey
  /** Published beside the current one, not yet used. */
  readonly nextSigning?: SigningKey
  /** Where apps speak OpenID Connect. */
  readonly oidc?: TokenKeys
  /** Decrypts what SAML upstreams encrypt; its certificate is published. */
  readonly decryption?: SigningKey
  /** Decrypts too: during a rollover, before or after it was published. */
  readonly nextDecryption?: SigningKey
  /** HMAC key of persistent NameIDs. */
  readonly pairwise: KeyObject
  /** Seals records at rest: AES-256 keys are derived from it. */
  readonly sealing: KeyObject
  /** HMAC key for anti-forgery tokens and log pseudonyms, derived from the sealing key. */
  readonly tokens: KeyObject
  /**
   * Names the pairwise and the sealing key: what nodes that share a storage must share, whatever the stage of a
   * rollover of the signing key. Hex, not secret.
   */
  readonly fingerprint: string
}

/** One thing wrong with the files, or worth a warning. */
export interface KeyProblem {
  /** Absolute path. */
  readonly file: string
  readonly message: string
  /** What to do about it. */
  readonly cure: string
}

/** Worth a line in the log, and in `isthmus check`. */
export interface KeyWarning extends KeyProblem {
  readonly kind: 'expiry' | 'permissions'
  /** For `expiry`: 60, 30, 7, or 0 when it has expired. The next smaller one is a new warning. */
  readonly daysLeft?: 60 | 30 | 7 | 0
}

/** The files can't be used. The message names all problems and cures, and no secret. */
export class KeysUnusable extends Error {
  override readonly name = 'KeysUnusable'
  readonly problems: readonly KeyProblem[]

  constructor(problems: readonly KeyProblem[]) {
    super(problems.map(({ file, message, cure }) => `${file}: ${message} ${cure}`).join('\n'))
    this.problems = problems
  }
}
