// What replaceAll() puts in place of a match: text with references to groups, `$1` and `${name}`, where a backslash
// takes the meaning from the sign behind it, as Java's Matcher.appendReplacement() reads it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "builtins/regex/regex.h"
#include "interpreter/support/output.h"

namespace sluice::builtins::regex {

class Replacement {
 public:
  // Raises InvalidReplacement, also for a group that the expression does not have.
  Replacement(std::string_view text, const Regex& regex);

  void append(interpreter::support::Output& out, const Search& match) const;

 private:
  struct Part {
    std::string text;
    int group;  // behind the text; -1 for none
  };
  std::vector<Part> parts_;
};

}  // namespace sluice::builtins::regex
