// The grammar of XPath 1.0 (W3C recommendation of 1999, section 2 and 3), by recursive descent.
#include <charconv>
#include <optional>

#include "interpreter/error.h"
#include "interpreter/support/ascii.h"
#include "interpreter/support/xpath_syntax.h"

namespace sluice::interpreter::support {

namespace {

constexpr std::size_t kMostBytes = 64 * 1024;
constexpr int kMostLevels = 100;

bool starts_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
bool continues_name(char c) { return starts_name(c) || is_digit(c) || c == '-' || c == '.'; }

struct NamedAxis {
  std::string_view name;
  XPathAxis axis;
};
constexpr NamedAxis kAxes[] = {
    {"child", XPathAxis::Child},
    {"descendant", XPathAxis::Descendant},
    {"descendant-or-self", XPathAxis::DescendantOrSelf},
    {"parent", XPathAxis::Parent},
    {"ancestor", XPathAxis::Ancestor},
    {"ancestor-or-self", XPathAxis::AncestorOrSelf},
    {"following-sibling", XPathAxis::FollowingSibling},
    {"preceding-sibling", XPathAxis::PrecedingSibling},
    {"following", XPathAxis::Following},
    {"preceding", XPathAxis::Preceding},
    {"attribute", XPathAxis::Attribute},
    {"self", XPathAxis::Self},
};

struct NamedFunction {
  std::string_view name;
  XPathFunction function;
  std::size_t least;
  std::size_t most;
};
constexpr std::size_t kAnyNumber = 1000;
constexpr NamedFunction kFunctions[] = {
    {"last", XPathFunction::Last, 0, 0},
    {"position", XPathFunction::Position, 0, 0},
    {"count", XPathFunction::Count, 1, 1},
    {"local-name", XPathFunction::LocalName, 0, 1},
    {"namespace-uri", XPathFunction::NamespaceUri, 0, 1},
    {"name", XPathFunction::Name, 0, 1},
    {"string", XPathFunction::String, 0, 1},
    {"concat", XPathFunction::Concat, 2, kAnyNumber},
    {"starts-with", XPathFunction::StartsWith, 2, 2},
    {"contains", XPathFunction::Contains, 2, 2},
    {"substring-before", XPathFunction::SubstringBefore, 2, 2},
    {"substring-after", XPathFunction::SubstringAfter, 2, 2},
    {"substring", XPathFunction::Substring, 2, 3},
    {"string-length", XPathFunction::StringLength, 0, 1},
    {"normalize-space", XPathFunction::NormalizeSpace, 0, 1},
    {"translate", XPathFunction::Translate, 3, 3},
    {"boolean", XPathFunction::Boolean, 1, 1},
    {"not", XPathFunction::Not, 1, 1},
    {"true", XPathFunction::True, 0, 0},
    {"false", XPathFunction::False, 0, 0},
    {"number", XPathFunction::Number, 0, 1},
    {"sum", XPathFunction::Sum, 1, 1},
    {"floor", XPathFunction::Floor, 1, 1},
    {"ceiling", XPathFunction::Ceiling, 1, 1},
    {"round", XPathFunction::Round, 1, 1},
};

XPathPtr make(XPathKind kind) {
  auto expression = std::make_unique<XPathExpression>();
  expression->kind = kind;
  return expression;
}

struct Operator {
  std::string_view sign;
  XPathKind kind;
};

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  XPathPtr parse() {
    if (text_.size() > kMostBytes) fail("it is longer than 64 KiB");
    XPathPtr expression = or_expression();
    skip_spaces();
    if (at_ < text_.size()) fail("'" + std::string(text_.substr(at_, 10)) + "' is not expected");
    return expression;
  }

 private:
  [[noreturn]] void fail(const std::string& why) const {
    raise_with_help(messages::InvalidXml, {}, "the XPath: " + why);
  }

  void skip_spaces() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }

  bool looking_at(std::string_view sign) {
    skip_spaces();
    return text_.substr(at_).starts_with(sign);
  }

  bool accept(std::string_view sign) {
    if (!looking_at(sign)) return false;
    at_ += sign.size();
    return true;
  }

  void expect(std::string_view sign) {
    if (!accept(sign)) fail("'" + std::string(sign) + "' is missing");
  }

  // A word that is an operator where an operand has ended.
  bool accept_word(std::string_view word) {
    if (!looking_at(word)) return false;
    const std::size_t end = at_ + word.size();
    if (end < text_.size() && (continues_name(text_[end]) || text_[end] == ':')) return false;
    at_ = end;
    return true;
  }

  std::string_view name() {
    skip_spaces();
    const std::size_t begin = at_;
    if (at_ == text_.size() || !starts_name(text_[at_])) fail("a name is missing");
    while (at_ < text_.size() && continues_name(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  // `prefix:name` as one name.
  std::string qualified_name() {
    std::string full(name());
    const bool more = at_ + 1 < text_.size() && text_[at_] == ':' && starts_name(text_[at_ + 1]);
    if (!more) return full;
    ++at_;
    return full + ":" + std::string(name());
  }

  XPathPtr binary(XPathKind kind, XPathPtr left, XPathPtr right) {
    XPathPtr both = make(kind);
    both->operands.push_back(std::move(left));
    both->operands.push_back(std::move(right));
    return both;
  }

  // A chain of operators would nest to the left without end.
  void count_operator() {
    if (++operators_ > 1000) fail("more than 1000 operators");
  }

  XPathPtr or_expression() {
    if (++levels_ > kMostLevels) fail("it nests more than " + std::to_string(kMostLevels) + " deep");
    XPathPtr left = and_expression();
    while (accept_word("or")) {
      count_operator();
      left = binary(XPathKind::Or, std::move(left), and_expression());
    }
    --levels_;
    return left;
  }

  XPathPtr and_expression() {
    XPathPtr left = equality();
    while (accept_word("and")) {
      count_operator();
      left = binary(XPathKind::And, std::move(left), equality());
    }
    return left;
  }

  std::optional<XPathKind> sign_of(std::initializer_list<Operator> operators) {
    for (const Operator& each : operators)
      if (accept(each.sign)) {
        count_operator();
        return each.kind;
      }
    return std::nullopt;
  }

  XPathPtr equality() {
    XPathPtr left = relation();
    while (const auto kind = sign_of({{"=", XPathKind::Equal}, {"!=", XPathKind::NotEqual}}))
      left = binary(*kind, std::move(left), relation());
    return left;
  }

  XPathPtr relation() {
    XPathPtr left = sum();
    while (const auto kind = sign_of({{"<=", XPathKind::LessEqual},
                                      {"<", XPathKind::Less},
                                      {">=", XPathKind::GreaterEqual},
                                      {">", XPathKind::Greater}}))
      left = binary(*kind, std::move(left), sum());
    return left;
  }

  XPathPtr sum() {
    XPathPtr left = product();
    while (const auto kind = sign_of({{"+", XPathKind::Add}, {"-", XPathKind::Subtract}}))
      left = binary(*kind, std::move(left), product());
    return left;
  }

  XPathPtr product() {
    XPathPtr left = negation();
    for (;;) {
      XPathKind kind = XPathKind::Multiply;
      if (accept_word("div")) {
        kind = XPathKind::Divide;
      } else if (accept_word("mod")) {
        kind = XPathKind::Modulo;
      } else if (!accept("*")) {
        return left;
      }
      count_operator();
      left = binary(kind, std::move(left), negation());
    }
  }

  XPathPtr negation() {
    bool negative = false;
    while (accept("-")) negative = !negative;
    XPathPtr operand = set_union();
    if (!negative) return operand;
    XPathPtr result = make(XPathKind::Negate);
    result->operands.push_back(std::move(operand));
    return result;
  }

  XPathPtr set_union() {
    XPathPtr left = path();
    while (accept("|")) {
      count_operator();
      left = binary(XPathKind::Union, std::move(left), path());
    }
    return left;
  }

  // ---- paths

  XPathPtr path() {
    skip_spaces();
    if (XPathPtr start = primary()) return filtered(std::move(start));
    XPathPtr result = make(XPathKind::Path);
    if (accept("//")) {
      result->from_root = true;
      result->steps.push_back({XPathAxis::DescendantOrSelf, XPathTest::AnyNode, {}, {}});
      relative_path(*result);
    } else if (accept("/")) {
      result->from_root = true;
      if (at_step()) relative_path(*result);
    } else {
      relative_path(*result);
    }
    return result;
  }

  // A primary expression with predicates and a path behind it.
  XPathPtr filtered(XPathPtr start) {
    std::vector<XPathPtr> predicates;
    while (looking_at("[")) predicates.push_back(predicate());
    if (predicates.empty() && !looking_at("/")) return start;
    XPathPtr result = make(XPathKind::Path);
    result->operands.push_back(std::move(start));
    result->predicates = std::move(predicates);
    if (accept("//")) {
      result->steps.push_back({XPathAxis::DescendantOrSelf, XPathTest::AnyNode, {}, {}});
      relative_path(*result);
    } else if (accept("/")) {
      relative_path(*result);
    }
    return result;
  }

  bool at_step() {
    skip_spaces();
    if (at_ == text_.size()) return false;
    const char c = text_[at_];
    return c == '.' || c == '@' || c == '*' || starts_name(c);
  }

  void relative_path(XPathExpression& path) {
    path.steps.push_back(step());
    for (;;) {
      if (accept("//")) {
        path.steps.push_back({XPathAxis::DescendantOrSelf, XPathTest::AnyNode, {}, {}});
      } else if (!accept("/")) {
        return;
      }
      count_operator();
      path.steps.push_back(step());
    }
  }

  XPathStep step() {
    XPathStep step;
    if (accept("..")) {
      step.axis = XPathAxis::Parent;
      return step;
    }
    if (accept(".")) {
      step.axis = XPathAxis::Self;
      return step;
    }
    if (accept("@")) {
      step.axis = XPathAxis::Attribute;
    } else if (const auto axis = named_axis()) {
      step.axis = *axis;
    }
    node_test(step);
    while (looking_at("[")) step.predicates.push_back(predicate());
    return step;
  }

  std::optional<XPathAxis> named_axis() {
    skip_spaces();
    if (at_ == text_.size() || !starts_name(text_[at_])) return std::nullopt;
    const std::size_t begin = at_;
    const std::string_view word = name();
    if (!accept("::")) {
      at_ = begin;
      return std::nullopt;
    }
    for (const NamedAxis& each : kAxes)
      if (each.name == word) return each.axis;
    fail("there is no axis '" + std::string(word) + "'");
  }

  void node_test(XPathStep& step) {
    if (accept("*")) {
      step.test = XPathTest::AnyName;
      return;
    }
    step.name = qualified_name();
    if (at_ + 1 < text_.size() && text_[at_] == ':' && text_[at_ + 1] == '*') {
      at_ += 2;
      step.name += ':';
      step.test = XPathTest::Prefix;
      return;
    }
    step.test = XPathTest::Name;
    if (!looking_at("(")) return;
    expect("(");
    if (step.name == "node") {
      step.test = XPathTest::AnyNode;
    } else if (step.name == "text") {
      step.test = XPathTest::Text;
    } else if (step.name == "comment") {
      step.test = XPathTest::Comment;
    } else if (step.name == "processing-instruction") {
      step.test = XPathTest::Instruction;
    } else {
      fail("'" + step.name + "()' is not possible as a step");
    }
    step.name.clear();
    if (step.test == XPathTest::Instruction && !looking_at(")")) step.name = literal();
    expect(")");
  }

  XPathPtr predicate() {
    expect("[");
    XPathPtr condition = or_expression();
    expect("]");
    return condition;
  }

  // ---- primary expressions; null where a path begins

  std::string literal() {
    skip_spaces();
    const char quote = at_ < text_.size() ? text_[at_] : '\0';
    if (quote != '"' && quote != '\'') fail("a text in quotes is missing");
    const std::size_t end = text_.find(quote, at_ + 1);
    if (end == std::string_view::npos) fail("a text is not closed");
    std::string result(text_.substr(at_ + 1, end - at_ - 1));
    at_ = end + 1;
    return result;
  }

  XPathPtr primary() {
    if (at_ == text_.size()) fail("an expression is missing");
    const char c = text_[at_];
    if (c == '(') {
      expect("(");
      XPathPtr inner = or_expression();
      expect(")");
      return inner;
    }
    if (c == '"' || c == '\'') {
      XPathPtr result = make(XPathKind::Text);
      result->text = literal();
      return result;
    }
    if (c == '$') fail("there are no variables here");
    if (is_digit(c) || (c == '.' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]))) return number();
    if (starts_name(c)) return call();
    return nullptr;
  }

  XPathPtr number() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    if (at_ < text_.size() && text_[at_] == '.') ++at_;
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    XPathPtr result = make(XPathKind::Number);
    std::from_chars(text_.data() + begin, text_.data() + at_, result->number);
    return result;
  }

  XPathPtr call() {
    const std::size_t begin = at_;
    const std::string called = qualified_name();
    const bool node_type =
        called == "node" || called == "text" || called == "comment" || called == "processing-instruction";
    if (node_type || !accept("(")) {
      at_ = begin;
      return nullptr;
    }
    const NamedFunction* found = nullptr;
    for (const NamedFunction& each : kFunctions)
      if (each.name == called) found = &each;
    if (found == nullptr) fail("there is no function '" + called + "'");
    XPathPtr result = make(XPathKind::Call);
    result->function = found->function;
    if (!accept(")")) {
      do result->operands.push_back(or_expression());
      while (accept(","));
      expect(")");
    }
    const std::size_t count = result->operands.size();
    if (count < found->least || count > found->most) fail("'" + called + "' has another number of arguments");
    return result;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int levels_ = 0;
  int operators_ = 0;
};

}  // namespace

XPathPtr parse_xpath(std::string_view text) { return Parser(text).parse(); }

}  // namespace sluice::interpreter::support
