/**
 * Nodes that share a storage must share their keys: with another pairwise key a person has another name at every app;
 * with another sealing key one node can't read what the other wrote. So the names of the keys are claimed in the
 * storage, and a node with other ones refuses to start.
 *
 *   keyset:pairwise        fingerprint of the pairwise key
 *   keyset:sealing         fingerprint of the sealing key
 *   keyset:signing         fingerprint of a signing key in use: the first node's, then the last one's that asked
 *   keyset:oidc-rsa, keyset:oidc-ec   the same for the keys of ID Tokens, where there are any
 *   keyset:signing:known   set: those of all current and next signing keys of the last 30 days
 *
 * The signing key can change while nodes run: a node may start when its current or its next one is already known.
 */
import type { KeyObject } from 'node:crypto'
import { keyFiles, tokenKeyFiles } from './files.ts'
import { publicKeyFingerprint, secretFingerprint } from './fingerprint.ts'
import { type KeySet, KeysUnusable } from './keys.ts'

/** The verbs of a storage driver that claims need. */
export interface ClaimStorage {
  claim(key: string, value: string, ttl: number): Promise<boolean>
  replace(key: string, value: string, ttl: number): Promise<boolean>
  get(key: string): Promise<string | undefined>
  addToSet(key: string, members: readonly string[], ttl: number): Promise<void>
  members(key: string): Promise<readonly string[]>
}

/** ms: how long all nodes may be off without other keys getting in. */
const claimLifetime = 30 * 24 * 3600 * 1000

/**
 * Claims this node's keys, or renews the claim: call it at start, and once a day.
 * @throws KeysUnusable where nodes on this storage use other keys; whatever the storage throws when it is away
 */
export async function claimFingerprint(storage: ClaimStorage, keys: KeySet): Promise<void> {
  // In this order on every node: of two that start at once with other keys, the second stops at the first claim.
  await claimSecret(storage, 'keyset:pairwise', keyFiles.pairwise, keys.pairwise)
  await claimSecret(storage, 'keyset:sealing', keyFiles.sealing, keys.sealing)
  await claimSigning(storage, 'keyset:signing', keyFiles.signingKey, samlNames(keys))
  for (const kind of ['rsa', 'ec'] as const) {
    const names = keys.oidc?.[kind].map(({ id }) => id)
    if (names !== undefined) await claimSigning(storage, `keyset:oidc-${kind}`, tokenKeyFiles[kind].current, names)
  }
}

function samlNames({ signing, nextSigning }: KeySet): readonly string[] {
  const nameOf = (key: KeySet['signing']) => publicKeyFingerprint(key.certificate.publicKey).slice(0, 16)
  return [signing, ...(nextSigning === undefined ? [] : [nextSigning])].map(nameOf)
}

async function claimSecret(storage: ClaimStorage, key: string, file: string, secret: KeyObject): Promise<void> {
  const own = secretFingerprint(secret)
  if (await storage.claim(key, own, claimLifetime)) return
  const theirs = await storage.get(key)
  if (theirs !== own) throw otherKeys(key, file, own, theirs === undefined ? [] : [theirs])
  await storage.replace(key, own, claimLifetime)
}

/** @param own names of the keys of this node, the one in use first */
async function claimSigning(storage: ClaimStorage, key: string, file: string, own: readonly string[]): Promise<void> {
  const [current = ''] = own
  if (!(await storage.claim(key, current, claimLifetime))) {
    const [inUse, known] = await Promise.all([storage.get(key), storage.members(`${key}:known`)])
    const theirs = inUse === undefined ? known : [inUse, ...known]
    if (!own.some((name) => theirs.includes(name))) throw otherKeys(key, file, current, theirs)
    await storage.replace(key, current, claimLifetime)
  }
  await storage.addToSet(`${key}:known`, own, claimLifetime)
}

function otherKeys(key: string, file: string, own: string, theirs: readonly string[]): KeysUnusable {
  const others = [...new Set(theirs)].join(', ') || 'unknown'
  const message = `This node's key (fingerprint ${own}) differs from that of the other nodes on this storage (${others}).`
  const cure =
    file !== keyFiles.pairwise && file !== keyFiles.sealing
      ? `Copy the keys of a running node, or bring the new key in as ${file.replace('.key', '-next')} first (docs/keys.md, rollover).`
      : `Copy the keys of a running node. Only if you really want to replace the key: stop all nodes and delete isthmus:${key} in Redis.`
  return new KeysUnusable([{ file, message, cure }])
}

/** ms: how soon to try again while the storage is away, and how often a claim is renewed. */
export interface ClaimIntervals {
  readonly retry: number
  readonly prolong: number
}

const usual: ClaimIntervals = { retry: 2000, prolong: 24 * 3600 * 1000 }

export interface KeptClaim {
  /**
   * Resolves if nodes with other keys turn up later: this one must stop, since it could not read any of their records.
   */
  readonly lost: Promise<KeysUnusable>
  /**
   * Goes on with keys that were read again: claims them now, or as soon as the storage answers.
   * @throws KeysUnusable where they must not be used: the old ones stay in use
   */
  use(keys: KeySet): Promise<void>
  stop(): void
}

/**
 * Claims the keys now, retrying until the storage answers, then daily.
 * @throws KeysUnusable where it answers at once and nodes on it use other keys
 */
export async function keepClaimed(
  storage: ClaimStorage,
  keys: KeySet,
  intervals: ClaimIntervals = usual,
): Promise<KeptClaim> {
  let current = keys
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let lose: (error: KeysUnusable) => void = () => {}
  const lost = new Promise<KeysUnusable>((resolve) => {
    lose = resolve
  })
  /** @throws KeysUnusable */
  const attempt = async (candidate: KeySet): Promise<void> => {
    const answered = await claimFingerprint(storage, candidate).then(
      () => true,
      (error: unknown) => {
        if (error instanceof KeysUnusable) throw error
        return false
      },
    )
    current = candidate
    clearTimeout(timer)
    if (stopped) return
    timer = setTimeout(() => void attempt(current).catch(lose), answered ? intervals.prolong : intervals.retry).unref()
  }
  await attempt(keys)
  return {
    lost,
    async use(next) {
      if (next.fingerprint !== current.fingerprint) throw changedWhileRunning()
      await attempt(next)
    },
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}

/** Half of the process would go on using the old ones: sessions are sealed, persistent NameIDs are made with them. */
function changedWhileRunning(): KeysUnusable {
  const message = 'It is not the key that this process started with.'
  const cure = 'Put the old one back. If you really want to replace it, stop all nodes first (docs/keys.md).'
  return new KeysUnusable([{ file: `${keyFiles.pairwise} or ${keyFiles.sealing}`, message, cure }])
}
