/** Metadata of identity providers, with all that products write beside what counts. */
import { expect } from 'chai'
import { binding, nameIdFormat } from '../../../src/saml/constants.ts'
import { parseIdentityProviders } from '../../../src/saml/metadata-idp.ts'
import { spKey } from '../../fixtures/gateway.ts'
import { idpMetadata } from '../../saml/answer.ts'

const certificate = spKey().certificate.replace(/-----[^-]*-----|\s/g, '')
const keyInfo = `<KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${certificate}</X509Certificate></X509Data></KeyInfo>`
const key = (use: string) => `<KeyDescriptor use="${use}">${keyInfo}</KeyDescriptor>`
const samlProtocol = 'protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"'
const services = (name: string, location: string, more = '') =>
  [binding.redirect, binding.post].map((one) => `<${name} Binding="${one}" Location="${location}"${more}/>`).join('')
const formats = [nameIdFormat.emailAddress, nameIdFormat.persistent, nameIdFormat.transient]
  .map((one) => `<NameIDFormat>${one}</NameIDFormat>`)
  .join('')

const ls = 'https://adfs.example.org/adfs/ls/'
const fed = 'http://docs.oasis-open.org/wsfed/federation/200706'
const role = (type: string, inside: string) =>
  `<RoleDescriptor xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:fed="${fed}" xsi:type="fed:${type}" protocolSupportEnumeration="${fed}">${inside}</RoleDescriptor>`
const adfs = `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" ID="_1" entityID="http://adfs.example.org/adfs/services/trust">
${role('ApplicationServiceType', `${key('encryption')}<fed:TargetScopes><EndpointReference xmlns="http://www.w3.org/2005/08/addressing"><Address>${ls}</Address></EndpointReference></fed:TargetScopes>`)}
${role('SecurityTokenServiceType', `${key('signing')}<fed:ClaimTypesOffered><auth:ClaimType xmlns:auth="http://docs.oasis-open.org/wsfed/authorization/200706" Uri="urn:x"><auth:DisplayName>X</auth:DisplayName></auth:ClaimType></fed:ClaimTypesOffered>`)}
<SPSSODescriptor WantAssertionsSigned="true" ${samlProtocol}>${key('encryption')}${services('SingleLogoutService', ls)}${formats}<AssertionConsumerService Binding="${binding.post}" Location="${ls}" index="0" isDefault="true"/></SPSSODescriptor>
<IDPSSODescriptor ${samlProtocol}>${key('encryption')}${key('signing')}${services('SingleLogoutService', ls)}${formats}${services('SingleSignOnService', ls)}<Attribute xmlns="urn:oasis:names:tc:SAML:2.0:assertion" Name="http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri" FriendlyName="UPN"/></IDPSSODescriptor>
<ContactPerson contactType="support"><GivenName/><SurName/><EmailAddress/><TelephoneNumber/></ContactPerson></EntityDescriptor>`

const at = 'https://idp.example.org/idp/profile'
const shibboleth = `<?xml version="1.0" encoding="UTF-8"?>
<!-- Example metadata. -->
<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" xmlns:shibmd="urn:mace:shibboleth:metadata:1.0" xmlns:req-attr="urn:oasis:names:tc:SAML:protocol:ext:req-attr" entityID="https://idp.example.org/idp/shibboleth">
<IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol urn:oasis:names:tc:SAML:1.1:protocol urn:mace:shibboleth:1.0">
<Extensions><shibmd:Scope regexp="false">example.org</shibmd:Scope></Extensions>${key('signing')}${key('encryption')}
<ArtifactResolutionService Binding="urn:oasis:names:tc:SAML:1.0:bindings:SOAP-binding" Location="${at}/SAML1/SOAP/ArtifactResolution" index="1"/>
<ArtifactResolutionService Binding="${binding.soap}" Location="${at}/SAML2/SOAP/ArtifactResolution" index="2"/>
<SingleSignOnService Binding="urn:mace:shibboleth:1.0:profiles:AuthnRequest" Location="${at}/Shibboleth/SSO"/>
<SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST-SimpleSign" Location="${at}/SAML2/POST-SimpleSign/SSO"/>
${services('SingleSignOnService', `${at}/SAML2/SSO`, ' req-attr:supportsRequestedAttributes="true"')}
</IDPSSODescriptor>
<AttributeAuthorityDescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:1.1:protocol"><Extensions><shibmd:Scope regexp="false">else.example.org</shibmd:Scope></Extensions><AttributeService Binding="urn:oasis:names:tc:SAML:1.0:bindings:SOAP-binding" Location="${at}/SAML1/SOAP/AttributeQuery"/></AttributeAuthorityDescriptor>
</EntityDescriptor>`

describe('metadata of identity providers', () => {
  const read = (xml: string) => {
    const { identityProviders = [] } = parseIdentityProviders(xml)
    expect(identityProviders).to.have.length(1)
    return identityProviders[0]
  }
  const locations = (list: readonly { readonly binding: string; readonly location: string }[] = []) =>
    list.map((one) => [one.binding, one.location])

  it('of AD FS, with its roles of WS-Federation and as a service provider', () => {
    const idp = read(adfs)
    expect(idp).to.deep.include({
      entityId: 'http://adfs.example.org/adfs/services/trust',
      nameIdFormats: [nameIdFormat.emailAddress, nameIdFormat.persistent, nameIdFormat.transient],
    })
    const both = [binding.redirect, binding.post].map((one) => [one, ls])
    expect(locations(idp?.singleSignOnServices)).to.deep.equal(both)
    expect(locations(idp?.singleLogoutServices)).to.deep.equal(both)
    expect(idp?.signingKeys).to.have.length(1)
  })

  it('of Shibboleth, with bindings of SAML 1.1 and scopes of other roles', () => {
    const idp = read(shibboleth)
    expect(idp?.scopes).to.deep.equal(['example.org'])
    expect(idp?.artifactResolutionServices.filter((one) => one.binding === binding.soap)).to.have.length(1)
    for (const one of [binding.redirect, binding.post])
      expect(locations(idp?.singleSignOnServices)).to.deep.include([one, `${at}/SAML2/SSO`])
    expect(idp?.signingKeys).to.have.length(1)
  })

  it('of an older Keycloak, alone in a list of entities', () => {
    const list = `<EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" Name="urn:keycloak">${idpMetadata()}</EntitiesDescriptor>`
    expect(read(list)).to.deep.equal(read(idpMetadata()))
  })
})
