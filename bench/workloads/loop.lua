local limit = tonumber(arg[1])
local total = 0
for i = 0, limit - 1 do total = (total + i * 3) % 1000003 end
print(total)
