// Sets of characters of a regular expression: exact for ASCII, as PCRE2's own class items beyond it. Java's classes have
// unions, intersections and nested sets, which PCRE2 lacks, so they are computed here.
#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>

namespace sluice::builtins::regex {

using AsciiSet = std::bitset<128>;

// Whether the compiled expression meets ASCII only, or any text.
enum class Alphabet : std::uint8_t { Ascii, Unicode };

class CharSet {
 public:
  CharSet() = default;
  static CharSet of_ascii(const AsciiSet& members);
  static CharSet any();
  // Every character from `first` to `last`, both included.
  static CharSet range(char32_t first, char32_t last);
  // What a class item of PCRE2 such as `\p{Lu}` means; `ascii` are those of its members.
  static CharSet item(std::string_view item, const AsciiSet& ascii);

  void unite(const CharSet& other);
  void intersect(const CharSet& other);
  void negate();
  // Adds the other case of ASCII letters.
  void ignore_ascii_case();

  const AsciiSet& ascii() const { return ascii_; }
  // An expression of PCRE2 (with DOTALL) that matches exactly one character of the set.
  std::string pattern(Alphabet alphabet) const;

 private:
  enum class Rest : std::uint8_t { None, All, Items, NotItems, Expression };

  std::string rest_pattern() const;
  void make_expression();

  AsciiSet ascii_;
  Rest rest_ = Rest::None;  // which characters beyond ASCII
  std::string items_;  // class items, or an expression for one character
  AsciiSet brought_;  // ASCII that items_ have as well
};

// One character, escaped where PCRE2 would read it as a sign.
std::string quoted(char32_t character);

}  // namespace sluice::builtins::regex
