local limit = tonumber(arg[1])
local names, x = {}, 42
for i = 1, limit do
  x = x * 16807 % 2147483647
  names[i] = "customer " .. (x % 200000)
end
local seen, distinct = {}, {}
for i = 1, limit do
  local name = names[i]
  if not seen[name] then
    seen[name] = true
    distinct[#distinct + 1] = name
  end
end
table.sort(names)
local numbers = {}
for part in table.concat(names, ","):gsub("customer ", ""):gmatch("[^,]+") do numbers[#numbers + 1] = part end
print(#distinct .. " " .. names[limit // 2 + 1] .. " " .. numbers[limit])
