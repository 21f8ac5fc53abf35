// No text breaks the JSON reader; what it reads prints as JSON that the strict reader reads and that prints
// equal again.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "interpreter/convert.h"
#include "interpreter/error.h"
#include "interpreter/support/json.h"

namespace {

using namespace sluice::interpreter;

void check(std::string_view text, support::JsonForm form) {
  const Limits limits;
  Budget budget(limits);
  Heap heap(64u << 20, 7);
  Host host;
  const Context context(heap, budget, host);
  std::string printed;
  try {
    const Value value = support::read_json(text, form, heap, budget);
    append_json(printed, value, context);
    std::string again;
    append_json(again, support::read_json(printed, support::JsonForm::Strict, heap, budget), context);
    if (again == printed) return;
  } catch (const Raised& raised) {
    if (printed.empty() && raised.catchable()) return;
  }
  std::fprintf(stderr, "printed: %s\n", printed.c_str());
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check(text, support::JsonForm::Strict);
  check(text, support::JsonForm::Lenient);
  return 0;
}
