/** Isthmus as an identity provider of Keycloak's realm: what makes Keycloak a service provider. */
import type { Keycloak } from './server.ts'

export interface Broker {
  readonly alias: string
  /** On the button of the login page. */
  readonly displayName: string
  readonly entityId?: string
}

/**
 * Registers us as its administrator does who imports us from our address.
 * @param metadata that address
 * @param broker.entityId what it calls itself to us; the realm's issuer if not given
 */
export async function addBroker(keycloak: Keycloak, metadata: string, broker: Broker): Promise<void> {
  const { alias, displayName, entityId } = broker
  const wish = { providerId: 'saml', fromUrl: metadata }
  const imported = (await keycloak.administer('POST', 'identity-provider/import-config', wish)) as object
  await keycloak.administer('POST', 'identity-provider/instances', {
    alias,
    displayName,
    providerId: 'saml',
    enabled: true,
    trustEmail: true,
    firstBrokerLoginFlowAlias: 'first broker login',
    config: {
      ...imported,
      ...(entityId !== undefined && { entityId }),
      syncMode: 'IMPORT',
      principalType: 'SUBJECT',
      nameIDPolicyFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
      wantAuthnRequestsSigned: 'true',
      wantAssertionsSigned: 'true',
      wantAssertionsEncrypted: 'true',
      validateSignature: 'true',
      signatureAlgorithm: 'RSA_SHA256',
      postBindingAuthnRequest: 'true',
      postBindingResponse: 'true',
      postBindingLogout: 'true',
    },
  })
  for (const [attribute, user] of [
    ['username', 'username'],
    ['email', 'email'],
    ['firstName', 'firstName'],
    ['lastName', 'lastName'],
  ]) {
    await keycloak.administer('POST', `identity-provider/instances/${alias}/mappers`, {
      name: attribute,
      identityProviderAlias: alias,
      identityProviderMapper: 'saml-user-attribute-idp-mapper',
      config: { syncMode: 'INHERIT', 'attribute.name': attribute, 'user.attribute': user },
    })
  }
}
