// JSON text to values and back, without a document in between. Used by the conversions, by toMap and its like, and
// by everything that talks to services.
#pragma once

#include <string_view>

#include "interpreter/context.h"
#include "interpreter/support/output.h"
#include "interpreter/value.h"

namespace sluice::interpreter::support {

enum class JsonForm : std::uint8_t {
  Strict,   // RFC 8259
  Lenient,  // also 'single quotes', unquoted keys and values, TRUE/Null in any case (help/functions/string/tomap)
};

inline constexpr int kMaxJsonDepth = 512;

// Reads one value; objects become MAP, arrays LIST. Whole numbers of 64 bits are NUMBER, all others exact DECIMAL; of
// equal keys the last value stands at the first one's place (decisions 25). Raises InvalidJson with the place in the
// help text.
Value read_json(std::string_view text, JsonForm form, Heap& heap, Budget& budget);

// Reads the inside of `{…}` or `[…]` without asking which it is: a MAP when the first element is a pair, else a LIST.
// Used by toCollection, whose lenient form allows {a, b} (help/functions/collection/to-collection).
Value read_json_elements(std::string_view text, Heap& heap, Budget& budget);

// Compact JSON. Texts are quoted, other scalars print as `info` prints them, dates quoted; a container inside itself
// prints {...} or [...]. Any depth.
void write_json(Output& out, const Value& value, const Context& context);

// As `info` prints it (language.md §9): a sequence as a,b,c, everything inside it and all else as JSON, texts raw.
void write_text(Output& out, const Value& value, const Context& context);

}  // namespace sluice::interpreter::support
