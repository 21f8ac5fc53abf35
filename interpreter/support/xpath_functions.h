// Conversions, comparisons and functions of XPath 1.0 (sections 3.4 to 4).
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "interpreter/support/xpath.h"
#include "interpreter/support/xpath_syntax.h"

namespace sluice::interpreter::support {

[[noreturn]] void raise_xpath(std::string_view why);

class XPathConversions {
 public:
  XPathConversions(const XmlDocument& document, Budget& budget) : document_(document), budget_(budget) {}

  bool boolean(const XPathValue& value) const;
  double number(const XPathValue& value) const;
  std::string text(const XPathValue& value) const;

  // `comparison`: Equal to GreaterEqual.
  bool compare(XPathKind comparison, const XPathValue& a, const XPathValue& b) const;
  // Functions that need more than their arguments (last, position) are the evaluator's. An absent argument is the set of
  // the context node.
  XPathValue call(XPathFunction function, std::span<const XPathValue> arguments) const;

 private:
  std::string node_text(std::uint32_t node) const;
  const XPathNodes& nodes(const XPathValue& value) const;
  std::string_view name_of_first(const XPathValue& value) const;
  bool compare_sets(XPathKind comparison, const XPathNodes& a, const XPathNodes& b) const;
  bool compare_with_set(XPathKind comparison, const XPathNodes& set, const XPathValue& other) const;
  bool compare_plain(XPathKind comparison, const XPathValue& a, const XPathValue& b) const;

  const XmlDocument& document_;
  Budget& budget_;
};

}  // namespace sluice::interpreter::support
