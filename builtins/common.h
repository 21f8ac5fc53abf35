// What the families of built-ins share: names from interpreter/, sets of receivers, and small helpers.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/callable.h"
#include "interpreter/container.h"
#include "interpreter/context.h"
#include "interpreter/convert.h"
#include "interpreter/decimal.h"
#include "interpreter/error.h"
#include "interpreter/value.h"

namespace sluice::builtins {

using namespace interpreter;  // every line of a family is about these names

inline constexpr TypeSet kList = Type::List | Type::Empty;
inline constexpr TypeSet kMap = Type::Map | Type::Empty;
// What a text function takes as its receiver: TEXT, and scalars by their printed form (builtins-text.md §0.5).
inline constexpr TypeSet kTextLike =
    Type::Text | Type::Number | Type::Decimal | Type::Boolean | Type::DateTime | Type::Time | Type::Error;
// The same for functions whose name means nothing else on a container.
inline constexpr TypeSet kPrintable = kTextLike | kContainers | Type::File;

inline constexpr std::uint32_t kNowhere = Container::kEnd;

// The place of the first value that is identical to `wanted`, or kNowhere. Works for every layout.
std::uint32_t first_place_of(const Container& container, const Value& wanted);
std::uint32_t last_place_of(const Container& container, const Value& wanted);

// `[start, end)` of duplicate() and subList(): absent values mean the beginning and the end; raises outside of `size`.
struct Range {
  std::uint32_t begin;
  std::uint32_t end;
};
Range checked_range(const Value& start, const Value& end, std::uint32_t size);

// A new list of the values of a container, in order.
Value list_of_values(const Container& container);
// A new list of the parts of a text between separators, empty parts included. The separator is not empty.
Value split(const Value& text, std::string_view separator, Context& context);
// Appends one more part of `bytes` as TEXT.
void push_text(Container& list, std::string_view bytes, Heap& heap);

}  // namespace sluice::builtins
