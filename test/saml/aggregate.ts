/** A federation's metadata, signed by xml-crypto as federations sign it. */
import { SignedXml } from 'xml-crypto'
import { spKey } from '../fixtures/gateway.ts'

const md = 'urn:oasis:names:tc:SAML:2.0:metadata'

export interface AggregateOptions {
  /** Attributes of the root, beside its ID. */
  readonly attributes?: string
  readonly id?: string
}

/** An EntitiesDescriptor that is not signed yet. */
export const aggregateXml = (
  content: string,
  { attributes = ' validUntil="2999-01-01T00:00:00Z"', id = '_all' }: AggregateOptions = {},
): string => `<md:EntitiesDescriptor xmlns:md="${md}" ID="${id}"${attributes}>${content}</md:EntitiesDescriptor>`

export interface SigningOptions {
  readonly key?: { readonly privateKey: string; readonly certificate: string }
  /** Prefixes of InclusiveNamespaces. */
  readonly prefixes?: readonly string[]
  readonly reference?: string
}

/** With an enveloped signature as the root's first child. */
export function signedMetadata(
  xml: string,
  { key = spKey(), prefixes = [], reference = '/*' }: SigningOptions = {},
): string {
  const signature = new SignedXml({
    privateKey: key.privateKey,
    publicCert: key.certificate,
    signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  })
  signature.addReference({
    xpath: reference,
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
    transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', 'http://www.w3.org/2001/10/xml-exc-c14n#'],
    ...(prefixes.length > 0 && { inclusiveNamespacesPrefixList: [...prefixes] }),
  })
  signature.computeSignature(xml, { location: { reference: '/*', action: 'prepend' }, prefix: 'ds' })
  return signature.getSignedXml()
}

/** An SP with what a federation says about it. */
export function federatedSp(
  entityId: string,
  { attributes = '', extensions = '', acs = `${entityId}/acs`, role = '' } = {},
): string {
  const said = extensions === '' ? '' : `<md:Extensions>${extensions}</md:Extensions>`
  return (
    `<md:EntityDescriptor xmlns:md="${md}" entityID="${entityId}"${attributes}>${said}` +
    `<md:SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${role}` +
    `<md:AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${acs}" index="0"/>` +
    '</md:SPSSODescriptor></md:EntityDescriptor>'
  )
}

export const registeredBy = (authority: string): string =>
  `<mdrpi:RegistrationInfo xmlns:mdrpi="urn:oasis:names:tc:SAML:metadata:rpi" registrationAuthority="${authority}"/>`

export const category = (...values: readonly string[]): string =>
  '<mdattr:EntityAttributes xmlns:mdattr="urn:oasis:names:tc:SAML:metadata:attribute">' +
  '<saml:Attribute xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" Name="http://macedir.org/entity-category">' +
  `${values.map((value) => `<saml:AttributeValue>${value}</saml:AttributeValue>`).join('')}</saml:Attribute></mdattr:EntityAttributes>`

/** Content in every form that a canonicaliser must get right. */
export const oddForms: Readonly<Record<string, string>> = {
  plain: federatedSp('https://a.test'),
  comments: `<!-- one --><md:Extensions><!-- two -->a<!-- three -->b</md:Extensions>${federatedSp('https://a.test')}<!-- four -->`,
  CDATA: `<md:Extensions><x xmlns="urn:x"><![CDATA[<&>"'\r\n]]></x></md:Extensions>${federatedSp('https://a.test')}`,
  entities: `<md:Extensions><x xmlns="urn:x" y="&lt;&amp;&gt;&quot;&apos;&#10;&#13;&#9;">&lt;&amp;&gt;&quot;&apos;&#13;&#233;&#128512;</x></md:Extensions>${federatedSp('https://a.test')}`,
  'xml:lang and xml:space': `<md:Extensions xml:lang="de"><x xmlns="urn:x" xml:space="preserve" b="1" a="2">  </x></md:Extensions>${federatedSp('https://a.test')}`,
  'namespaces declared again': `<md:Extensions xmlns:p="urn:1"><p:a xmlns:p="urn:2"><p:b xmlns:p="urn:1"/><b xmlns="urn:d"><c xmlns=""/></b></p:a><p:c p:z="1"/></md:Extensions>${federatedSp('https://a.test')}`,
  'another prefix for metadata': federatedSp('https://a.test').replaceAll('md:', 'q:').replace('xmlns:md=', 'xmlns:q='),
  'order of attributes': `<md:Extensions><x xmlns="urn:x" xmlns:b="urn:1" xmlns:a="urn:2" b:a="1" a:b="2" z="3" A="4" a="5" b:A="6"/></md:Extensions>${federatedSp('https://a.test')}`,
  'line ends and tabs': `\r\n<md:Extensions a="x\ty\nz\r\nw\rv">\r\na\rb\tc\n</md:Extensions>\n${federatedSp('https://a.test')}\r`,
  'groups in groups': `<md:EntitiesDescriptor Name="inner">\n${federatedSp('https://a.test')}\n<md:EntitiesDescriptor>${federatedSp('https://b.test')}</md:EntitiesDescriptor></md:EntitiesDescriptor>`,
  'a type by its prefix': `<md:Extensions xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><x xmlns="urn:x" xsi:type="xs:string">y</x></md:Extensions>${federatedSp('https://a.test')}`,
  'beyond the BMP': `<md:Extensions><x xmlns="urn:x" a="😀é">\u2028\u0085😀é中</x></md:Extensions>${federatedSp('https://ä.test/😀')}`,
}
