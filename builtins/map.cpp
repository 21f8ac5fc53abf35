// MAP functions (help/functions/map). Those that a key-value COLLECTION has too are in collection.cpp.
#include "builtins/common.h"
#include "builtins/families.h"

namespace sluice::builtins {

namespace {

Value put(Call& call) {
  Container& map = call.receiver().container();
  map.become_keyed();
  map.put(std::move(call.arguments[1]), std::move(call.arguments[2]));
  return Value();
}

Value put_all(Call& call) {
  Container& map = call.receiver().container();
  const Container& other = call.arguments[1].container();
  map.become_keyed();
  if (&map == &other) return Value();
  if (!other.is_keyed() && !other.undecided())
    raise(messages::IncompatibleArgument, {call.function.name, "1", "KEY-VALUE", name_of(other.type())});
  for (std::uint32_t p = other.first_place(); p != Container::kEnd; p = other.next_place(p))
    map.put(other.key_at(p), other.value_at(p));
  return Value();
}

Value get(Call& call) {
  const Value* value = call.receiver().container().find(call.arguments[1]);
  return value == nullptr ? Value() : *value;
}

Value contain_key(Call& call) { return Value::boolean(call.receiver().container().find(call.arguments[1]) != nullptr); }

Value not_contains(Call& call) {
  return Value::boolean(call.receiver().container().find(call.arguments[1]) == nullptr);
}

Value contain_value(Call& call) {
  return Value::boolean(first_place_of(call.receiver().container(), call.arguments[1]) != kNowhere);
}

Value keys(Call& call) {
  const Container& map = call.receiver().container();
  Value list = Container::make_list(call.context.heap, map.size());
  for (std::uint32_t p = map.first_place(); p != Container::kEnd; p = map.next_place(p))
    list.container().push(map.is_keyed() ? map.key_at(p) : map.value_at(p));
  return list;
}

Value remove(Call& call) {
  call.receiver().container().erase(call.arguments[1]);
  return Value();
}

constexpr ParameterRecord kKey[] = {{"key", kAnyOrNull}};
constexpr ParameterRecord kValue[] = {{"value", kAnyOrNull}};
constexpr ParameterRecord kPair[] = {{"key", kAnyOrNull}, {"value", kAnyOrNull}};
constexpr ParameterRecord kOther[] = {{"map", kMap | Type::Collection}};
constexpr std::string_view kContainsKey[] = {"containsKey"};
constexpr std::string_view kContainsValue[] = {"containsValue"};

constexpr FunctionRecord kFunctions[] = {
    {.name = "put",
     .receiver = kMap,
     .parameters = kPair,
     .use = Use::Void,
     .cost = {2},
     .page = "functions/map/put.html",
     .summary = "Sets the value of a key. A key that exists keeps its place.",
     .example = "m = Map();\nm.put(\"Creator\", 5);\ninfo m;",
     .example_result = "{\"Creator\":5}",
     .run = put},
    {.name = "putAll",
     .receiver = kMap,
     .parameters = kOther,
     .use = Use::Void,
     .cost = {1, 2},
     .page = "functions/map/putAll.html",
     .summary = "Puts every pair of another map.",
     .example = "m = {\"a\" : 1};\nm.putAll({\"b\" : 2, \"a\" : 3});\ninfo m;",
     .example_result = "{\"a\":3,\"b\":2}",
     .run = put_all},
    {.name = "get",
     .receiver = Type::Map,
     .parameters = kKey,
     .result = kAnyOrNull,
     .cost = {1},
     .page = "functions/map/get.html",
     .summary = "The value of a key, or null. Keys are case-sensitive.",
     .example = "info {\"Product\" : \"Creator\"}.get(\"Product\");",
     .example_result = "Creator",
     .run = get},
    {.name = "containKey",
     .aliases = kContainsKey,
     .receiver = kMap,
     .parameters = kKey,
     .result = Type::Boolean,
     .cost = {1},
     .page = "functions/map/containkey.html",
     .summary = "Whether the map has this key.",
     .example = "info {\"Product\" : \"Creator\"}.containKey(\"product\");",
     .example_result = "false",
     .run = contain_key},
    {.name = "containValue",
     .aliases = kContainsValue,
     .receiver = kMap,
     .parameters = kValue,
     .result = Type::Boolean,
     .cost = {1, 1},
     .page = "functions/map/containvalue.html",
     .summary = "Whether the map has a key with this value.",
     .example = "info {\"Product\" : \"Creator\"}.containValue(\"Creator\");",
     .example_result = "true",
     .run = contain_value},
    {.name = "keys",
     .receiver = kMap | Type::Collection,
     .result = Type::List,
     .cost = {1, 1},
     .page = "functions/map/keys.html",
     .summary = "A new list of the keys in the order in which they were put; of a list-like collection its elements.",
     .example = "info {\"Product\" : \"Creator\", \"Version\" : 5}.keys();",
     .example_result = "Product,Version",
     .run = keys},
    {.name = "remove",
     .receiver = Type::Map,
     .parameters = kKey,
     .use = Use::Void,
     .cost = {2},
     .page = "functions/map/remove.html",
     .summary = "Removes a key and its value, if the map has it.",
     .example = "m = {\"a\" : 1, \"b\" : 2};\nm.remove(\"a\");\ninfo m;",
     .example_result = "{\"b\":2}",
     .run = remove},
    {.name = "notContains",
     .receiver = Type::Map,
     .parameters = kKey,
     .result = Type::Boolean,
     .cost = {1},
     .page = "functions/string/notcontains.html",
     .summary = "Whether the map lacks this key.",
     .example = "info {\"product\" : 1}.notContains(\"price\");",
     .example_result = "true",
     .run = not_contains},
};

}  // namespace

Family map_functions() { return kFunctions; }

}  // namespace sluice::builtins
