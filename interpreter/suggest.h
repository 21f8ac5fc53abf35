// "did you mean": the known name that is nearest to a misspelt one.
#pragma once

#include <string>
#include <string_view>

namespace sluice::interpreter {

// How many insertions, deletions, replacements and swaps of neighbours turn `a` into `b`, letter case aside.
// Gives `limit` + 1 when it takes more than `limit`.
int edit_distance(std::string_view a, std::string_view b, int limit);

// Collects candidates for one misspelt name and keeps the nearest; the first of equals wins.
class Suggestion {
 public:
  // Short names must be nearer than long ones.
  explicit Suggestion(std::string_view misspelt);

  void consider(std::string_view candidate);
  bool found() const { return !best_.empty(); }
  std::string_view name() const { return best_; }
  // `did you mean 'total'?`, or empty.
  std::string help() const;

 private:
  std::string_view misspelt_;
  std::string_view best_;
  int limit_;  // the largest distance that still counts
};

}  // namespace sluice::interpreter
