local limit = tonumber(arg[1])
local start = os.time({year = 2000, month = 1, day = 1, hour = 0})
local sum = 0
for i = 0, limit - 1 do
  local text = os.date("%Y-%m-%d %H:%M:%S", start + i * 37 * 60)
  local year, month, day, hour, minute, second = text:match("(%d+)-(%d+)-(%d+) (%d+):(%d+):(%d+)")
  local moment = os.date("*t", os.time({year = year, month = month, day = day, hour = hour, min = minute, sec = second}))
  sum = sum + moment.year + moment.month + moment.day + moment.hour + moment.min
end
print(sum)
