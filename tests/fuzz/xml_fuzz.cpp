// No XML and no XPath breaks the reader or the evaluator: the first line is a path, the rest XML. An element's own text
// reads back as the same element, whatever was read stays within a run's limits.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "interpreter/error.h"
#include "interpreter/support/xml_document.h"
#include "interpreter/support/xpath.h"

namespace {

using namespace sluice::interpreter;
using namespace sluice::interpreter::support;

[[noreturn]] void fail(const char* what, std::string_view text) {
  std::fprintf(stderr, "%s:\n%.*s\n", what, static_cast<int>(text.size()), text.data());
  std::abort();
}

Limits small_limits() {
  Limits limits;
  limits.wall_clock = std::chrono::milliseconds(200);
  return limits;
}

void check_elements(const XmlDocument& document, const Heap& heap, Budget& budget) {
  int left = 20;
  for (std::uint32_t node = 1; node < document.size() && left > 0; ++node) {
    if (document[node].kind != XmlKind::Element) continue;
    --left;
    const XmlDocument again(document[node].source, XmlForm::Document, heap, budget);
    if (again.text_of(0) != document.text_of(node))
      fail("an element that reads back as another", document[node].source);
    if (again.size() != document[node].end - node + 1) fail("another number of nodes", document[node].source);
  }
}

void read_and_ask(std::string_view path, std::string_view xml, XmlForm form) {
  const Limits limits = small_limits();
  const Heap heap(32u << 20, 7);
  Budget budget(limits);
  try {
    const XmlDocument document(xml, form, heap, budget);
    check_elements(document, heap, budget);
    const XPathValue value = XPath(path).evaluate(document, budget);
    if (const auto* nodes = std::get_if<XPathNodes>(&value))
      for (std::size_t i = 1; i < nodes->size(); ++i)
        if ((*nodes)[i - 1] >= (*nodes)[i]) fail("nodes out of order", path);
  } catch (const Raised& raised) {
    if (raised.fault().message.empty()) fail("an error without a message", xml);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t line = text.find('\n');
  const std::string_view path = text.substr(0, line);
  const std::string_view xml = line == std::string_view::npos ? text : text.substr(line + 1);
  read_and_ask(path, xml, XmlForm::Document);
  read_and_ask(path, xml, XmlForm::Fragment);
  return 0;
}
