// XPath 1.0 over XmlDocument, without namespaces and variables. Every node that is looked at is charged to the budget,
// so that no expression outlasts a run's limits.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "interpreter/support/xml_document.h"

namespace sluice::interpreter::support {

using XPathNodes = std::vector<std::uint32_t>;  // in document order, each once
using XPathValue = std::variant<XPathNodes, double, bool, std::string>;

struct XPathExpression;

class XPath {
 public:
  // Raises InvalidXml with the reason in the help text.
  explicit XPath(std::string_view text);
  ~XPath();
  XPath(XPath&&) noexcept;

  XPathValue evaluate(const XmlDocument& document, Budget& budget) const;

 private:
  std::unique_ptr<XPathExpression> expression_;
};

// As XPath's function string() writes it: 3, 0.5, NaN.
std::string xpath_number_text(double number);

}  // namespace sluice::interpreter::support
