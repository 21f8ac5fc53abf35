// List(…), Map(…) and Collection(…) (help/list-manipulations/create-list, map-manipulations/create-map,
// datatypes/collection).
#include "builtins/common.h"
#include "builtins/families.h"

namespace sluice::builtins {

namespace {

Value make_list(Call& call) {
  if (call.count() == 0) return Container::make_list(call.context.heap);
  const Value& from = call.arguments[0];
  return from.is_text() ? split(from, ",", call.context) : list_of_values(from.container());
}

void put_all(Container& to, const Container& from) {
  for (std::uint32_t p = from.first_place(); p != Container::kEnd; p = from.next_place(p))
    to.put(from.key_at(p), from.value_at(p));
}

Value make_map(Call& call) {
  Value map = Container::make_map(call.context.heap);
  if (call.count() == 0) return map;
  if (call.pairs) {
    for (std::size_t i = 0; i + 1 < call.count(); i += 2)
      map.container().put(std::move(call.arguments[i]), std::move(call.arguments[i + 1]));
    return map;
  }
  if (call.count() > 1) raise(messages::ArgumentCountAtRun, {call.function.name});
  if (!call.arguments[0].is_container() || call.arguments[0].container().is_sequence())
    raise(messages::CannotCastValue, {to_string(call.arguments[0], call.context), "MAP"});
  put_all(map.container(), call.arguments[0].container());
  return map;
}

Value make_collection(Call& call) {
  Value result = Container::make_collection(call.context.heap);
  if (call.count() == 0) return result;
  Container& collection = result.container();
  if (call.pairs) {
    collection.become_keyed();
    for (std::size_t i = 0; i + 1 < call.count(); i += 2)
      collection.put(std::move(call.arguments[i]), std::move(call.arguments[i + 1]));
    return result;
  }
  collection.become_sequence();
  for (Value& value : call.arguments) collection.push(std::move(value));
  return result;
}

constexpr ParameterRecord kFrom[] = {{"from", Type::Text | Type::List | Type::Collection | Type::Empty, true}};
constexpr ParameterRecord kPairs[] = {{"contents", kAnyOrNull, true}};

constexpr FunctionRecord kFunctions[] = {
    {.name = "List",
     .parameters = kFrom,
     .result = Type::List,
     .form = Form::Free,
     .cost = {4, 1},
     .page = "list-manipulations/create-list.html",
     .summary = "A new list: empty, of the parts of a comma separated TEXT, or of the elements of another list.",
     .example = "info List(\"a,b,c\").size();",
     .example_result = "3",
     .run = make_list},
    {.name = "Map",
     .parameters = kPairs,
     .variadic = true,
     .result = Type::Map,
     .form = Form::Free,
     .cost = {4, 2},
     .page = "map-manipulations/create-map.html",
     .summary = "A new map: empty, or with the pairs of another one.",
     .example = "info Map({\"a\" : 1});",
     .example_result = "{\"a\":1}",
     .run = make_map},
    {.name = "Collection",
     .parameters = kPairs,
     .variadic = true,
     .result = Type::Collection,
     .form = Form::Free,
     .cost = {4, 1},
     .page = "datatypes/collection.html",
     .summary = "A new collection: empty, of elements, or of pairs written as key : value.",
     .example = "info Collection(\"Creator\", \"CRM\");",
     .example_result = "Creator,CRM",
     .run = make_collection},
};

}  // namespace

Family constructor_functions() { return kFunctions; }

}  // namespace sluice::builtins
