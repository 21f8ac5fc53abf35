// LIST functions (help/functions/list). Those that a COLLECTION has too take it here as well.
#include "builtins/common.h"
#include "builtins/element_types.h"
#include "builtins/families.h"
#include "builtins/sort.h"
#include "builtins/value_set.h"
#include "interpreter/common_errors.h"

namespace sluice::builtins {

namespace {

Value add(Call& call) {
  Container& list = call.receiver().container();
  list.become_sequence();
  list.push(fitted(std::move(call.arguments[1]), list.element_type(), call.function.name, call.context));
  return Value();
}

Value add_all(Call& call) {
  Container& list = call.receiver().container();
  const Container& other = call.arguments[1].container();
  require_same_elements(list, other, call.function.name);
  list.become_sequence();
  const std::uint32_t count = other.size();  // a list may be added to itself
  for (std::uint32_t i = 0; i < count; ++i)
    list.push(fitted(other.items()[i], list.element_type(), call.function.name, call.context));
  return Value();
}

Value clear(Call& call) {
  call.receiver().container().clear();
  return Value();
}

Value contains(Call& call) {
  return Value::boolean(first_place_of(call.receiver().container(), call.arguments[1]) != kNowhere);
}

Value not_contains(Call& call) {
  return Value::boolean(first_place_of(call.receiver().container(), call.arguments[1]) == kNowhere);
}

Value distinct(Call& call) {
  const Container& from = call.receiver().container();
  Value result = Container::make_list(call.context.heap);
  ValueSet seen(from.size(), call.context);
  for (std::uint32_t p = from.first_place(); p != Container::kEnd; p = from.next_place(p))
    if (seen.insert(from.value_at(p))) result.container().push(from.value_at(p));
  return result;
}

Value part_of(const Container& list, Range range) {
  Value result = Container::make_list(*list.heap, range.end - range.begin);
  result.container().set_element_type(list.element_type());
  for (const Value& value : list.items().subspan(range.begin, range.end - range.begin)) result.container().push(value);
  return result;
}

Value duplicate(Call& call) {
  const Container& from = call.receiver().container();
  if (from.is_keyed() || (call.count() == 1 && from.type() != Type::Collection)) return from.copy();
  return part_of(from, checked_range(call.argument(1), call.argument(2), from.size()));
}

Value sub_list(Call& call) {
  const Container& list = call.receiver().container();
  return part_of(list, checked_range(call.arguments[1], call.argument(2), list.size()));
}

Value get(Call& call) {
  const Container& list = call.receiver().container();
  return list.items()[checked_index(call.arguments[1].as_number(), list.size())];
}

Value get_as_string(Call& call) {
  const Container& from = call.receiver().container();
  if (from.is_keyed()) {
    const Value* value = from.find(call.arguments[1]);
    return value == nullptr || value->is_null() ? Value() : to_text(*value, call.context);
  }
  if (!call.arguments[1].is_number())
    raise(messages::CannotCastArgument, {name_of(call.arguments[1].type()), "BIGINT", call.function.name});
  const Value& value = from.items()[checked_index(call.arguments[1].as_number(), from.size())];
  return value.is_null() ? Value() : to_text(value, call.context);
}

Value get_as_string_of_text(Call& call) {
  const Value parts = split(call.receiver(), ",", call.context);
  return parts.container().items()[checked_index(call.arguments[1].as_number(), parts.container().size())];
}

Value place_as_number(std::uint32_t place) { return Value::number(place == kNowhere ? -1 : std::int64_t{place}); }

Value index_of(Call& call) { return place_as_number(first_place_of(call.receiver().container(), call.arguments[1])); }
Value last_index_of(Call& call) {
  return place_as_number(last_place_of(call.receiver().container(), call.arguments[1]));
}

Value intersect(Call& call) {
  const Container& from = call.receiver().container();
  const Container& other = call.arguments[1].container();
  ValueSet wanted(other.size(), call.context);
  wanted.insert_all(other);
  Value result = Container::make_list(call.context.heap);
  for (std::uint32_t p = from.first_place(); p != Container::kEnd; p = from.next_place(p))
    if (wanted.contains(from.value_at(p))) result.container().push(from.value_at(p));
  return result;
}

Value remove(Call& call) {
  Container& list = call.receiver().container();
  return list.remove_at(checked_index(call.arguments[1].as_number(), list.size()));
}

Value remove_element(Call& call) {
  Container& list = call.receiver().container();
  require_element_type(call.arguments[1], list.element_type(), call.function.name);
  const std::uint32_t place = first_place_of(list, call.arguments[1]);
  if (place != kNowhere) list.remove_at(place);
  return Value();
}

Value remove_all(Call& call) {
  Container& list = call.receiver().container();
  const Container& other = call.arguments[1].container();
  require_same_elements(list, other, call.function.name);
  if (&list == &other) {
    list.clear();
    return Value();
  }
  ValueSet unwanted(other.size(), call.context);
  unwanted.insert_all(other);
  std::uint32_t kept = 0;
  const auto items = list.items();
  for (Value& value : items) {
    if (unwanted.contains(value)) continue;
    if (&items[kept] != &value) items[kept] = std::move(value);
    ++kept;
  }
  list.truncate(kept);
  return Value();
}

Value size(Call& call) { return Value::number(call.receiver().container().size()); }

Value sort(Call& call) {
  Container& list = call.receiver().container();
  const bool descending = call.count() > 1 && !call.arguments[1].as_boolean();
  if (!sort_values(list.items(), descending ? Order::Descending : Order::Ascending, call.context.budget))
    return Value();
  return call.receiver();
}

Value to_list_string(Call& call) {
  const Container& from = call.receiver().container();
  Value result = Container::make_list(call.context.heap, from.size());
  for (std::uint32_t p = from.first_place(); p != Container::kEnd; p = from.next_place(p)) {
    const Value& value = from.value_at(p);
    result.container().push(value.is_null() ? Value() : to_text(value, call.context));
  }
  return result;
}

Value text_to_list_string(Call& call) { return split(call.receiver(), ",", call.context); }

constexpr ParameterRecord kElement[] = {{"element", kAnyOrNull}};
constexpr ParameterRecord kOther[] = {{"list", kList | Type::Collection}};
constexpr ParameterRecord kIndex[] = {{"index", Type::Number}};
constexpr ParameterRecord kIndexOrKey[] = {{"index", kAny}};
constexpr ParameterRecord kRange[] = {{"start", Type::Number}, {"end", Type::Number, true}};
constexpr ParameterRecord kOptionalRange[] = {{"start", Type::Number, true}, {"end", Type::Number, true}};
constexpr ParameterRecord kAscending[] = {{"ascending", Type::Boolean, true}};

constexpr FunctionRecord kFunctions[] = {
    {.name = "add",
     .receiver = kList,
     .parameters = kElement,
     .use = Use::Void,
     .cost = {1},
     .page = "functions/list/add.html",
     .summary = "Appends an element. A list given as the element becomes one nested element.",
     .example = "products = {\"CRM\"};\nproducts.add(\"Desk\");\ninfo products;",
     .example_result = "CRM,Desk",
     .run = add},
    {.name = "addAll",
     .receiver = kList,
     .parameters = kOther,
     .use = Use::Void,
     .cost = {1, 1},
     .page = "functions/list/addall.html",
     .summary = "Appends every element of another list.",
     .example = "products = {\"CRM\"};\nproducts.addAll({\"Desk\", \"Mail\"});\ninfo products;",
     .example_result = "CRM,Desk,Mail",
     .run = add_all},
    {.name = "clear",
     .receiver = kList | Type::Map | Type::Collection,
     .use = Use::Void,
     .cost = {1, 1},
     .page = "functions/list/clear.html",
     .summary = "Removes everything from a list, map or collection.",
     .example = "products = {\"CRM\", \"Desk\"};\nproducts.clear();\ninfo products.size();",
     .example_result = "0",
     .run = clear},
    {.name = "contains",
     .receiver = kList,
     .parameters = kElement,
     .result = Type::Boolean,
     .cost = {1, 1},
     .page = "functions/list/contains.html",
     .summary = "Whether an equal element is in the list. Types must match: 2 is not \"2\".",
     .example = "info {1, \"2\", \"Zoho\"}.contains(2);",
     .example_result = "false",
     .run = contains},
    {.name = "notContains",
     .receiver = kList,
     .parameters = kElement,
     .result = Type::Boolean,
     .cost = {1, 1},
     .page = "functions/string/notcontains.html",
     .summary = "Whether no equal element is in the list.",
     .example = "info {\"Creator\", \"CRM\"}.notContains(\"Books\");",
     .example_result = "true",
     .run = not_contains},
    {.name = "distinct",
     .receiver = kList | Type::Collection,
     .result = Type::List,
     .cost = {1, 2},
     .page = "functions/list/distinct.html",
     .summary = "A new list with the first of each group of equal values.",
     .example = "info {\"1\", 1, 1, 2, 2, 3}.distinct();",
     .example_result = "1,1,2,3",
     .run = distinct},
    {.name = "duplicate",
     .receiver = kList | Type::Collection | Type::Map,
     .parameters = kOptionalRange,
     .result = kContainers,
     .cost = {1, 1},
     .page = "functions/collection/duplicate.html",
     .summary = "A copy, or a copy of the elements from `start` up to, but without, `end`.",
     .example = "info {\"Creator\", \"CRM\", \"Books\"}.duplicate(0, 1);",
     .example_result = "Creator",
     .run = duplicate},
    {.name = "subList",
     .receiver = kList,
     .parameters = kRange,
     .result = Type::List,
     .cost = {1, 1},
     .page = "functions/list/sublist.html",
     .summary = "A new list of the elements from `start` up to, but without, `end`.",
     .example = "info {1, 2, 3, 4}.subList(0, 3);",
     .example_result = "1,2,3",
     .run = sub_list},
    {.name = "get",
     .receiver = Type::List,
     .parameters = kIndex,
     .result = kAnyOrNull,
     .cost = {1},
     .page = "functions/list/get.html",
     .summary = "The element at an index; the first one is at 0.",
     .example = "info {\"Creator\", \"CRM\"}.get(1);",
     .example_result = "CRM",
     .run = get},
    {.name = "getAsString",
     .receiver = kList | Type::Collection,
     .parameters = kIndexOrKey,
     .result = Type::Text,
     .cost = {2},
     .page = "functions/collection/get-as-string.html",
     .summary = "The element at an index, as TEXT.",
     .example = "info {123, 456}.getAsString(1).length();",
     .example_result = "3",
     .run = get_as_string},
    {.name = "getAsString",
     .receiver = Type::Text,
     .parameters = kIndex,
     .result = Type::Text,
     .cost = {1, 1},
     .page = "functions/collection/get-as-string.html",
     .summary = "The part at an index of a comma separated TEXT.",
     .example = "info \"123,456,120,120.46\".getAsString(2);",
     .example_result = "120",
     .run = get_as_string_of_text},
    {.name = "indexOf",
     .receiver = kList,
     .parameters = kElement,
     .result = Type::Number,
     .cost = {1, 1},
     .page = "functions/list/indexof.html",
     .summary = "The index of the first equal element, or -1.",
     .example = "info {\"Creator\", \"CRM\"}.indexOf(\"CRM\");",
     .example_result = "1",
     .run = index_of},
    {.name = "lastIndexOf",
     .receiver = kList,
     .parameters = kElement,
     .result = Type::Number,
     .cost = {1, 1},
     .page = "functions/list/lastindexof.html",
     .summary = "The index of the last equal element, or -1.",
     .example = "info {\"a\", \"b\", \"a\"}.lastIndexOf(\"a\");",
     .example_result = "2",
     .run = last_index_of},
    {.name = "intersect",
     .receiver = kList | Type::Collection,
     .parameters = kOther,
     .result = Type::List,
     .cost = {1, 3},
     .page = "functions/list/intersect.html",
     .summary = "A new list of the elements that the other list has too, in the order of the first.",
     .example = "info {\"CRM\", \"Desk\"}.intersect({\"Desk\", \"Mail\"});",
     .example_result = "Desk",
     .run = intersect},
    {.name = "remove",
     .receiver = Type::List,
     .parameters = kIndex,
     .result = kAnyOrNull,
     .use = Use::Optional,
     .cost = {1, 1},
     .page = "functions/list/remove.html",
     .summary = "Removes the element at an index and gives it back.",
     .example = "products = {\"Creator\", \"CRM\"};\ninfo products.remove(1);\ninfo products;",
     .example_result = "CRM\nCreator",
     .run = remove},
    {.name = "removeElement",
     .receiver = kList,
     .parameters = kElement,
     .use = Use::Void,
     .cost = {1, 1},
     .page = "functions/list/removeelement.html",
     .summary = "Removes the first equal element, if there is one.",
     .example = "products = {\"a\", \"b\", \"a\"};\nproducts.removeElement(\"a\");\ninfo products;",
     .example_result = "b,a",
     .run = remove_element},
    {.name = "removeAll",
     .receiver = kList,
     .parameters = kOther,
     .use = Use::Void,
     .cost = {1, 3},
     .page = "functions/list/removeall.html",
     .summary = "Removes every element that the other list has too.",
     .example = "products = {\"Creator\", \"CRM\"};\nproducts.removeAll({\"CRM\"});\ninfo products;",
     .example_result = "Creator",
     .run = remove_all},
    {.name = "size",
     .receiver = kList | Type::Map | Type::Collection,
     .result = Type::Number,
     .cost = {1},
     .page = "functions/list/size.html",
     .summary = "The number of elements of a list, or of pairs of a map.",
     .example = "info {\"Projects\", \"Mail\", {\"a\", \"b\"}}.size();",
     .example_result = "3",
     .run = size},
    {.name = "sort",
     .receiver = kList,
     .parameters = kAscending,
     .result = Type::List | Type::Null,
     .use = Use::Optional,
     .cost = {1, 1},
     .page = "functions/list/sort.html",
     .summary = "Sorts in place and gives the list; null, and no change, when the types of its elements are mixed.",
     .example = "info {\"Creator\", \"crm\", \"Zoho Creator\"}.sort(true);",
     .example_result = "Creator,Zoho Creator,crm",
     .run = sort},
    {.name = "toListString",
     .receiver = kList | Type::Collection,
     .result = Type::List,
     .cost = {1, 2},
     .page = "functions/list/to-list-string.html",
     .summary = "A new list with every element as TEXT.",
     .example = "info {1, 2.50, true}.toListString();",
     .example_result = "1,2.50,true",
     .run = to_list_string},
    {.name = "toListString",
     .receiver = Type::Text,
     .result = Type::List,
     .cost = {1, 2},
     .page = "functions/list/to-list-string.html",
     .summary = "The parts of a comma separated TEXT, as TEXT.",
     .example = "info \"1,2,3,4,5\".toListString().size();",
     .example_result = "5",
     .run = text_to_list_string},
};

}  // namespace

Family list_functions() { return kFunctions; }

}  // namespace sluice::builtins
