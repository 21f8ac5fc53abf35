local limit = tonumber(arg[1])
local pieces = {}
for i = 0, limit - 1 do pieces[#pieces + 1] = "item" .. (i % 100) .. "," end
local text = table.concat(pieces)
local count, total = 0, 0
for part in text:gmatch("[^,]+") do
  count = count + 1
  total = total + #part
end
print(#text .. " " .. count .. " " .. total)
