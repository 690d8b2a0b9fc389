-- Takes a token from the bucket that all workers share. KEYS[1]: the bucket. ARGV: tokens a second, how many it holds.
-- Returns 0 when there was one, else the microseconds until there is; nothing is reserved for who has to wait.
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1000000
local per_second, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
local held = redis.call('HMGET', KEYS[1], 'tokens', 'filled_at')
-- A bucket that nobody knows starts empty: after a flush nobody gets a second burst.
local tokens = tonumber(held[1]) or 0
local filled_at = tonumber(held[2]) or now
tokens = math.min(burst, tokens + math.max(0, now - filled_at) * per_second)
local wait = 0
if tokens >= 1 then
  tokens = tokens - 1
else
  wait = math.ceil((1 - tokens) / per_second * 1000000)
end
redis.call('HSET', KEYS[1], 'tokens', string.format('%.9f', tokens), 'filled_at', string.format('%.6f', now))
return wait
