/** Attack 39: an error that carries an assertion. */
import { expect } from 'chai'
import { expectRefused, proved, reasonOf, soundXml } from '../saml/answer-gate.ts'

const status = (name: string) => `urn:oasis:names:tc:SAML:2.0:status:${name}`

describe('attack 39: a status that is not Success, with an assertion', () => {
  it('is refused', () => {
    const statuses = [
      status('Responder'),
      status('Requester'),
      status('PartialLogout'),
      `${status('Responder')} ${status('Success')}`,
      `${status('Success')}x`,
      'Success',
    ]
    expectRefused(
      Object.fromEntries(
        statuses.flatMap((one) => [
          [one, soundXml({ status: one })],
          [`${one}, signed`, soundXml({ status: one }, { what: 'both' })],
        ]),
      ),
    )
    expect(reasonOf(soundXml({ status: status('Responder') }))).to.include('not a success')
  })

  it('is taken with Success, and a second code below it', () => {
    expect(proved(soundXml({ status: `${status('Success')} urn:x:y` })).sid).to.equal('_session1')
  })
})
