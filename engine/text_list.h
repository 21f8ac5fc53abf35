// Texts as a LIST.
#pragma once

#include <string>
#include <vector>

#include "sluice/value.h"

namespace sluice::engine {

template <class Texts>
Value list_of(const Texts& texts) {
  return Value::list({texts.begin(), texts.end()});
}

}  // namespace sluice::engine
