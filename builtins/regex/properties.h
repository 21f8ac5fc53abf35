// The classes of characters that have a name in Java's regular expressions: \d, \p{Lu}, \p{IsGreek}, \p{InArrows} …
#pragma once

#include <optional>
#include <string_view>

#include "builtins/regex/char_set.h"

namespace sluice::builtins::regex {

struct PropertyMode {
  bool unicode = false;      // UNICODE_CHARACTER_CLASS: \w, \d, \s and the POSIX names mean all of Unicode
  bool ignore_case = false;  // \p{Lu} then has every cased letter
};

// `d`, `w`, `s`, `h` or `v`; in upper case the opposite.
CharSet escape_class(char letter, const PropertyMode& mode);

// What stands in \p{…}; nothing when Java has no such property. A script's name is checked by PCRE2.
std::optional<CharSet> property(std::string_view name, const PropertyMode& mode);

}  // namespace sluice::builtins::regex
