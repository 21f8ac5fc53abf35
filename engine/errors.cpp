#include "engine/errors.h"

#include <array>

#include "engine/access.h"
#include "engine/error_kind.h"

namespace sluice::engine {

namespace {

constexpr std::array kCodes = {
    std::pair{"SLC-API-0001", ErrorKind::Internal}, std::pair{"SLC-API-0002", ErrorKind::Usage},
    std::pair{"SLC-API-0003", ErrorKind::Usage},    std::pair{"SLC-API-0004", ErrorKind::Usage},
    std::pair{"SLC-API-0005", ErrorKind::Usage},    std::pair{"SLC-API-0006", ErrorKind::Usage},
    std::pair{"SLC-API-0007", ErrorKind::Usage},    std::pair{"SLC-API-0008", ErrorKind::Usage},
    std::pair{"SLC-API-0009", ErrorKind::Usage},    std::pair{"SLC-API-0010", ErrorKind::Host},
    std::pair{"SLC-API-0011", ErrorKind::Host},
};

void place(Error& error, const interpreter::Fault& fault) {
  error.source = Access::source(fault.source);
  error.span = {fault.span.begin, fault.span.end};
  const grammar::Position position = fault.source->position(fault.span.begin);
  error.line = position.line;
  error.column = position.column;
}

}  // namespace

Error api_error(ApiCode code, std::string message, std::string help) {
  const auto& [text, kind] = kCodes[static_cast<std::size_t>(code)];
  Error error;
  error.kind = kind;
  error.code = text;
  error.message = std::move(message);
  error.help = std::move(help);
  return error;
}

Error error_of(const interpreter::Fault& fault) {
  Error error;
  error.kind = public_kind(fault.kind);
  error.code = fault.code.code();
  error.message = fault.message;
  error.help = fault.help;
  if (fault.placed && fault.source != nullptr) place(error, fault);
  for (const interpreter::StackEntry& entry : fault.stack)
    error.stack.push_back({entry.function, entry.file, entry.line});
  return error;
}

Error out_of_memory_error() noexcept {
  Error error;
  error.kind = ErrorKind::Limit;
  error.code = "SLC-LIM-0012";
  error.message = "Out of memory";
  return error;
}

Error internal_error(const char* what) {
  return api_error(ApiCode::Internal, std::string("Internal error: ") + what,
                   "this is a defect of Sluice; please report it with the script");
}

}  // namespace sluice::engine
