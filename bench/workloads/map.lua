local limit = tonumber(arg[1])
local values = {}
for i = 0, limit - 1 do values["key" .. i] = i end
local sum = 0
for i = 0, limit - 1 do sum = sum + values["key" .. (i * 7919 % limit)] end
print(sum)
