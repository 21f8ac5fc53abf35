// The tree of an XPath expression; made by xpath_parse.cpp, run by xpath_evaluate.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace sluice::interpreter::support {

struct XPathExpression;
using XPathPtr = std::unique_ptr<XPathExpression>;

enum class XPathAxis : std::uint8_t {
  Child,
  Descendant,
  DescendantOrSelf,
  Parent,
  Ancestor,
  AncestorOrSelf,
  FollowingSibling,
  PrecedingSibling,
  Following,
  Preceding,
  Attribute,
  Self,
};

enum class XPathTest : std::uint8_t { Name, AnyName, Prefix, AnyNode, Text, Comment, Instruction };

struct XPathStep {
  XPathAxis axis = XPathAxis::Child;
  XPathTest test = XPathTest::AnyNode;
  std::string name;  // for Name; `prefix:` for Prefix; the target of an instruction, or empty
  std::vector<XPathPtr> predicates;
};

enum class XPathFunction : std::uint8_t {
  Last,
  Position,
  Count,
  LocalName,
  NamespaceUri,
  Name,
  String,
  Concat,
  StartsWith,
  Contains,
  SubstringBefore,
  SubstringAfter,
  Substring,
  StringLength,
  NormalizeSpace,
  Translate,
  Boolean,
  Not,
  True,
  False,
  Number,
  Sum,
  Floor,
  Ceiling,
  Round,
};

enum class XPathKind : std::uint8_t {
  Or,
  And,
  Equal,
  NotEqual,
  Less,
  LessEqual,
  Greater,
  GreaterEqual,
  Add,
  Subtract,
  Multiply,
  Divide,
  Modulo,
  Negate,
  Union,
  Text,
  Number,
  Call,
  Path,  // operands: the expression that the path starts from, if there is one
};

struct XPathExpression {
  XPathKind kind;
  std::vector<XPathPtr> operands;
  std::string text;                       // Text
  double number = 0;                      // Number
  XPathFunction function{};               // Call
  bool from_root = false;                 // Path
  std::vector<XPathPtr> predicates;       // Path: of the expression that it starts from
  std::vector<XPathStep> steps;           // Path
};

// Raises InvalidXml.
XPathPtr parse_xpath(std::string_view text);

}  // namespace sluice::interpreter::support
