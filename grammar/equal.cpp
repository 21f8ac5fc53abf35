#include "grammar/print.h"
namespace sluice::grammar { bool equal(const Script&, const Script&) { return false; } }
