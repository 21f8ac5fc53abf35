// What is written like a function and belongs to the language: now, if(…), ifNull(…). The compiler makes nodes of them, so
// the function table does not have them; their records document them beside the functions.
#pragma once

#include "builtins/families.h"

namespace sluice::builtins {

Family language_forms();

}  // namespace sluice::builtins
