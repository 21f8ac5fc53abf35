#include "interpreter/support/utf16.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>

#include "interpreter/support/utf8.h"

namespace sluice::interpreter::support {

namespace {

constexpr std::string_view kReplacementBytes = "\xEF\xBF\xBD";

struct Cut {
  std::size_t byte;  // where the character begins that has the unit
  bool inside;       // whether the unit is the second half of that character
};

// The units that begin in eight bytes, each counted in its own byte: none for a continuation, two for the first byte
// of four.
std::uint64_t units_of_word(const char* bytes) {
  constexpr std::uint64_t kOnes = 0x0101010101010101u;
  std::uint64_t word;
  std::memcpy(&word, bytes, 8);
  const std::uint64_t high = word >> 7, second = word >> 6;
  const std::uint64_t continuation = high & ~second & kOnes;
  const std::uint64_t four = high & second & word >> 5 & word >> 4 & kOnes;
  return kOnes - continuation + four;
}

std::size_t sum_of_bytes(std::uint64_t word) {
  constexpr std::uint64_t kEven = 0x00ff00ff00ff00ffu;
  return static_cast<std::size_t>(((word & kEven) + (word >> 8 & kEven)) * 0x0001000100010001u >> 48);
}

}  // namespace

std::size_t utf16_units(std::string_view bytes) {
  constexpr std::size_t kWords = 127;  // more could overflow a byte
  std::size_t units = 0;
  while (bytes.size() >= 8) {
    const std::size_t words = std::min(bytes.size() / 8, kWords);
    std::uint64_t sums = 0;
    for (std::size_t i = 0; i < words; ++i) sums += units_of_word(bytes.data() + 8 * i);
    units += sum_of_bytes(sums);
    bytes.remove_prefix(8 * words);
  }
  for (const char c : bytes) {
    units += !is_continuation(c);
    units += static_cast<unsigned char>(c) >= 0xF0;
  }
  return units;
}

namespace {

// What ends far behind is passed a block at a time.
Cut find_unit(std::string_view bytes, std::size_t unit) {
  constexpr std::size_t kBlock = 1024;
  std::size_t units = 0;
  std::size_t i = 0;
  for (; bytes.size() - i > kBlock; i += kBlock) {
    const std::size_t more = utf16_units(bytes.substr(i, kBlock));  // that begin there
    if (units + more >= unit) break;
    units += more;
  }
  while (i < bytes.size() && is_continuation(bytes[i])) ++i;  // of a character that began in the last block
  while (i < bytes.size() && units < unit) {
    const auto first = static_cast<unsigned char>(bytes[i]);
    const std::size_t width = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (width == 4 && units + 1 == unit) return {i, true};
    units += width == 4 ? 2 : 1;
    i += width;
  }
  return {i, false};
}

}  // namespace

Value utf16_slice(const Value& text, std::size_t begin, std::size_t end, Heap& heap) {
  const std::string_view bytes = text.text();
  if (text.text_is_ascii()) {
    if (begin == 0 && end == bytes.size()) return text;
    return Value::text(heap, bytes.substr(begin, end - begin));
  }
  if (begin == end) return Value::short_text("");
  const Cut from = find_unit(bytes, begin);
  const std::size_t begin_byte = from.inside ? from.byte + 4 : from.byte;
  const std::size_t units_left = end - begin - (from.inside ? 1 : 0);
  const Cut to = find_unit(bytes.substr(begin_byte), units_left);
  const std::string_view middle = bytes.substr(begin_byte, to.byte);
  if (!from.inside && !to.inside) return Value::text(heap, middle);
  std::string patched;
  if (from.inside) patched += kReplacementBytes;
  patched += middle;
  if (to.inside) patched += kReplacementBytes;
  return Value::text(heap, patched);
}

}  // namespace sluice::interpreter::support
