/** Attack 74: an ID Token that was made for someone else, by someone else, or for another time. */
import { expect } from 'chai'
import * as evil from '../fixtures/evil-op.ts'
import { refusalOf, rigTests } from '../fixtures/upstream-rig.ts'

/** From now: reckoned when the token is made. */
const seconds = (ahead: number) => Math.floor(Date.now() / 1000) + ahead

describe('attack 74: wrong iss, aud, azp, exp', () => {
  const on = rigTests()

  const refused: Readonly<Record<string, evil.Misbehaviour>> = {
    'iss of another OP': evil.idToken({ iss: 'https://other.example.org' }),
    'iss with a slash more': evil.idToken(({ iss }) => ({ iss: `${iss}/` })),
    'no iss': evil.idToken({ iss: undefined }),
    'aud another client': evil.idToken({ aud: 'someone-else' }),
    'aud a list without us': evil.idToken({ aud: ['someone-else'] }),
    'no aud': evil.idToken({ aud: undefined }),
    'a second audience and no azp': evil.idToken({ aud: ['isthmus', 'someone-else'] }),
    'a second audience and their azp': evil.idToken({ aud: ['isthmus', 'someone-else'], azp: 'someone-else' }),
    'azp another client': evil.idToken({ azp: 'someone-else' }),
    'azp not a string': evil.idToken({ azp: ['isthmus'] }),
    'expired past the tolerance': evil.idToken(() => ({ exp: seconds(-200), iat: seconds(-500) })),
    'no exp': evil.idToken({ exp: undefined }),
    'exp as text': evil.idToken(() => ({ exp: String(seconds(300)) })),
    'no iat': evil.idToken({ iat: undefined }),
    'iat as text': evil.idToken({ iat: 'now' }),
    'issued in the future': evil.idToken(() => ({ iat: seconds(400), exp: seconds(900) })),
    'not valid yet': evil.idToken(() => ({ nbf: seconds(400) })),
    'no sub': evil.idToken({ sub: undefined }),
    'an empty sub': evil.idToken({ sub: '' }),
    'sub a number': evil.idToken({ sub: 7 }),
    'at_hash of another access token': evil.idToken({ at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' }),
    'at_hash cut short': evil.idToken(({ at_hash }) => ({ at_hash: String(at_hash).slice(0, 8) })),
    'at_hash not a string': evil.idToken({ at_hash: 7 }),
  }
  for (const [name, lie] of Object.entries(refused)) {
    it(`${name}: refused`, async () => {
      on.op.lie(lie)
      expect((await refusalOf(on.rig.login())).code).to.equal('upstream_invalid')
    })
  }

  const accepted: Readonly<Record<string, evil.Misbehaviour>> = {
    'as it is': evil.idToken({}),
    'aud a list of us alone': evil.idToken({ aud: ['isthmus'] }),
    'azp us': evil.idToken({ azp: 'isthmus' }),
    'a second audience with azp us': evil.idToken({ aud: ['isthmus', 'someone-else'], azp: 'isthmus' }),
    'expired within the tolerance': evil.idToken(() => ({ exp: seconds(-60), iat: seconds(-400) })),
    'issued by a clock that is ahead of ours within it': evil.idToken(() => ({ iat: seconds(100) })),
    'no at_hash': evil.idToken({ at_hash: undefined }),
  }
  for (const [name, lie] of Object.entries(accepted)) {
    it(`control: ${name} is accepted`, async () => {
      on.op.lie(lie)
      expect((await on.rig.login()).subject).to.equal('sub-alice')
    })
  }
})
