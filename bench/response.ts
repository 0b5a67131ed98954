/** What a Response costs to build and sign: CPU time of the whole process, one at a time. */
import { buildResponse, type ResponseInput } from '../src/downstream/saml-idp/sso/response.ts'
import { encryptionFor, keys, success } from '../test/unit/downstream/saml-idp/sso/material.ts'
import { microsecondsOf } from './microseconds.ts'

/** The variants of a Response. */
export async function benchResponse(): Promise<{ name: string; microseconds: number }[]> {
  const variant = (changes: Partial<ResponseInput>) => () => buildResponse(success(changes), keys)
  const works: readonly (readonly [name: string, work: () => unknown])[] = [
    ['Response built, assertion signed', variant({ sign: 'assertion' })],
    ['Response built, both signed', variant({})],
    ['Response built, both signed and encrypted', variant({ encryption: encryptionFor([]) })],
  ]
  const results: { name: string; microseconds: number }[] = []
  for (const [name, work] of works) results.push({ name, microseconds: await microsecondsOf(work) })
  return results
}
