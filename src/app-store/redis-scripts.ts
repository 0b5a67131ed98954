/**
 * What the app store tells Redis to do in one step. All keys have one hash tag, so they are on one node of a cluster. A
 * full Redis refuses a script at its first writing command, when nothing has been written yet.
 */

/**
 * KEYS: heads, document, past, changes. ARGV: the document's key, expected revision ('' where there must never have been
 * one), new head, document ('' for a removal), entry of the past, how many of them to keep, what changed.
 * The revision is that of the head, which a removal has as well: of two writers the second finds another than it expected.
 * Whoever may not publish writes all the same: the others poll.
 */
export const write = `
local head = redis.call('HGET', KEYS[1], ARGV[1])
local current = ''
if head then current = cjson.decode(head)['revision'] end
if current ~= ARGV[2] then return current end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
if ARGV[4] == '' then redis.call('DEL', KEYS[2]) else redis.call('SET', KEYS[2], ARGV[4]) end
redis.call('LPUSH', KEYS[3], ARGV[5])
redis.call('LTRIM', KEYS[3], 0, tonumber(ARGV[6]) - 1)
redis.call('XADD', KEYS[4], 'MAXLEN', '~', '10000', '*', 'changed', ARGV[7])
redis.pcall('PUBLISH', KEYS[4], ARGV[7])
return 'written'`

/**
 * KEYS: a past. ARGV: the entry that it ends with, the next older one. Of two who take over the same past the second finds
 * that it ends with another.
 */
export const append = `
if redis.call('LRANGE', KEYS[1], -1, -1)[1] ~= ARGV[1] then return 0 end
redis.call('RPUSH', KEYS[1], ARGV[2])
return 1`
