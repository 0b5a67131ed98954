/**
 * Signature wrapping (XSW), as found on Responses and carried over to requests: each function takes one genuine signed
 * request apart and hides it in a forged one, so that the signature still verifies over the genuine part.
 */
import { afterIssuer, ds, requestXml, samlp } from './request.ts'

/** A genuine message: unsigned text and its signature. */
export interface Genuine {
  readonly request: string
  readonly signature: string
}

export const evilAcs = 'https://evil.example.org/acs'
const genuineId = '_request1'

const forged = (id: string, content: string) => requestXml({ id, acs: evilAcs, content })
const into = (signature: string, xml: string) => signature.replace('</ds:Signature>', () => `${xml}</ds:Signature>`)
const object = (xml: string) => `<ds:Object xmlns:ds="${ds}">${xml}</ds:Object>`
const extensions = (xml: string) => `<samlp:Extensions xmlns:samlp="${samlp}">${xml}</samlp:Extensions>`

export const wrappings: Readonly<Record<string, (genuine: Genuine) => string>> = {
  'XSW1: genuine inside the signature of the forged': ({ request, signature }) =>
    forged('_evil', into(signature, request)),
  'XSW2: genuine beside the signature, in the forged': ({ request, signature }) => forged('_evil', request + signature),
  'XSW3: genuine with its signature in the forged': ({ request, signature }) =>
    forged('_evil', afterIssuer(request, signature)),
  'XSW4: forged inside the genuine': ({ request, signature }) =>
    afterIssuer(request, signature + extensions(forged('_evil', ''))),
  'XSW5: both with one ID, signature in the forged': ({ request, signature }) =>
    forged(genuineId, signature + extensions(request)),
  'XSW6: both with one ID, genuine inside the signature': ({ request, signature }) =>
    forged(genuineId, into(signature, object(request))),
  'XSW7: genuine with its signature in Extensions': ({ request, signature }) =>
    forged('_evil', extensions(afterIssuer(request, signature))),
  'XSW8: genuine in an Object of the signature': ({ request, signature }) =>
    forged('_evil', into(signature, object(request))),
  'XSW9: genuine in the KeyInfo of the signature': ({ request, signature }) =>
    forged('_evil', into(signature, `<ds:KeyInfo xmlns:ds="${ds}">${request}</ds:KeyInfo>`)),
  'XSW10: genuine in a Transform': ({ request, signature }) =>
    forged(
      '_evil',
      signature.replace('</ds:Transforms>', () => `${request}</ds:Transforms>`),
    ),
  'XSW11: genuine in an Extensions of the forged, without ID there': ({ request, signature }) =>
    forged('_evil', signature + extensions(request)).replace(' ID="_evil"', ''),
  'XSW12: two signatures, the genuine one nested': ({ request, signature }) =>
    forged('_evil', signature + extensions(afterIssuer(request, signature))),
}
