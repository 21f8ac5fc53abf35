local limit = tonumber(arg[1])
local lines = {}
for i = 0, 999 do
  lines[#lines + 1] = "2024-03-" .. (10 + i % 20) .. "  user" .. i .. ".name@example.com called +1 (555) 010-" .. (1000 + i) .. ", ticket #" .. (i * 7) .. "; "
end
local log = table.concat(lines, ","):rep(limit)
local sizes = 0
sizes = sizes + #(log:gsub("[a-z0-9.]+@[a-z]+%.[a-z]+", "<mail>"))
sizes = sizes + #(log:gsub("(%d%d%d%d)%-(%d%d)%-(%d%d)", "%3/%2/%1 at"))
sizes = sizes + #(log:gsub("[^0-9]", ""))
sizes = sizes + #(log:gsub("%s+", " "))
sizes = sizes + #(log:gsub("#(%d+)", "[%1]"))
sizes = sizes + #(log:gsub("%(%d+%) ", ""))
print(#log .. " " .. sizes .. " " .. tostring(log:find("^.*ticket #[0-9]+; $") ~= nil))
