/**
 * Attacks on the signature of an answer (attacks 12–28), by number: what an attacker makes of one genuine, signed answer
 * to log in as `admin`. The generator of signature wrapping takes it apart and hides the genuine parts in a forgery.
 */
import { createHash, createHmac, generateKeyPairSync } from 'node:crypto'
import {
  type Answer,
  answerXml,
  assertionXml,
  at,
  idpEntityId,
  idpKey,
  persistent,
  responseXml,
  signedBy,
} from './answer.ts'
import { spKey } from './keys.ts'
import { afterIssuer, ds, enveloped, exclusive, rsaSha1, saml, samlp, sha1, signatureXml } from './request.ts'

const key = idpKey.privateKey
const adminName = `<saml:NameID Format="${persistent}">admin</saml:NameID>`
const object = (xml: string) => `<ds:Object xmlns:ds="${ds}">${xml}</ds:Object>`
const into = (signature: string, xml: string) => signature.replace('</ds:Signature>', () => `${xml}</ds:Signature>`)
const signatureIn = (xml: string) => /<ds:Signature .*?<\/ds:Signature>/s.exec(xml)?.[0] ?? ''
const transform = (algorithm: string, inner = '') => `<ds:Transform Algorithm="${algorithm}">${inner}</ds:Transform>`
const part = (xml: string, name: string) => new RegExp(`<ds:${name}[ >].*?</ds:${name}>`).exec(xml)?.[0] ?? ''

type Attack = (answer: Answer) => Readonly<Record<string, string>>

/** The parts of a genuine answer whose assertion is signed, and a forgery. */
function partsOf(answer: Answer) {
  const assertion = assertionXml(answer)
  const signature = signatureXml(assertion, { key })
  const signed = afterIssuer(assertion, signature)
  const evil = (changes: Partial<Answer> = {}) =>
    assertionXml({ ...answer, nameId: adminName, assertionId: '_evil', attributes: { uid: ['admin'] }, ...changes })
  const response = (content: string) => responseXml(answer, content)
  return { assertion, signature, signed, evil, response, whole: response(signed) }
}

const rename = (xml: string, id: string) => xml.replace(/ ID="[^"]*"/, ` ID="${id}"`)

/** XSW 1–9, with the forgery under its own ID and under the genuine one's. */
const wrapping: Attack = (answer) => {
  const { assertion, signature, signed, evil, response } = partsOf(answer)
  const genuine = response(assertion)
  const whole = signatureXml(genuine, { key })
  const forgedResponse = (content: string) => rename(response(content), '_evilResponse')
  const advice = (xml: string) => `<saml:Advice>${xml}</saml:Advice>`
  const variants = (id: string, name: string): Record<string, string> => ({
    [`XSW1 ${name}: the genuine answer in the signature of the forged`]: forgedResponse(
      evil({ assertionId: id }),
    ).replace('<samlp:Status>', () => `${into(whole, object(genuine))}<samlp:Status>`),
    [`XSW2 ${name}: the genuine answer beside the signature`]: forgedResponse(evil({ assertionId: id })).replace(
      '<samlp:Status>',
      () => `${whole}${genuine}<samlp:Status>`,
    ),
    [`XSW3 ${name}: the forged assertion first`]: response(evil({ assertionId: id }) + signed),
    [`XSW3 ${name}: the forged assertion last`]: response(signed + evil({ assertionId: id })),
    [`XSW4 ${name}: the genuine one inside the forged`]: response(evil({ assertionId: id, more: signed })),
    [`XSW5 ${name}: the signature in the forged, the genuine after it`]: response(
      afterIssuer(evil({ assertionId: id }), signature) + assertion,
    ),
    [`XSW6 ${name}: the genuine inside the signature of the forged`]: response(
      afterIssuer(evil({ assertionId: id }), into(signature, assertion)),
    ),
    [`XSW7 ${name}: the genuine in Extensions`]: response(evil({ assertionId: id })).replace(
      '<samlp:Status>',
      () => `<samlp:Extensions>${signed}</samlp:Extensions><samlp:Status>`,
    ),
    [`XSW7 ${name}: the forged in Extensions`]: response(signed).replace(
      '<samlp:Status>',
      () => `<samlp:Extensions>${evil({ assertionId: id })}</samlp:Extensions><samlp:Status>`,
    ),
    [`XSW8 ${name}: the genuine in an Object`]: response(
      afterIssuer(evil({ assertionId: id }), into(signature, object(assertion))),
    ),
    [`XSW9 ${name}: the genuine in Advice`]: response(evil({ assertionId: id, more: advice(signed) })),
    [`XSW9 ${name}: the genuine in a value`]: response(
      evil({ assertionId: id, attributes: { uid: ['admin'], x: [signed] } }),
    ),
    [`XSW9 ${name}: the forged in Advice of the genuine`]: response(
      signed.replace('</saml:Assertion>', () => `${advice(evil({ assertionId: id }))}</saml:Assertion>`),
    ),
  })
  return { ...variants('_evil', 'own ID'), ...variants(answer.assertionId ?? '_assertion1', 'the same ID') }
}

function hmac(assertion: string): string {
  const rsa = signatureXml(assertion, { key, signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#hmac-sha256' })
  const signedInfo = part(rsa, 'SignedInfo').replace('<ds:SignedInfo>', `<ds:SignedInfo xmlns:ds="${ds}">`)
  const secret = idpKey.publicKey.export({ type: 'spki', format: 'pem' })
  const value = createHmac('sha256', secret).update(signedInfo).digest('base64')
  return rsa.replace(/(<ds:SignatureValue>)[^<]*/, `$1${value}`)
}

export const answerAttacks: Readonly<Record<number, Attack>> = {
  12: (answer) => {
    const { signed, evil, response, whole } = partsOf(answer)
    const evilResponse = response(evil())
    return {
      'not signed': answerXml(answer, { what: 'neither' }),
      'not signed, another person': evilResponse,
      'the signature taken off': whole.replace(/<ds:Signature .*<\/ds:Signature>/, ''),
      'its value taken out': whole.replace(/(<ds:SignatureValue>)[^<]*/, '$1'),
      'its value changed': whole.replace(/(<ds:SignatureValue>)..../, '$1AAAA'),
      'another name under the signature': whole.replace('p-1234', 'admin'),
      'another name under a signature of the whole': answerXml(answer, { what: 'response' }).replace('p-1234', 'admin'),
      'another name, both signed': answerXml(answer, { what: 'both' }).replace('p-1234', 'admin'),
      'a bad signature of the assertion in a good one of the whole': signedBy(
        response(signed.replace(/(<ds:SignatureValue>)..../, '$1AAAA')),
        { key },
      ),
    }
  },
  13: wrapping,
  14: (answer) => {
    const { signed, evil, response } = partsOf(answer)
    const second = signedBy(assertionXml({ ...answer, assertionId: '_second' }), { key })
    const encrypted = `<saml:EncryptedAssertion xmlns:saml="${saml}"></saml:EncryptedAssertion>`
    return {
      'two genuine assertions': response(signed + second),
      'a forged one after the genuine one': response(signed + evil()),
      'a forged one in a signed answer with a genuine one': signedBy(response(signed + evil()), { key }),
      'one and an encrypted one': response(signed + encrypted),
      'two answers': `<samlp:Responses xmlns:samlp="${samlp}">${response(signed)}${response(evil())}</samlp:Responses>`,
      'an answer within the answer': response(signed + rename(response(evil()), '_inner')),
    }
  },
  15: (answer) => {
    const { signed, evil, response } = partsOf(answer)
    const id = answer.assertionId ?? '_assertion1'
    return {
      'the answer has the ID of the assertion': rename(response(signed), id),
      'the subject has the ID of the assertion': response(
        signed.replace('<saml:Subject>', `<saml:Subject ID="${id}">`),
      ),
      'a forged assertion has the ID of the signed answer': signedBy(
        rename(response(evil({ assertionId: '_same' })), '_same'),
        { key },
      ),
      'two elements have one Id': response(
        signed
          .replace('<saml:Subject>', '<saml:Subject Id="a">')
          .replace('<saml:Conditions', '<saml:Conditions id="a"'),
      ),
    }
  },
  16: (answer) => {
    const { assertion, signed, response } = partsOf(answer)
    const polluted = (attribute: string) => assertion.replace(' ID="', ` ${attribute} ID="`)
    const elsewhere = assertion
      .replace('<saml:Assertion ', `<saml:Assertion xmlns:x="urn:x" `)
      .replace(' ID=', ' x:ID=')
    return {
      'an ID of another namespace beside it': response(signedBy(polluted(`saml:ID="_x"`), { key })),
      'an ID of another namespace in its place': response(signedBy(elsewhere, { key, uri: '#_assertion1' })),
      'Id in its place': response(signedBy(assertion.replace(' ID=', ' Id='), { key, uri: '#_assertion1' })),
      'Id beside it': response(signedBy(polluted('Id="_x"'), { key })),
      'an ID of another namespace on the answer': response(signed).replace(
        '<samlp:Response ',
        '<samlp:Response samlp:ID="_x" ',
      ),
    }
  },
  17: (answer) => {
    const { assertion, signed, evil, response } = partsOf(answer)
    const other = (xml: string) => xml.replace(`xmlns:saml="${saml}"`, 'xmlns:saml="urn:other"')
    return {
      'the assertion in another namespace': response(other(signed)),
      'a second one in another namespace': response(signed + other(evil())),
      'a second one without a namespace': response(`${signed}<Assertion xmlns="" ID="_e"></Assertion>`),
      'the signature in another namespace': response(
        afterIssuer(assertion, signatureIn(signed).replace(`xmlns:ds="${ds}"`, 'xmlns:ds="urn:other"')),
      ),
      'the answer in another namespace': response(signed).replace(`xmlns:samlp="${samlp}"`, 'xmlns:samlp="urn:other"'),
      'a declared DOCTYPE': `<!DOCTYPE samlp:Response>${response(signed)}`,
    }
  },
  18: (answer) => {
    const { assertion, signed, evil, response } = partsOf(answer)
    return {
      'a namespace that is relative': response(signed.replace('<saml:Subject>', '<saml:Subject xmlns:x="1">')),
      'the digest of nothing': response(afterIssuer(assertion, signatureXml(assertion, { key, digested: '' }))),
      'the digest of nothing, for anybody': response(afterIssuer(evil(), signatureXml(evil(), { key, digested: '' }))),
    }
  },
  19: (answer) => {
    const { evil, whole } = partsOf(answer)
    const digest = createHash('sha256').update(evil()).digest('base64')
    const inside = (xml: string) => whole.replace('<ds:DigestValue>', `<ds:DigestValue>${xml}`)
    return {
      'a comment': inside(`<!--${digest}-->`),
      CDATA: inside(`<![CDATA[${digest}]]>`),
      'an element': inside(`<x>${digest}</x>`),
      'a processing instruction': inside('<?x y?>'),
    }
  },
  20: (answer) => {
    const { assertion, evil, response, whole } = partsOf(answer)
    const forged = signatureXml(evil(), { key: spKey.privateKey })
    const twice = (xml: string) => signedBy(afterIssuer(xml, forged), { key })
    return Object.fromEntries([
      ['another signature of the answer, signed as well', twice(response(assertion))],
      ['another signature of the assertion, signed as well', response(twice(assertion))],
      ...['SignedInfo', 'Reference', 'SignatureValue', 'Transforms', 'DigestValue', 'CanonicalizationMethod'].flatMap(
        (name) => {
          const [own, other] = [part(whole, name), part(forged, name)]
          return [
            [`another ${name} before it`, whole.replace(own, () => other + own)],
            [`another ${name} after it`, whole.replace(own, () => own + other)],
          ]
        },
      ),
    ])
  },
  21: (answer) => {
    const { assertion, response } = partsOf(answer)
    const id = answer.assertionId ?? '_assertion1'
    const uris = [
      '',
      '#',
      '#_response1',
      `#xpointer(id('${id}'))`,
      '#xpointer(/)',
      'http://127.0.0.1:9/x',
      id,
      `#${id} `,
    ]
    return Object.fromEntries(
      uris.map((uri) => [`“${uri}”`, response(afterIssuer(assertion, signatureXml(assertion, { key, uri })))]),
    )
  },
  22: (answer) => {
    const { assertion, response } = partsOf(answer)
    const all = [transform(enveloped), transform(exclusive)]
    const xpath = 'http://www.w3.org/TR/1999/REC-xpath-19991116'
    const xslt = 'http://www.w3.org/TR/1999/REC-xslt-19991116'
    const lists = {
      'XPath that takes the name away': [
        ...all,
        transform(xpath, '<ds:XPath>not(ancestor-or-self::NameID)</ds:XPath>'),
      ],
      'XPath in the place of enveloped-signature': [transform(xpath), transform(exclusive)],
      'XSLT in the place of canonicalisation': [transform(enveloped), transform(xslt)],
      'canonicalisation twice': [transform(exclusive), transform(exclusive)],
      'something inside enveloped-signature': [transform(enveloped, '<x></x>'), transform(exclusive)],
      XSLT: [transform(xslt, '<x/>'), ...all],
      'only one': [transform(exclusive)],
      'the other way round': all.toReversed(),
      'three of them': [...all, transform(exclusive)],
      'inclusive canonicalisation': [
        transform(enveloped),
        transform('http://www.w3.org/TR/2001/REC-xml-c14n-20010315'),
      ],
      none: [],
    }
    return Object.fromEntries(
      Object.entries(lists).map(([name, list]) => [
        name,
        response(afterIssuer(assertion, signatureXml(assertion, { key, transforms: list.join('') }))),
      ]),
    )
  },
  23: (answer) => {
    const { assertion, evil, response } = partsOf(answer)
    return {
      'the public key as secret': response(afterIssuer(assertion, hmac(assertion))),
      'for anybody': response(afterIssuer(evil(), hmac(evil()))),
    }
  },
  24: (answer) => {
    const { assertion, response } = partsOf(answer)
    const by = (options: object) => response(afterIssuer(assertion, signatureXml(assertion, { key, ...options })))
    return {
      'rsa-sha1': by({ signatureAlgorithm: rsaSha1 }),
      'a digest of SHA-1': by({ digestAlgorithm: sha1 }),
      'rsa-md5': by({ signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-md5' }),
      'dsa-sha1': by({ signatureAlgorithm: `${ds}dsa-sha1` }),
      'ecdsa-sha256': by({ signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256' }),
    }
  },
  25: (answer) => {
    const { evil, response } = partsOf(answer)
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const { n = '', e = '' } = publicKey.export({ format: 'jwk' })
    const pem = publicKey
      .export({ type: 'spki', format: 'pem' })
      .toString()
      .replace(/-----.*-----|\n/g, '')
    const value = `<ds:KeyValue><ds:RSAKeyValue><ds:Modulus>${Buffer.from(n, 'base64url').toString('base64')}</ds:Modulus><ds:Exponent>${Buffer.from(e, 'base64url').toString('base64')}</ds:Exponent></ds:RSAKeyValue></ds:KeyValue>`
    const infos = {
      'a key': value,
      'a certificate': `<ds:X509Data><ds:X509Certificate>${pem}</ds:X509Certificate></ds:X509Data>`,
      'the name of the genuine key': `<ds:KeyName>${idpEntityId}</ds:KeyName>`,
    }
    return Object.fromEntries(
      Object.entries(infos).map(([name, info]) => [
        name,
        response(
          afterIssuer(evil(), signatureXml(evil(), { key: privateKey, after: `<ds:KeyInfo>${info}</ds:KeyInfo>` })),
        ),
      ]),
    )
  },
  27: (answer) => {
    const { evil, response } = partsOf(answer)
    const other = { key: spKey.privateKey }
    return {
      'of the assertion': response(signedBy(evil(), other)),
      'of the answer': signedBy(response(evil()), other),
      'of the answer around a genuine assertion': signedBy(partsOf(answer).whole, other),
    }
  },
  28: (answer) => {
    const { evil, response } = partsOf(answer)
    const error = signedBy(
      responseXml({ ...answer, id: '_error', status: 'urn:oasis:names:tc:SAML:2.0:status:Responder' }, ''),
      { key },
    )
    const logout = signedBy(
      `<samlp:LogoutResponse xmlns:samlp="${samlp}" ID="_logout" IssueInstant="${at(answer.now ?? Date.now())}" Version="2.0"><saml:Issuer xmlns:saml="${saml}">${idpEntityId}</saml:Issuer></samlp:LogoutResponse>`,
      { key },
    )
    const metadata = `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" ID="_metadata" entityID="${idpEntityId}"></md:EntityDescriptor>`
    const wrap = (genuine: string) => ({
      inside: response(evil() + genuine),
      'in Extensions': response(evil()).replace(
        '<samlp:Status>',
        () => `<samlp:Extensions>${genuine}</samlp:Extensions><samlp:Status>`,
      ),
      'its signature alone': response(afterIssuer(evil(), signatureIn(genuine))),
      around: genuine.replace(/<\/samlp:(Response|LogoutResponse)>$/, (end) => evil() + end),
    })
    const of = (name: string, genuine: string) =>
      Object.entries(wrap(genuine)).map(([how, xml]) => [`${name}, ${how}`, xml] as const)
    return Object.fromEntries([
      ...of('an error', error),
      ...of('an answer to a logout', logout),
      ['metadata, its signature alone', response(afterIssuer(evil(), signatureXml(metadata, { key })))],
      [
        'a signed error with an assertion put in',
        error.replace('</samlp:Response>', () => `${evil()}</samlp:Response>`),
      ],
    ])
  },
}
