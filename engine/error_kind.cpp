#include "engine/error_kind.h"

namespace sluice::engine {

namespace in = interpreter;

ErrorKind public_kind(in::ErrorKind kind) noexcept {
  switch (kind) {
    case in::ErrorKind::Script: return ErrorKind::Script;
    case in::ErrorKind::Host: return ErrorKind::Host;
    case in::ErrorKind::Limit: return ErrorKind::Limit;
    case in::ErrorKind::Authorization: return ErrorKind::Authorization;
    case in::ErrorKind::Egress: return ErrorKind::Egress;
    case in::ErrorKind::Store: return ErrorKind::Store;
    case in::ErrorKind::Internal: return ErrorKind::Internal;
  }
  return ErrorKind::Internal;
}

in::ErrorKind inner_kind(ErrorKind kind) noexcept {
  switch (kind) {
    case ErrorKind::Script: return in::ErrorKind::Script;
    case ErrorKind::Host:
    case ErrorKind::Usage: return in::ErrorKind::Host;
    case ErrorKind::Limit: return in::ErrorKind::Limit;
    case ErrorKind::Authorization: return in::ErrorKind::Authorization;
    case ErrorKind::Egress: return in::ErrorKind::Egress;
    case ErrorKind::Store: return in::ErrorKind::Store;
    case ErrorKind::Internal: return in::ErrorKind::Internal;
  }
  return in::ErrorKind::Internal;
}

}  // namespace sluice::engine
