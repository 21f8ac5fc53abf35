// Java's regular expressions (java.util.regex of Java 17) in the words of PCRE2. What Java refuses is refused here with
// Java's reason; what PCRE2 lacks is put into other words.
#pragma once

#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "builtins/regex/char_set.h"

namespace sluice::builtins::regex {

// Why an expression is none, and at which of its bytes.
class PatternError : public std::runtime_error {
 public:
  PatternError(const std::string& reason, std::size_t offset) : std::runtime_error(reason), place(offset) {}
  std::size_t place;
};

struct GroupName {
  std::string name;
  int number;
};

struct Translation {
  std::string pattern;  // for PCRE2 with DOTALL
  int groups = 0;
  std::vector<GroupName> names;
  bool continues = false;  // has \G, the end of the match before
  // An expression that is one class and no more, such as `[^0-9]` or `\s+`: its members, for ASCII.
  std::optional<AsciiSet> single;
  bool repeated = false;  // with +
};

// Whether the expression means the same on ASCII text when it is compiled without Unicode. Undecided ones say no.
bool is_plain_ascii(std::string_view pattern);

// Raises PatternError. With Alphabet::Ascii the result is for texts of only ASCII; such an expression must be
// is_plain_ascii().
Translation translate(std::string_view pattern, bool ignore_case, Alphabet alphabet);

}  // namespace sluice::builtins::regex
