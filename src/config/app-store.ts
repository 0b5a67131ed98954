/** Where apps lie that administrators register, as the config resolves it. Types only. */

/** A folder (absolute), or the storage's Redis. */
export type AppStoreConfig = { readonly kind: 'folder'; readonly path: string } | { readonly kind: 'redis' }
