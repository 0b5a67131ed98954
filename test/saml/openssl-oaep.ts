/** RSA-OAEP by openssl, which takes one hash for the digest and another for the mask: node:crypto has one for both. */
import { execFileSync } from 'node:child_process'
import type { KeyObject } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export function wrapByOpenssl(secret: Buffer, publicKey: KeyObject, digest: string, mask: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-oaep-'))
  try {
    writeFileSync(join(folder, 'key'), publicKey.export({ type: 'spki', format: 'pem' }))
    const options = ['rsa_padding_mode:oaep', `rsa_oaep_md:${digest}`, `rsa_mgf1_md:${mask}`]
    const how = ['pkeyutl', '-encrypt', '-pubin', '-inkey', join(folder, 'key')]
    return execFileSync('openssl', [...how, ...options.flatMap((one) => ['-pkeyopt', one])], { input: secret })
  } finally {
    rmSync(folder, { recursive: true })
  }
}
