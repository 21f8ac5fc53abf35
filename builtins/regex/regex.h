// Searching with regular expressions of Java's dialect, by PCRE2 with its JIT compiler. Compiled expressions are kept by
// each thread; a search charges the run for its work and ends with an error that a script can catch when an expression
// backtracks without end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "interpreter/budget.h"
#include "interpreter/value.h"

namespace sluice::builtins::regex {

inline constexpr std::size_t kLongestPattern = 1 << 20;  // bytes; PCRE2 takes less in any case, but finds out late

enum class Extent : std::uint8_t { Anywhere, WholeText };
enum class LetterCase : std::uint8_t { Exact, Ignored };

class Regex;  // compiled; one thread

// The compiled expression for texts like `subject`. Raises InvalidPattern.
std::shared_ptr<const Regex> compile(std::string_view pattern, Extent extent, LetterCase letter_case,
                                     const interpreter::Value& subject);

int group_count(const Regex& regex);
std::optional<int> group_named(const Regex& regex, std::string_view name);

// The matches in a text, one after the other, as Java's Matcher.find() gives them.
class Search {
 public:
  // What it refers to must outlive it. `pattern` is for messages.
  Search(std::shared_ptr<const Regex> regex, std::string_view subject, std::string_view pattern,
         interpreter::Budget& budget);

  // Lets a class such as `[^0-9]` match as many characters at once as there are, for who deletes them anyway.
  void join_runs() { joins_runs_ = true; }

  // Moves to the next match. Raises PatternTooSlow.
  bool next();

  std::size_t begin() const { return begin_; }
  std::size_t end() const { return end_; }
  // The part that a group matched, 0 for the whole; empty for one that took no part.
  std::string_view group(int number) const;

 private:
  bool find_from(std::size_t start);
  bool find_members(std::size_t start);
  int match(std::size_t start);
  void charge();
  [[noreturn]] void raise_failure(int code) const;

  std::shared_ptr<const Regex> regex_;
  std::string_view subject_;
  std::string_view pattern_;
  interpreter::Budget& budget_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool begun_ = false;
  bool joins_runs_ = false;
  std::size_t window_;  // how many places are tried before the budget is asked
  std::uint32_t calls_ = 0;
  std::int64_t last_look_ = 0;  // nanoseconds of a steady clock
};

}  // namespace sluice::builtins::regex
