/** The metadata of an app alone: XML, or the address where it is. A name that is new becomes an app with the defaults. */
import type { Content } from '../app-store/store.ts'
import type { Administrator } from './administrator.ts'
import { type PutApp, type PutWish, putApp, storedApp } from './apps.ts'
import type { AdminDependencies } from './dependencies.ts'
import { demandApps, ofState, withSetting } from './document.ts'

export type MetadataWish = { readonly xml: string } | { readonly address: string }

/**
 * Puts metadata; the settings stay what they are.
 * @throws Refused
 */
export async function putMetadata(
  deps: AdminDependencies,
  who: Administrator,
  name: string,
  metadata: MetadataWish,
  wish: PutWish = {},
): Promise<PutApp> {
  demandApps(who)
  const current = await storedApp(deps, name)
  return putApp(deps, who, name, withMetadata(current ?? { settings: '' }, metadata), ofState(wish, current))
}

/** An address stands in the settings, XML beside them: only one of the two is there. */
export function withMetadata(content: Content, metadata: MetadataWish): Content {
  const { settings } = withSetting(content, 'uploaded', undefined)
  if ('address' in metadata) return withSetting({ settings }, 'metadata', metadata.address)
  return { ...withSetting({ settings }, 'metadata', undefined), metadata: metadata.xml }
}

/** The same for what somebody uploaded who is no administrator: where it leads us is judged (attack 67). */
export const withUpload = (content: Content, xml: string): Content =>
  withSetting(withMetadata(content, { xml }), 'uploaded', true)
