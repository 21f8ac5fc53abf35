// What everything in connectors/ answers: a value, or a failure that says who has to act. Only the functions that a
// script calls (tasks/, web/) turn a failure into an error of the script, with raise_failure().
#pragma once

#include <expected>
#include <initializer_list>
#include <string>
#include <string_view>

#include "connectors/catalogue.h"
#include "interpreter/error.h"

namespace sluice::connectors {

using interpreter::ErrorKind;
using interpreter::Message;

struct Failure {
  ErrorKind kind = ErrorKind::Host;
  Message code = messages::HostFailed;
  std::string message;  // never holds a secret
  std::string help;     // what to do next; may be empty
};

template <class T>
using Outcome = std::expected<T, Failure>;

// A failure with the catalogue's text.
std::unexpected<Failure> failed(ErrorKind kind, Message code, std::initializer_list<std::string_view> arguments = {},
                                std::string help = {});

[[noreturn]] void raise_failure(Failure failure);

}  // namespace sluice::connectors
