/**
 * What a Response costs to build and sign, beside a bare RSA-2048 signature in the same run. CPU time of the whole
 * process, the thread pool included, one at a time.
 */
import { randomBytes, sign } from 'node:crypto'
import { buildResponse, type ResponseInput } from '../src/downstream/saml-idp/response.ts'
import { encryptionFor, keys, success } from '../test/unit/saml-out/material.ts'
import { microsecondsOf } from './microseconds.ts'

/** The variants of a Response, after the bare signature that they are measured against. */
export async function benchResponse(): Promise<{ name: string; microseconds: number }[]> {
  const octets = randomBytes(900)
  const variant = (changes: Partial<ResponseInput>) => () => buildResponse(success(changes), keys)
  const works: readonly (readonly [name: string, work: () => unknown])[] = [
    ['RSA-2048 signature', () => sign('sha256', octets, keys.signing.privateKey)],
    ['Response, assertion signed', variant({ sign: 'assertion' })],
    ['Response, both signed', variant({})],
    ['Response, both signed, encrypted', variant({ encryption: encryptionFor([]) })],
  ]
  const results: { name: string; microseconds: number }[] = []
  for (const [name, work] of works) results.push({ name, microseconds: await microsecondsOf(work) })
  return results
}
