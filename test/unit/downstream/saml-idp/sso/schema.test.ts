/** Every kind of message that we emit is valid, by libxml2 and the schemas, where this machine has them. */
import { expect } from 'chai'
import { XmlDocument, XmlValidateError, XsdValidator, xmlCleanupInputProvider } from 'libxml2-wasm'
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs'
import { everyKind } from './kinds.ts'
import { combinedSchema, schemasAreHere } from './schemas.ts'

describe('the SAML schemas', () => {
  let validator: XsdValidator

  before(function () {
    if (!schemasAreHere) return this.skip()
    xmlRegisterFsInputProviders()
    const schema = XmlDocument.fromString(combinedSchema)
    validator = XsdValidator.fromDoc(schema)
    schema.dispose()
    xmlCleanupInputProvider()
  })
  after(() => validator?.dispose())

  function validate(xml: string): void {
    const document = XmlDocument.fromString(xml)
    try {
      validator.validate(document)
    } finally {
      document.dispose()
    }
  }

  it('find every kind of message valid', async () => {
    for (const [kind, xml] of await everyKind()) expect(() => validate(xml), kind).to.not.throw()
  })

  it('would notice a misplaced or unknown part in every kind', async () => {
    const moved = (xml: string) => xml.replace(/<(saml:Issuer|md:Extensions)[ >].*?<\/\1>/s, '')
    for (const [kind, xml] of await everyKind()) {
      const issuer = /<saml:Issuer[ >].*?<\/saml:Issuer>/s.exec(xml)?.[0] ?? '<md:Unknown></md:Unknown>'
      const broken = moved(xml).replace(/<\/(samlp:Response|md:EntityDescriptor)>$/, `${issuer}$&`)
      expect(() => validate(broken), kind).to.throw(XmlValidateError)
    }
  })
})
