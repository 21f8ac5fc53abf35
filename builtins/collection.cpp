// COLLECTION functions (help/functions/collection). A collection is a list or a map from its first insert on; what is
// the same for lists and maps is in list.cpp and map.cpp. Also the few that {} answers before it is either.
#include "builtins/common.h"
#include "builtins/families.h"
#include "builtins/sort.h"
#include "builtins/value_set.h"
#include "interpreter/common_errors.h"

namespace sluice::builtins {

namespace {

[[noreturn]] void raise_mode(const Call& call) { raise(messages::CollectionMode, {call.function.name, "1"}); }

void require_sequence(Container& collection, const Call& call) {
  if (collection.is_keyed()) raise_mode(call);
  collection.become_sequence();
}

void require_keyed(Container& collection, const Call& call) {
  if (collection.is_sequence()) raise_mode(call);
  collection.become_keyed();
}

// A key of a list-like collection is an index.
std::uint32_t index_of_key(const Container& collection, const Value& key, const Call& call) {
  if (!key.is_number()) raise(messages::CannotCastArgument, {name_of(key.type()), "BIGINT", call.function.name});
  return checked_index(key.as_number(), collection.size());
}

Value get(Call& call) {
  Container& collection = call.receiver().container();
  const Value& key = call.arguments[1];
  if (collection.is_keyed()) {
    const Value* value = collection.find(key);
    return value == nullptr ? Value() : *value;
  }
  if (collection.undecided() && !key.is_number()) return Value();
  return collection.items()[index_of_key(collection, key, call)];
}

Value remove_from_nothing(Call& call) {
  if (call.arguments[1].is_number()) checked_index(call.arguments[1].as_number(), 0);
  return Value();
}

Value contains_key(Call& call) {
  Container& collection = call.receiver().container();
  const Value& key = call.arguments[1];
  if (collection.is_keyed()) return Value::boolean(collection.find(key) != nullptr);
  return Value::boolean(key.is_number() && key.as_number() >= 0 && key.as_number() < collection.size());
}

bool holds(Container& collection, const Value& wanted) {
  if (collection.is_keyed()) return collection.find(wanted) != nullptr;
  return first_place_of(collection, wanted) != kNowhere;
}

Value contains(Call& call) { return Value::boolean(holds(call.receiver().container(), call.arguments[1])); }
Value not_contains(Call& call) { return Value::boolean(!holds(call.receiver().container(), call.arguments[1])); }

Value contains_value(Call& call) {
  return Value::boolean(first_place_of(call.receiver().container(), call.arguments[1]) != kNowhere);
}

void remove_place(Container& collection, std::uint32_t place) {
  if (collection.is_keyed()) {
    const Value key = collection.key_at(place);
    collection.erase(key);
  } else {
    collection.remove_at(place);
  }
}

Value delete_value(Call& call) {
  Container& collection = call.receiver().container();
  const std::uint32_t place = first_place_of(collection, call.arguments[1]);
  if (place != kNowhere) remove_place(collection, place);
  return Value();
}

// Removes the places that `chosen` says, which are looked at before any is removed.
template <class Chosen>
void remove_places(Container& collection, Chosen chosen) {
  if (collection.is_keyed()) {
    std::vector<Value> keys;
    for (std::uint32_t p = collection.first_place(); p != Container::kEnd; p = collection.next_place(p))
      if (chosen(p)) keys.push_back(collection.key_at(p));
    for (const Value& key : keys) collection.erase(key);
    return;
  }
  std::uint32_t kept = 0;
  const auto items = collection.items();
  for (std::uint32_t i = 0; i < items.size(); ++i) {
    if (chosen(i)) continue;
    if (kept != i) items[kept] = std::move(items[i]);
    ++kept;
  }
  collection.truncate(kept);
}

Value delete_all(Call& call) {
  Container& collection = call.receiver().container();
  const Container& values = call.arguments[1].container();
  ValueSet unwanted(values.size(), call.context);
  unwanted.insert_all(values);
  remove_places(collection, [&](std::uint32_t place) { return unwanted.contains(collection.value_at(place)); });
  return Value();
}

Value delete_key(Call& call) {
  Container& collection = call.receiver().container();
  if (collection.is_keyed()) {
    collection.erase(call.arguments[1]);
  } else {
    collection.remove_at(index_of_key(collection, call.arguments[1], call));
  }
  return Value();
}

Value delete_keys(Call& call) {
  Container& collection = call.receiver().container();
  const Container& keys = call.arguments[1].container();
  if (collection.is_keyed()) {
    for (std::uint32_t p = keys.first_place(); p != Container::kEnd; p = keys.next_place(p))
      collection.erase(keys.value_at(p));
    return Value();
  }
  std::vector<bool> chosen(collection.size());
  for (std::uint32_t p = keys.first_place(); p != Container::kEnd; p = keys.next_place(p))
    chosen[index_of_key(collection, keys.value_at(p), call)] = true;
  remove_places(collection, [&](std::uint32_t place) { return chosen[place]; });
  return Value();
}

Value key_of_place(const Container& collection, std::uint32_t place) {
  if (collection.is_keyed()) return place == kNowhere ? Value() : collection.key_at(place);
  return Value::number(place == kNowhere ? -1 : std::int64_t{place});
}

Value get_key(Call& call) {
  const Container& collection = call.receiver().container();
  return key_of_place(collection, first_place_of(collection, call.arguments[1]));
}

Value get_last_key(Call& call) {
  const Container& collection = call.receiver().container();
  return key_of_place(collection, last_place_of(collection, call.arguments[1]));
}

Value insert(Call& call) {
  Container& collection = call.receiver().container();
  const auto values = call.arguments.subspan(1);
  if (call.pairs) {
    require_keyed(collection, call);
    for (std::size_t i = 0; i + 1 < values.size(); i += 2)
      collection.put(std::move(values[i]), std::move(values[i + 1]));
  } else {
    require_sequence(collection, call);
    for (Value& value : values) collection.push(std::move(value));
  }
  return Value();
}

Value insert_all(Call& call) {
  Container& collection = call.receiver().container();
  const Container& other = call.arguments[1].container();
  if (other.undecided()) return Value();
  if (other.is_keyed()) {
    require_keyed(collection, call);
    if (&collection == &other) return Value();
    for (std::uint32_t p = other.first_place(); p != Container::kEnd; p = other.next_place(p))
      collection.put(other.key_at(p), other.value_at(p));
    return Value();
  }
  require_sequence(collection, call);
  const std::uint32_t count = other.size();  // a collection may be inserted into itself
  for (std::uint32_t i = 0; i < count; ++i) collection.push(other.items()[i]);
  return Value();
}

Value values(Call& call) { return list_of_values(call.receiver().container()); }

Order order_argument(const Call& call) {
  return call.count() > 1 && !call.arguments[1].as_boolean() ? Order::Descending : Order::Ascending;
}

enum class SortBy : std::uint8_t { Value, Key };

void sort_pairs(Call& call, SortBy by) {
  Container& collection = call.receiver().container();
  std::vector<std::uint32_t> places;
  std::vector<const Value*> sorted_by;
  for (std::uint32_t p = collection.first_place(); p != Container::kEnd; p = collection.next_place(p)) {
    places.push_back(p);
    sorted_by.push_back(by == SortBy::Key ? &collection.key_at(p) : &collection.value_at(p));
  }
  auto order = order_of(sorted_by, order_argument(call), call.context.budget);
  if (!order) return;
  for (std::uint32_t& index : *order) index = places[index];
  collection.reorder(*order);
}

Value sort(Call& call) {
  Container& collection = call.receiver().container();
  if (collection.is_keyed()) {
    sort_pairs(call, SortBy::Value);
  } else {
    sort_values(collection.items(), order_argument(call), call.context.budget);
  }
  return Value();
}

Value sort_key(Call& call) {
  if (call.receiver().container().is_sequence()) raise_mode(call);
  sort_pairs(call, SortBy::Key);
  return Value();
}

Value update(Call& call) {
  Container& collection = call.receiver().container();
  if (collection.undecided() && !call.arguments[1].is_number()) collection.become_keyed();
  if (collection.is_keyed()) {
    collection.put(std::move(call.arguments[1]), std::move(call.arguments[2]));
  } else {
    collection.items()[index_of_key(collection, call.arguments[1], call)] = std::move(call.arguments[2]);
  }
  return Value();
}

constexpr ParameterRecord kKey[] = {{"key", kAnyOrNull}};
constexpr ParameterRecord kKeyList[] = {{"keys", kList | Type::Collection}};
constexpr ParameterRecord kValue[] = {{"value", kAnyOrNull}};
constexpr ParameterRecord kValueList[] = {{"values", kList | Type::Collection}};
constexpr ParameterRecord kContents[] = {{"contents", kContainers}};
constexpr ParameterRecord kKeyAndValue[] = {{"key", kAnyOrNull}, {"value", kAnyOrNull}};
constexpr ParameterRecord kAscending[] = {{"ascending", Type::Boolean, true}};
constexpr std::string_view kAdd[] = {"add"};
constexpr std::string_view kContainKey[] = {"containKey"};
constexpr std::string_view kContainValue[] = {"containValue"};

constexpr FunctionRecord kFunctions[] = {
    {.name = "get",
     .receiver = Type::Collection | Type::Empty,
     .parameters = kKey,
     .result = kAnyOrNull,
     .cost = {1},
     .page = "functions/collection/get.html",
     .summary = "The element at an index, or the value of a key or null.",
     .example = "info Collection(\"Creator\", \"CRM\").get(1);",
     .example_result = "CRM",
     .run = get},
    {.name = "remove",
     .receiver = Type::Empty,
     .parameters = kKey,
     .result = kAnyOrNull,
     .use = Use::Optional,
     .cost = {1},
     .page = "functions/map/remove.html",
     .summary = "Removes nothing from {}, which is empty.",
     .example = "m = {};\nm.remove(\"a\");\ninfo m;",
     .example_result = "{}",
     .run = remove_from_nothing},
    {.name = "containsKey",
     .aliases = kContainKey,
     .receiver = Type::Collection,
     .parameters = kKey,
     .result = Type::Boolean,
     .cost = {1},
     .page = "functions/collection/containskey.html",
     .summary = "Whether the collection has this key or index.",
     .example = "info Collection(\"a\", \"b\", \"c\").containsKey(3);",
     .example_result = "false",
     .run = contains_key},
    {.name = "containsValue",
     .aliases = kContainValue,
     .receiver = Type::Collection,
     .parameters = kValue,
     .result = Type::Boolean,
     .cost = {1, 1},
     .page = "functions/collection/containsvalue.html",
     .summary = "Whether the collection has this element or value.",
     .example = "info Collection(\"Creator\" : 5, \"CRM\" : 2).containsValue(2);",
     .example_result = "true",
     .run = contains_value},
    {.name = "contains",
     .receiver = Type::Collection,
     .parameters = kValue,
     .result = Type::Boolean,
     .cost = {1, 1},
     .page = "functions/string/notcontains.html",
     .summary = "Whether the collection has this element or key.",
     .example = "info Collection(\"Creator\", \"CRM\").contains(\"CRM\");",
     .example_result = "true",
     .run = contains},
    {.name = "notContains",
     .receiver = Type::Collection,
     .parameters = kValue,
     .result = Type::Boolean,
     .cost = {1, 1},
     .page = "functions/string/notcontains.html",
     .summary = "Whether the collection lacks this element or key.",
     .example = "info Collection(\"product\" : 1).notContains(\"product\");",
     .example_result = "false",
     .run = not_contains},
    {.name = "delete",
     .receiver = Type::Collection,
     .parameters = kValue,
     .use = Use::Void,
     .cost = {1, 1},
     .page = "functions/collection/delete.html",
     .summary = "Removes the first equal element, or pair with that value.",
     .example = "c = Collection(\"Creator\", \"CRM\", \"Campaigns\");\nc.delete(\"CRM\");\ninfo c;",
     .example_result = "Creator,Campaigns",
     .run = delete_value},
    {.name = "deleteAll",
     .receiver = Type::Collection,
     .parameters = kValueList,
     .use = Use::Void,
     .cost = {1, 3},
     .page = "functions/collection/deleteall.html",
     .summary = "Removes all elements, or pairs, with one of these values.",
     .example = "c = Collection(\"Creator\" : 5, \"CRM\" : 2);\nc.deleteAll({2});\ninfo c;",
     .example_result = "{\"Creator\":5}",
     .run = delete_all},
    {.name = "deleteKey",
     .receiver = Type::Collection,
     .parameters = kKey,
     .use = Use::Void,
     .cost = {1, 1},
     .page = "functions/collection/deletekey.html",
     .summary = "Removes the pair of a key, or the element at an index.",
     .example = "c = Collection(\"Creator\", \"CRM\", \"Mail\");\nc.deleteKey(1);\ninfo c;",
     .example_result = "Creator,Mail",
     .run = delete_key},
    {.name = "deleteKeys",
     .receiver = Type::Collection,
     .parameters = kKeyList,
     .use = Use::Void,
     .cost = {1, 2},
     .page = "functions/collection/deletekeys.html",
     .summary = "Removes the pairs of these keys, or the elements at these indexes of the collection as it was.",
     .example = "c = Collection(\"Creator\", \"CRM\", \"Mail\");\nc.deleteKeys({1, 2});\ninfo c;",
     .example_result = "Creator",
     .run = delete_keys},
    {.name = "getKey",
     .receiver = Type::Collection,
     .parameters = kValue,
     .result = kAnyOrNull,
     .cost = {1, 1},
     .page = "functions/collection/getkey.html",
     .summary = "The first key with this value, or null; of elements the first index, or -1.",
     .example = "info Collection(\"Creator\" : 5, \"CRM\" : 2).getKey(5);",
     .example_result = "Creator",
     .run = get_key},
    {.name = "getLastKey",
     .receiver = Type::Collection,
     .parameters = kValue,
     .result = kAnyOrNull,
     .cost = {1, 1},
     .page = "functions/collection/getlastkey.html",
     .summary = "The last key with this value, or null; of elements the last index, or -1.",
     .example = "info Collection(\"Creator\", \"CRM\", \"Creator\").getLastKey(\"Creator\");",
     .example_result = "2",
     .run = get_last_key},
    {.name = "insert",
     .aliases = kAdd,
     .receiver = Type::Collection,
     .parameters = kValue,
     .variadic = true,
     .use = Use::Void,
     .cost = {2},
     .page = "functions/collection/insert.html",
     .summary = "Appends elements, or puts pairs written as key : value.",
     .example = "c = Collection();\nc.insert(\"Creator\" : 5, \"CRM\" : 2);\ninfo c;",
     .example_result = "{\"Creator\":5,\"CRM\":2}",
     .run = insert},
    {.name = "insertAll",
     .receiver = Type::Collection,
     .parameters = kContents,
     .use = Use::Void,
     .cost = {1, 2},
     .page = "functions/collection/insertall.html",
     .summary = "Appends all elements of a list, or puts all pairs of a map.",
     .example = "c = Collection(\"Creator\");\nc.insertAll({\"CRM\", \"Mail\"});\ninfo c;",
     .example_result = "Creator,CRM,Mail",
     .run = insert_all},
    {.name = "values",
     .receiver = Type::Collection,
     .result = Type::List,
     .cost = {1, 1},
     .page = "functions/collection/values.html",
     .summary = "A new list of the values or elements.",
     .example = "info Collection(\"Creator\" : 5, \"CRM\" : 2).values();",
     .example_result = "5,2",
     .run = values},
    {.name = "sort",
     .receiver = Type::Collection,
     .parameters = kAscending,
     .use = Use::Void,
     .cost = {1, 1},
     .page = "functions/collection/sort.html",
     .summary = "Sorts the elements, or the pairs by their values, in place.",
     .example = "c = Collection(\"Creator\" : 5, \"CRM\" : 2);\nc.sort();\ninfo c;",
     .example_result = "{\"CRM\":2,\"Creator\":5}",
     .run = sort},
    {.name = "sortKey",
     .receiver = Type::Collection,
     .parameters = kAscending,
     .use = Use::Void,
     .cost = {1, 1},
     .page = "functions/collection/sortkey.html",
     .summary = "Sorts the pairs by their keys, in place.",
     .example = "c = Collection(\"Creator\" : 5, \"CRM\" : 2);\nc.sortKey();\ninfo c.keys();",
     .example_result = "CRM,Creator",
     .run = sort_key},
    {.name = "update",
     .receiver = Type::Collection,
     .parameters = kKeyAndValue,
     .use = Use::Void,
     .cost = {2},
     .page = "functions/collection/update.html",
     .summary = "Sets the value of a key, which may be new, or the element at an index, which must exist.",
     .example = "c = Collection(\"Creator\", \"CRM\");\nc.update(1, \"Analytics\");\ninfo c;",
     .example_result = "Creator,Analytics",
     .run = update},
};

}  // namespace

Family collection_functions() { return kFunctions; }

}  // namespace sluice::builtins
