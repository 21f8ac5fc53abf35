#include "interpreter/check_report.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace sluice::interpreter {

void Report::add(Severity severity, Message message, Span span, Arguments arguments, std::string help) {
  if (full(severity)) return;
  ++(severity == Severity::Error ? errors_ : warnings_);
  Diagnostic diagnostic = severity == Severity::Error ? Diagnostic::error(message, span, arguments)
                                                      : Diagnostic::warning(message, span, arguments);
  diagnostic.help = std::move(help);
  found_.push_back(std::move(diagnostic));
}

std::vector<Diagnostic> Report::take() {
  const auto place = [](const Diagnostic& d) { return std::tuple(d.span.begin, d.span.end, d.message.code()); };
  const auto rank = [&](const Diagnostic& d) { return std::tuple_cat(place(d), std::tuple(d.severity)); };
  std::ranges::sort(found_, {}, rank);
  const auto repeated = std::ranges::unique(found_, {}, place);
  found_.erase(repeated.begin(), repeated.end());
  return std::move(found_);
}

}  // namespace sluice::interpreter
