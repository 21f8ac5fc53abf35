// A number taken apart for arithmetic that leaves 64 bits. Private to decimal*.cpp.
#pragma once

#include <cstdint>

#include "interpreter/big_integer.h"
#include "interpreter/value.h"

namespace sluice::interpreter {

// ±magnitude × 10^-scale. The scale may be outside of what a result may have until make_decimal() judges it.
struct Parts {
  bool negative = false;
  std::int64_t scale = 0;
  BigInteger magnitude;
};

Parts parts_of(const Value& value);

// The one form of a DECIMAL: scale 0 to kMaxDecimalDigits, inside the Value if the coefficient fits 64 bits. Raises
// messages::DecimalTooLarge.
Value make_decimal(Heap& heap, Parts parts);

// Whether make_decimal() would take them.
bool is_representable(const Parts& parts);

[[noreturn]] void raise_too_large();

// Adds zeros to the fraction up to this scale; a larger one stays.
void scale_up(Parts& parts, std::int64_t scale);

// Removes zeros from the end of the fraction, down to scale 0.
void strip_fraction(Parts& parts);

// |value| without overflow at the smallest number.
inline std::uint64_t magnitude_of(std::int64_t value) {
  return value < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
}

// The digits of a value, from its coefficient: 0 for zero.
int digit_count(std::uint64_t value);

}  // namespace sluice::interpreter
