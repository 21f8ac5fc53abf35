#include "grammar/words.h"

#include <array>
#include <cstddef>

namespace sluice::grammar {
namespace {

constexpr std::array kSpellings = {
    std::string_view(),
#define SLUICE_WORD(name, spelling) std::string_view(spelling),
#include "grammar/words.inc"
#undef SLUICE_WORD
};

constexpr std::size_t kShortest = 2;
constexpr std::size_t kLongest = 10;
constexpr std::size_t kSlots = 1024;

// Letters only differ in bit 5 between the cases; other characters of an identifier never equal a letter by it.
constexpr unsigned lower(char c) { return static_cast<unsigned char>(c) | 0x20u; }

constexpr std::size_t slot_of(std::string_view text, unsigned seed) {
  const unsigned first = lower(text.front());
  const unsigned second = lower(text[1]);  // tells `last` from `list`
  const unsigned middle = lower(text[text.size() / 2]);
  const unsigned last = lower(text.back());
  const unsigned mixed =
      ((first << 16) ^ (second << 12) ^ (middle << 8) ^ last ^ (static_cast<unsigned>(text.size()) << 21)) * seed;
  return (mixed >> 16) % kSlots;
}

struct Table {
  unsigned seed = 0;
  std::array<std::uint8_t, kSlots> slots{};
};

// Tries multipliers until each word has a slot of its own.
consteval Table make_table() {
  for (unsigned seed = 0x9E3779B1u;; seed += 2) {
    Table table{seed, {}};
    bool unique = true;
    for (std::size_t i = 1; i < kSpellings.size() && unique; ++i) {
      std::uint8_t& slot = table.slots[slot_of(kSpellings[i], seed)];
      unique = slot == 0;
      slot = static_cast<std::uint8_t>(i);
    }
    if (unique) return table;
  }
}

constexpr Table kTable = make_table();

}  // namespace

Word word_of(std::string_view identifier) {
  if (identifier.size() < kShortest || identifier.size() > kLongest) return Word::None;
  const std::uint8_t index = kTable.slots[slot_of(identifier, kTable.seed)];
  const std::string_view spelling = kSpellings[index];
  if (spelling.size() != identifier.size()) return Word::None;
  for (std::size_t i = 0; i < spelling.size(); ++i) {
    if (lower(identifier[i]) != static_cast<unsigned char>(spelling[i])) return Word::None;
  }
  return static_cast<Word>(index);
}

}  // namespace sluice::grammar
