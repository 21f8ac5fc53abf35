#include "builtins/regex/replacement.h"

#include "interpreter/error.h"
#include "interpreter/support/ascii.h"

namespace sluice::builtins::regex {

using namespace interpreter;

namespace {

using interpreter::support::is_digit;

[[noreturn]] void raise_replacement(std::string_view text, std::string_view reason) {
  raise_with_help(messages::InvalidReplacement, {text, reason},
                  "A $ that means itself is written \\\\$ in a script, a backslash \\\\\\\\; with `true` as the last "
                  "argument nothing has a meaning of its own");
}

// The number behind a `$`: as many digits as name a group of the expression.
int numbered_group(std::string_view text, std::size_t& at, const Regex& regex) {
  const int groups = group_count(regex);
  int number = text[at++] - '0';
  if (number > groups) raise_replacement(text, "there is no group " + std::to_string(number));
  while (at < text.size() && is_digit(text[at])) {
    const int longer = number * 10 + (text[at] - '0');
    if (longer > groups) break;
    number = longer;
    ++at;
  }
  return number;
}

int named_group(std::string_view text, std::size_t& at, const Regex& regex) {
  const std::size_t end = text.find('}', at);
  if (end == std::string_view::npos) raise_replacement(text, "the name of a group ends in }");
  const std::string_view name = text.substr(at + 1, end - at - 1);
  at = end + 1;
  const auto number = group_named(regex, name);
  if (!number) raise_replacement(text, "there is no group with name {" + std::string(name) + "}");
  return *number;
}

}  // namespace

Replacement::Replacement(std::string_view text, const Regex& regex) {
  std::string literal;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at++];
    if (c == '\\') {
      if (at == text.size()) raise_replacement(text, "character to be escaped is missing");
      literal += text[at++];
    } else if (c == '$') {
      if (at == text.size()) raise_replacement(text, "Illegal group reference: group index is missing");
      if (!is_digit(text[at]) && text[at] != '{') raise_replacement(text, "Illegal group reference");
      const int group = is_digit(text[at]) ? numbered_group(text, at, regex) : named_group(text, at, regex);
      parts_.push_back({std::move(literal), group});
      literal.clear();
    } else {
      literal += c;
    }
  }
  if (!literal.empty()) parts_.push_back({std::move(literal), -1});
}

void Replacement::append(support::Output& out, const Search& match) const {
  for (const Part& part : parts_) {
    out.append(part.text);
    if (part.group >= 0) out.append(match.group(part.group));
  }
}

}  // namespace sluice::builtins::regex
