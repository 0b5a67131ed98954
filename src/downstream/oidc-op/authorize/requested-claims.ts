/** The parameter `claims` (Core 5.5): the library has checked its shape, and nothing in it is taken as true. */

export interface ClaimsRequest {
  readonly idToken: readonly string[]
  readonly userinfo: readonly string[]
  /** The very person that is wanted. */
  readonly sub?: string
  readonly acrValues: readonly string[]
  readonly acrEssential: boolean
}

const none: ClaimsRequest = { idToken: [], userinfo: [], acrValues: [], acrEssential: false }

/** More are not looked at. */
const mostClaims = 64
const longestName = 128

export function parseClaimsRequest(text: string | undefined): ClaimsRequest {
  if (text === undefined) return none
  const { id_token: idToken, userinfo } = JSON.parse(text) as Record<string, unknown>
  const { acr, sub, ...others } = membersOf(idToken)
  const asked = membersOf(acr)
  const wanted = membersOf(sub).value
  return {
    idToken: namesOf(others),
    userinfo: namesOf(membersOf(userinfo)),
    ...(wanted !== undefined && wanted !== null && { sub: asText(wanted) }),
    acrValues: [asked.value ?? [], asked.values ?? []].flat().map(asText).slice(0, 10),
    acrEssential: asked.essential === true,
  }
}

const membersOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}

/** What is no text is no class and no person either: such a demand is met by nothing, instead of not being made. */
const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

const namesOf = (members: Record<string, unknown>): readonly string[] =>
  Object.keys(members)
    .filter((name) => name.length <= longestName)
    .slice(0, mostClaims)
