// Where the parser puts the problems that it finds, up to the limit.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "grammar/diagnostic.h"

namespace sluice::grammar {

// Thrown to leave a statement that cannot be parsed; the statement's rule catches it. The problem is reported already.
struct StatementFailed {
  bool resume = false;  // the next statement begins right here
};

// Thrown to end the parse. The problem is reported already.
struct ParseStopped {};

class Problems {
 public:
  Problems(std::vector<Diagnostic>& found, std::uint32_t limit) : found_(found), limit_(limit) {}

  void add(Diagnostic problem, std::string help = {}) {
    problem.help = std::move(help);
    if (problem.severity == Severity::Warning) {
      if (++warnings_ <= kMostWarnings) found_.push_back(std::move(problem));
      return;
    }
    if (errors_ == limit_) {
      found_.push_back(Diagnostic::error(messages::TooManyErrors, problem.span, {std::to_string(limit_)}));
      throw ParseStopped();
    }
    ++errors_;
    found_.push_back(std::move(problem));
  }

  // A problem that follows from another on the same line, so that it is not shown.
  void hide() {
    if (++hidden_ > kMostHidden) throw ParseStopped();
  }

 private:
  static constexpr std::uint32_t kMostWarnings = 1000;
  static constexpr std::uint32_t kMostHidden = 1000;

  std::vector<Diagnostic>& found_;
  std::uint32_t limit_;
  std::uint32_t errors_ = 0;
  std::uint32_t warnings_ = 0;
  std::uint32_t hidden_ = 0;
};

}  // namespace sluice::grammar
