// The inside of a Program, for the compiler and the nodes.
#pragma once

#include <deque>
#include <memory>
#include <vector>

#include "interpreter/nodes/node.h"
#include "interpreter/program.h"

namespace sluice::interpreter {

struct ProgramParts {
  std::vector<std::unique_ptr<UserFunction>> functions;  // as in the file
  std::unique_ptr<UserFunction> body;                    // null when the file has none
  std::deque<StaticText> texts;                          // literals of more than Value::kShortText bytes
  std::deque<std::string> kept_texts;                    // texts of literals that are not in the source
  std::uint32_t key_cache_count = 0;
  std::uint32_t quoted_count = 0;
};

inline const ProgramParts& parts_of(const Program& program) { return *program.parts_; }

}  // namespace sluice::interpreter
