/** What the demo OP remembers, in memory. oidc-provider's own memory adapter warns at every start. */
import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider'

/** An adapter factory whose models share one memory; all of it is gone with the process. */
export function memoryAdapters(): AdapterFactory {
  const records = new Map<string, AdapterPayload>()

  function find(key: string): AdapterPayload | undefined {
    const record = records.get(key)
    if (record?.exp === undefined || record.exp * 1000 > Date.now()) return record
    records.delete(key)
    return undefined
  }

  function findBy(model: string, field: 'uid' | 'userCode', value: string): AdapterPayload | undefined {
    for (const [key, record] of records) if (key.startsWith(`${model}:`) && record[field] === value) return find(key)
    return undefined
  }

  return (model): Adapter => ({
    upsert: async (id, payload) => {
      records.set(`${model}:${id}`, payload)
    },
    find: async (id) => find(`${model}:${id}`),
    findByUid: async (uid) => findBy(model, 'uid', uid),
    findByUserCode: async (code) => findBy(model, 'userCode', code),
    consume: async (id) => {
      const record = find(`${model}:${id}`)
      if (record) record.consumed = Math.floor(Date.now() / 1000)
    },
    destroy: async (id) => {
      records.delete(`${model}:${id}`)
    },
    revokeByGrantId: async (grantId) => {
      for (const [key, record] of records) if (record.grantId === grantId) records.delete(key)
    },
  })
}
