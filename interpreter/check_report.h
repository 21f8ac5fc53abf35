// Collects the problems that the checker finds.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "grammar/diagnostic.h"

namespace sluice::interpreter {

using grammar::Diagnostic;
using grammar::Message;
using grammar::Severity;
using grammar::Span;

class Report {
 public:
  using Arguments = std::initializer_list<std::string_view>;

  void error(Message message, Span span, Arguments arguments, std::string help = {}) {
    add(Severity::Error, message, span, arguments, std::move(help));
  }
  void warning(Message message, Span span, Arguments arguments, std::string help = {}) {
    add(Severity::Warning, message, span, arguments, std::move(help));
  }
  void add(Severity severity, Message message, Span span, Arguments arguments, std::string help);

  // Whether so many were found that further ones of that severity are dropped. Then nobody needs to look for help.
  bool full(Severity severity) const { return severity == Severity::Error ? errors_ >= kMost : warnings_ >= kMost; }

  // In the order of the text, each once.
  std::vector<Diagnostic> take();

 private:
  static constexpr std::size_t kMost = 1000;

  std::vector<Diagnostic> found_;
  std::size_t errors_ = 0;
  std::size_t warnings_ = 0;
};

}  // namespace sluice::interpreter
