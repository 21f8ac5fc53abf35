local Counter = {}
Counter.__index = Counter
function Counter.new() return setmetatable({n = 0}, Counter) end
function Counter:add(step)
  self.n = self.n + step
  return self
end
function Counter:value() return self.n end
local outer = {a = {b = {c = Counter.new()}}}
local sum = 0
for _ = 1, tonumber(arg[1]) do sum = (sum + outer.a.b.c:add(1):add(2):value()) % 1000003 end
print(sum)
