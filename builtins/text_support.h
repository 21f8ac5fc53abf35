// What the text families share.
#pragma once

#include "builtins/common.h"
#include "interpreter/support/utf16.h"

namespace sluice::builtins {

// An argument as TEXT: what is not TEXT is replaced by its printed form (builtins-text.md §0.5).
inline const Value& text_argument(Call& call, std::size_t index = 0) {
  Value& value = call.arguments[index];
  if (!value.is_text()) value = to_text(value, call.context);
  return value;
}

inline constexpr ParameterRecord kSought[] = {{"text", Type::Text}};
inline constexpr ParameterRecord kSoughtAny[] = {{"text", kAny}};
inline constexpr ParameterRecord kCount[] = {{"count", Type::Number}};

}  // namespace sluice::builtins
