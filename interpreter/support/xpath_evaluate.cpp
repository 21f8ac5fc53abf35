// Runs XPath expressions (XPath 1.0, sections 2 to 4). Sets of nodes are kept in document order.
#include <algorithm>
#include <cmath>
#include <iterator>

#include "interpreter/support/xpath.h"
#include "interpreter/support/xpath_functions.h"
#include "interpreter/support/xpath_syntax.h"

namespace sluice::interpreter::support {

namespace {

struct Place {
  std::uint32_t node = 0;
  std::size_t position = 1;
  std::size_t size = 1;
};

class Evaluator {
 public:
  Evaluator(const XmlDocument& document, Budget& budget)
      : document_(document), convert_(document, budget), budget_(budget) {}

  XPathValue value(const XPathExpression& each, const Place& place) {
    budget_.charge(1);
    switch (each.kind) {
      case XPathKind::Or: return boolean(each, 0, place) || boolean(each, 1, place);
      case XPathKind::And: return boolean(each, 0, place) && boolean(each, 1, place);
      case XPathKind::Equal:
      case XPathKind::NotEqual:
      case XPathKind::Less:
      case XPathKind::LessEqual:
      case XPathKind::Greater:
      case XPathKind::GreaterEqual:
        return convert_.compare(each.kind, value(*each.operands[0], place), value(*each.operands[1], place));
      case XPathKind::Add: return number(each, 0, place) + number(each, 1, place);
      case XPathKind::Subtract: return number(each, 0, place) - number(each, 1, place);
      case XPathKind::Multiply: return number(each, 0, place) * number(each, 1, place);
      case XPathKind::Divide: return number(each, 0, place) / number(each, 1, place);
      case XPathKind::Modulo: return std::fmod(number(each, 0, place), number(each, 1, place));
      case XPathKind::Negate: return -number(each, 0, place);
      case XPathKind::Union: return set_union(nodes(each, 0, place), nodes(each, 1, place));
      case XPathKind::Text: return each.text;
      case XPathKind::Number: return each.number;
      case XPathKind::Call: return call(each, place);
      case XPathKind::Path: return path(each, place);
    }
    return false;
  }

 private:
  bool boolean(const XPathExpression& each, std::size_t operand, const Place& place) {
    return convert_.boolean(value(*each.operands[operand], place));
  }
  double number(const XPathExpression& each, std::size_t operand, const Place& place) {
    return convert_.number(value(*each.operands[operand], place));
  }
  XPathNodes nodes(const XPathExpression& each, std::size_t operand, const Place& place) {
    XPathValue result = value(*each.operands[operand], place);
    if (auto* set = std::get_if<XPathNodes>(&result)) return std::move(*set);
    raise_xpath("a set of nodes is needed");
  }

  XPathNodes set_union(const XPathNodes& a, const XPathNodes& b) {
    budget_.charge(a.size() + b.size());
    XPathNodes both;
    both.reserve(a.size() + b.size());
    std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
    return both;
  }

  XPathValue call(const XPathExpression& each, const Place& place) {
    if (each.function == XPathFunction::Last) return static_cast<double>(place.size);
    if (each.function == XPathFunction::Position) return static_cast<double>(place.position);
    std::vector<XPathValue> arguments;
    arguments.reserve(each.operands.size() + 1);
    for (const XPathPtr& operand : each.operands) arguments.push_back(value(*operand, place));
    if (arguments.empty()) arguments.emplace_back(XPathNodes{place.node});
    return convert_.call(each.function, arguments);
  }

  // ---- paths

  XPathValue path(const XPathExpression& each, const Place& place) {
    XPathNodes set;
    if (each.operands.empty()) {
      set.push_back(each.from_root ? 0 : place.node);
    } else {
      set = nodes(each, 0, place);
      for (const XPathPtr& predicate : each.predicates) filter(set, *predicate);
    }
    for (const XPathStep& step : each.steps) set = take_step(set, step);
    return set;
  }

  XPathNodes take_step(const XPathNodes& from, const XPathStep& step) {
    XPathNodes result;
    XPathNodes found;
    for (const std::uint32_t node : from) {
      found.clear();
      walk(node, step, found);
      for (const XPathPtr& predicate : step.predicates) filter(found, *predicate);
      result.insert(result.end(), found.begin(), found.end());
    }
    if (!std::is_sorted(result.begin(), result.end())) {
      budget_.charge(result.size() * 4);
      std::sort(result.begin(), result.end());
    }
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
  }

  // Keeps what fits; positions count in the order of `set`, which for reverse axes is backwards.
  void filter(XPathNodes& set, const XPathExpression& predicate) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < set.size(); ++i) {
      const Place place{set[i], i + 1, set.size()};
      const XPathValue result = value(predicate, place);
      const double* position = std::get_if<double>(&result);
      const bool fits = position != nullptr ? *position == static_cast<double>(i + 1) : convert_.boolean(result);
      if (fits) set[kept++] = set[i];
    }
    set.resize(kept);
  }

  bool fits(std::uint32_t number, const XPathStep& step) const {
    const XmlNode& node = document_[number];
    const XmlKind principal = step.axis == XPathAxis::Attribute ? XmlKind::Attribute : XmlKind::Element;
    switch (step.test) {
      case XPathTest::Name: return node.kind == principal && node.name == step.name;
      case XPathTest::AnyName: return node.kind == principal;
      case XPathTest::Prefix: return node.kind == principal && node.name.starts_with(step.name);
      case XPathTest::AnyNode: return true;
      case XPathTest::Text: return node.kind == XmlKind::Text;
      case XPathTest::Comment: return node.kind == XmlKind::Comment;
      case XPathTest::Instruction:
        return node.kind == XmlKind::Instruction && (step.name.empty() || node.name == step.name);
    }
    return false;
  }

  void look_at(std::uint32_t node, const XPathStep& step, XPathNodes& found) {
    budget_.charge(1);
    if (fits(node, step)) found.push_back(node);
  }

  // The nodes of an axis that fit, in the order in which positions count.
  void walk(std::uint32_t node, const XPathStep& step, XPathNodes& found) {
    switch (step.axis) {
      case XPathAxis::Self: return look_at(node, step, found);
      case XPathAxis::Child: return walk_siblings(document_[node].first_child, step, found);
      case XPathAxis::FollowingSibling:
        if (document_[node].kind != XmlKind::Attribute) walk_siblings(document_[node].next, step, found);
        return;
      case XPathAxis::PrecedingSibling: return walk_preceding_siblings(node, step, found);
      case XPathAxis::DescendantOrSelf: look_at(node, step, found); [[fallthrough]];
      case XPathAxis::Descendant: return walk_range(node + 1, document_[node].end, step, found);
      case XPathAxis::AncestorOrSelf: look_at(node, step, found); [[fallthrough]];
      case XPathAxis::Ancestor:
        while (node != 0) look_at(node = document_[node].parent, step, found);
        return;
      case XPathAxis::Parent:
        if (node != 0) look_at(document_[node].parent, step, found);
        return;
      case XPathAxis::Attribute: return walk_attributes(node, step, found);
      case XPathAxis::Following: return walk_range(end_of(node), document_.size(), step, found);
      case XPathAxis::Preceding: return walk_preceding(node, step, found);
    }
  }

  // Where what follows a node begins; the content of its element follows an attribute.
  std::uint32_t end_of(std::uint32_t node) const { return document_[node].end; }

  void walk_siblings(std::uint32_t node, const XPathStep& step, XPathNodes& found) {
    for (; node != 0; node = document_[node].next) look_at(node, step, found);
  }

  void walk_preceding_siblings(std::uint32_t node, const XPathStep& step, XPathNodes& found) {
    if (node == 0 || document_[node].kind == XmlKind::Attribute) return;
    for (std::uint32_t each = document_[document_[node].parent].first_child; each != node; each = document_[each].next)
      look_at(each, step, found);
    std::reverse(found.begin(), found.end());
  }

  // Attributes are on no axis but their own.
  void walk_range(std::uint32_t begin, std::uint32_t end, const XPathStep& step, XPathNodes& found) {
    for (std::uint32_t each = begin; each < end; ++each) {
      budget_.charge(1);
      if (document_[each].kind != XmlKind::Attribute && fits(each, step)) found.push_back(each);
    }
  }

  void walk_preceding(std::uint32_t node, const XPathStep& step, XPathNodes& found) {
    for (std::uint32_t each = node; each-- > 1;) {
      budget_.charge(1);
      const bool ancestor = document_[each].end > node;
      if (!ancestor && document_[each].kind != XmlKind::Attribute && fits(each, step)) found.push_back(each);
    }
  }

  void walk_attributes(std::uint32_t node, const XPathStep& step, XPathNodes& found) {
    if (document_[node].kind != XmlKind::Element) return;
    for (std::uint32_t each = node + 1; each < document_[node].end; ++each) {
      if (document_[each].kind != XmlKind::Attribute || document_[each].parent != node) return;
      look_at(each, step, found);
    }
  }

  const XmlDocument& document_;
  XPathConversions convert_;
  Budget& budget_;
};

}  // namespace

XPath::XPath(std::string_view text) : expression_(parse_xpath(text)) {}
XPath::~XPath() = default;
XPath::XPath(XPath&&) noexcept = default;

XPathValue XPath::evaluate(const XmlDocument& document, Budget& budget) const {
  return Evaluator(document, budget).value(*expression_, {});
}

}  // namespace sluice::interpreter::support
