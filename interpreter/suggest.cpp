#include "interpreter/suggest.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "interpreter/support/names.h"

namespace sluice::interpreter {
namespace {

constexpr std::size_t kLongestName = 64;  // longer names are not worth a guess

int farthest_for(std::size_t length) { return length <= 2 ? 0 : length <= 5 ? 1 : length <= 8 ? 2 : 3; }

}  // namespace

// The optimal string alignment distance, row by row.
int edit_distance(std::string_view a, std::string_view b, int limit) {
  const int far = limit + 1;
  const std::size_t difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (a.size() > kLongestName || b.size() > kLongestName || difference > static_cast<std::size_t>(limit)) return far;

  using Row = std::array<int, kLongestName + 1>;
  Row before_last{};
  Row last{};
  Row current{};
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = static_cast<int>(i);
    int nearest = current[0];
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = folded(a[i - 1]) == folded(b[j - 1]);
      current[j] = std::min({last[j] + 1, current[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
      const bool swapped =
          i > 1 && j > 1 && folded(a[i - 1]) == folded(b[j - 2]) && folded(a[i - 2]) == folded(b[j - 1]);
      if (swapped) current[j] = std::min(current[j], before_last[j - 2] + 1);
      nearest = std::min(nearest, current[j]);
    }
    if (nearest > limit) return far;
    before_last = last;
    last = current;
  }
  return std::min(last[b.size()], far);
}

Suggestion::Suggestion(std::string_view misspelt) : misspelt_(misspelt), limit_(farthest_for(misspelt.size())) {}

void Suggestion::consider(std::string_view candidate) {
  if (limit_ < 0 || candidate == misspelt_) return;
  const int distance = edit_distance(misspelt_, candidate, limit_);
  if (distance > limit_) return;
  best_ = candidate;
  limit_ = distance - 1;
}

std::string Suggestion::help() const {
  if (!found()) return {};
  std::string text = "did you mean '";
  text.append(best_).append("'?");
  return text;
}

}  // namespace sluice::interpreter
