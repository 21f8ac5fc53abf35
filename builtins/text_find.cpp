#include "builtins/text_find.h"

#include <algorithm>
#include <cstring>
#include <string>

namespace sluice::builtins {

namespace {

using interpreter::Context;

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::size_t kShort = 32;        // up to here comparing again is bounded, and the faster way
constexpr std::size_t kWindow = 1u << 20;  // bytes between two looks at the budget

// Windows overlap by what is sought; four times as large, they search little twice.
std::size_t window_for(std::string_view sought) { return std::max(kWindow, 4 * sought.size()); }

std::size_t first_in(std::string_view text, std::string_view sought) {
  if (sought.size() <= kShort) return text.find(sought);
  const void* found = ::memmem(text.data(), text.size(), sought.data(), sought.size());  // linear
  return found == nullptr ? kNone : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

// There is no memmem() from the end, so that both are turned round.
std::size_t last_in(std::string_view text, std::string_view sought, Context& context) {
  if (sought.size() <= kShort) return text.rfind(sought);
  context.heap.expect(text.size() + sought.size());
  const std::string turned_text(text.rbegin(), text.rend()), turned_sought(sought.rbegin(), sought.rend());
  const std::size_t at = first_in(turned_text, turned_sought);
  return at == kNone ? kNone : text.size() - at - sought.size();
}

}  // namespace

std::size_t find_text(std::string_view text, std::string_view sought, Context& context, std::size_t from) {
  for (const std::size_t window = window_for(sought); from <= text.size();) {
    const std::string_view looked_at = text.substr(from, window);
    const std::size_t at = first_in(looked_at, sought);
    context.budget.charge(std::min(at, looked_at.size()) + sought.size());
    if (at != kNone) return from + at;
    if (looked_at.size() < window) break;
    from += window - sought.size() + 1;
  }
  return kNone;
}

std::size_t find_last_text(std::string_view text, std::string_view sought, Context& context) {
  std::size_t end = text.size();
  for (const std::size_t window = window_for(sought); end > window; end -= window - sought.size() + 1) {
    const std::size_t begin = end - window;
    if (const std::size_t at = last_in(text.substr(begin, window), sought, context); at != kNone) return begin + at;
    context.budget.charge(window);
  }
  return last_in(text.substr(0, end), sought, context);
}

}  // namespace sluice::builtins
