#include "builtins/regex/char_set.h"

#include <charconv>
#include <utility>

namespace sluice::builtins::regex {

namespace {

constexpr char32_t kAsciiEnd = 0x80;

bool is_word(char32_t c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

std::string in_hexadecimal(char32_t character) {
  char digits[8];
  const auto end = std::to_chars(digits, digits + sizeof(digits), static_cast<std::uint32_t>(character), 16).ptr;
  return "\\x{" + std::string(digits, end) + "}";
}

// Ranges of ASCII as class items.
std::string items_of(const AsciiSet& set) {
  std::string items;
  for (std::size_t first = 0; first < set.size(); ++first) {
    if (!set[first]) continue;
    std::size_t last = first;
    while (last + 1 < set.size() && set[last + 1]) ++last;
    items += quoted(static_cast<char32_t>(first));
    if (last > first + 1) items += '-';
    if (last > first) items += quoted(static_cast<char32_t>(last));
    first = last;
  }
  return items;
}

std::string class_of(const AsciiSet& set) {
  if (set.none()) return "(?!)";
  if (set.all()) return "[\\x00-\\x7f]";
  if (set.count() == 1)
    for (std::size_t i = 0; i < set.size(); ++i)
      if (set[i]) return quoted(static_cast<char32_t>(i));
  return "[" + items_of(set) + "]";
}

constexpr std::string_view kBeyondAscii = "(?=[^\\x00-\\x7f])";

}  // namespace

std::string quoted(char32_t c) {
  if (c >= kAsciiEnd || c < ' ' || c == 0x7F) return in_hexadecimal(c);
  if (is_word(c) || c == ' ') return {static_cast<char>(c)};
  return {'\\', static_cast<char>(c)};
}

CharSet CharSet::of_ascii(const AsciiSet& members) {
  CharSet set;
  set.ascii_ = members;
  return set;
}

CharSet CharSet::any() {
  CharSet set;
  set.negate();
  return set;
}

CharSet CharSet::range(char32_t first, char32_t last) {
  CharSet set;
  for (char32_t c = first; c <= last && c < kAsciiEnd; ++c) set.ascii_.set(c);
  if (last >= kAsciiEnd) {
    first = first < kAsciiEnd ? kAsciiEnd : first;
    set.rest_ = Rest::Items;
    set.items_ = first == last ? quoted(first) : quoted(first) + "-" + quoted(last);
  }
  return set;
}

CharSet CharSet::item(std::string_view item, const AsciiSet& ascii) {
  CharSet set;
  set.ascii_ = ascii;
  set.brought_ = ascii;
  set.rest_ = Rest::Items;
  set.items_ = item;
  return set;
}

void CharSet::negate() {
  ascii_.flip();
  switch (rest_) {
    case Rest::None: rest_ = Rest::All; break;
    case Rest::All: rest_ = Rest::None; break;
    case Rest::Items: rest_ = Rest::NotItems; break;
    case Rest::NotItems: rest_ = Rest::Items; break;
    case Rest::Expression: items_ = "(?!" + items_ + ")."; break;
  }
}

void CharSet::make_expression() {
  items_ = rest_pattern();
  rest_ = Rest::Expression;
  brought_.reset();
}

std::string CharSet::rest_pattern() const {
  switch (rest_) {
    case Rest::None: return "(?!)";
    case Rest::All: return ".";
    case Rest::Items: return "[" + items_ + "]";
    case Rest::NotItems: return "[^" + items_ + "]";
    case Rest::Expression: return items_;
  }
  return items_;
}

void CharSet::unite(const CharSet& other) {
  ascii_ |= other.ascii_;
  if (other.rest_ == Rest::None || rest_ == Rest::All) return;
  if (rest_ == Rest::None || other.rest_ == Rest::All) {
    rest_ = other.rest_;
    items_ = other.items_;
    brought_ = other.brought_;
  } else if (rest_ == Rest::Items && other.rest_ == Rest::Items) {
    items_ += other.items_;
    brought_ |= other.brought_;
  } else {
    make_expression();
    items_ = "(?:" + items_ + "|" + other.rest_pattern() + ")";
  }
}

void CharSet::intersect(const CharSet& other) {
  ascii_ &= other.ascii_;
  if (other.rest_ == Rest::All || rest_ == Rest::None) return;
  if (rest_ == Rest::All || other.rest_ == Rest::None) {
    rest_ = other.rest_;
    items_ = other.items_;
    brought_ = other.brought_;
  } else {
    make_expression();
    items_ = "(?=" + items_ + ")" + other.rest_pattern();
  }
}

void CharSet::ignore_ascii_case() {
  for (std::size_t letter = 'A'; letter <= 'Z'; ++letter)
    if (ascii_[letter] || ascii_[letter | 0x20]) ascii_.set(letter).set(letter | 0x20);
}

std::string CharSet::pattern(Alphabet alphabet) const {
  if (alphabet == Alphabet::Ascii) {
    if (ascii_.all()) return ".";
    return ascii_.count() > 64 ? "[^" + items_of(~ascii_) + "]" : class_of(ascii_);
  }
  switch (rest_) {
    case Rest::None: return class_of(ascii_);
    case Rest::All: return ascii_.all() ? "." : "[^" + items_of(~ascii_) + "]";
    case Rest::Items:
      if ((brought_ & ~ascii_).none()) return "[" + items_of(ascii_ & ~brought_) + items_ + "]";
      break;
    case Rest::NotItems:
      if ((brought_ & ascii_).none()) return "[^" + items_of(~ascii_ & ~brought_) + items_ + "]";
      break;
    case Rest::Expression: break;
  }
  return "(?:" + class_of(ascii_) + "|" + std::string(kBeyondAscii) + rest_pattern() + ")";
}

}  // namespace sluice::builtins::regex
