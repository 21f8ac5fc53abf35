#include "connectors/outcome.h"

#include <memory>
#include <utility>

namespace sluice::connectors {

std::unexpected<Failure> failed(ErrorKind kind, Message code, std::initializer_list<std::string_view> arguments,
                                std::string help) {
  return std::unexpected(Failure{kind, code, grammar::text_of(code, arguments), std::move(help)});
}

void raise_failure(Failure failure) {
  auto fault = std::make_unique<interpreter::Fault>();
  fault->kind = failure.kind;
  fault->code = failure.code;
  fault->message = std::move(failure.message);
  fault->help = std::move(failure.help);
  throw interpreter::Raised(std::move(fault));
}

}  // namespace sluice::connectors
