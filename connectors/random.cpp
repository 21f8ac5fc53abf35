#include "connectors/random.h"

#include <sodium.h>

#include "interpreter/support/base64.h"

namespace sluice::connectors {

std::string random_text() {
  [[maybe_unused]] static const bool started = ::sodium_init() >= 0;  // where it fails, there is a slower source
  char bytes[32];
  ::randombytes_buf(bytes, sizeof(bytes));
  return interpreter::support::base64url_of({bytes, sizeof(bytes)});
}

}  // namespace sluice::connectors
