local cjson = require("cjson")
local months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
local file = assert(io.open(arg[1], "rb"))
local records = cjson.decode(file:read("a"))
file:close()
if cjson.encode_empty_table_as_object then cjson.encode_empty_table_as_object(false) end
local rows = {}
for _, record in ipairs(records) do
  if record.Lead_Status ~= "Lost" then
    local created, tags = record.Created_Time, {}
    for _, tag in ipairs(record.Tag) do tags[#tags + 1] = tag.name end
    rows[#rows + 1] = {
      leadId = record.id,
      name = record.First_Name .. " " .. record.Last_Name,
      email = record.Email:lower(),
      status = record.Lead_Status,
      revenue = record.Annual_Revenue,
      created = created:sub(9, 10) .. "-" .. months[tonumber(created:sub(6, 7))] .. "-" .. created:sub(1, 4),
      owner = record.Owner.name,
      city = record.Address.City,
      tags = tags,
    }
  end
end
local text = cjson.encode(rows)
print(#rows .. " " .. (#text > 0 and "written" or ""))
