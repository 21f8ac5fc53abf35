local limit = tonumber(arg[1])
local numbers, x = {}, 42
for i = 1, limit do
  x = x * 16807 % 2147483647
  numbers[i] = x
end
table.sort(numbers)
local sum = 0
for place, number in ipairs(numbers) do sum = (sum + number * (place % 7)) % 1000000007 end
print(sum)
