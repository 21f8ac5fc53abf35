#include "interpreter/support/xpath_functions.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "interpreter/error.h"
#include "interpreter/support/ascii.h"
#include "interpreter/support/utf8.h"

namespace sluice::interpreter::support {

namespace {

// Digits with a point and a minus sign; no exponent and no plus.
double number_of(std::string_view text) {
  text = trimmed(text);
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  const bool plain =
      std::all_of(digits.begin(), digits.end(), [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole =
      end == text.data() + text.size() && (error == std::errc() || error == std::errc::result_out_of_range);
  return plain && !digits.empty() && digits != "." && whole ? number : std::numeric_limits<double>::quiet_NaN();
}

std::string normalized(std::string_view text) {
  std::string result;
  for (const char c : trimmed(text)) {
    if (!is_space(c)) {
      result.push_back(c);
    } else if (!result.ends_with(' ')) {
      result.push_back(' ');
    }
  }
  return result;
}

std::u32string characters_of(std::string_view text) {
  std::u32string characters;
  for (const char* at = text.data(); at < text.data() + text.size();) characters.push_back(decode_utf8(at));
  return characters;
}

std::string text_of(std::u32string_view characters) {
  std::string text;
  for (const char32_t each : characters) {
    char bytes[4];
    text.append(bytes, static_cast<std::size_t>(encode_utf8(bytes, each) - bytes));
  }
  return text;
}

// Half up, as section 4.4 has it: -2.5 is -2.
double rounded(double number) { return std::isfinite(number) ? std::floor(number + 0.5) : number; }

// The characters at positions p with round(start) <= p < round(start) + round(length); positions begin at 1.
std::string substring(std::string_view text, double start, double length) {
  const std::u32string characters = characters_of(text);
  const double begin = rounded(start);
  const double end = begin + rounded(length);
  std::u32string result;
  for (std::size_t i = 0; i < characters.size(); ++i) {
    const auto position = static_cast<double>(i + 1);
    if (position >= begin && position < end) result.push_back(characters[i]);
  }
  return text_of(result);
}

std::string translated(std::string_view text, std::string_view from, std::string_view to) {
  const std::u32string sought = characters_of(from);
  const std::u32string replacements = characters_of(to);
  std::u32string result;
  for (const char32_t each : characters_of(text)) {
    const std::size_t place = sought.find(each);
    if (place == std::u32string::npos) {
      result.push_back(each);
    } else if (place < replacements.size()) {
      result.push_back(replacements[place]);
    }
  }
  return text_of(result);
}

template <typename T>
bool holds(XPathKind comparison, const T& a, const T& b) {
  switch (comparison) {
    case XPathKind::Equal: return a == b;
    case XPathKind::NotEqual: return a != b;
    case XPathKind::Less: return a < b;
    case XPathKind::LessEqual: return a <= b;
    case XPathKind::Greater: return a > b;
    case XPathKind::GreaterEqual: return a >= b;
    default: return false;
  }
}

bool is_equality(XPathKind comparison) { return comparison == XPathKind::Equal || comparison == XPathKind::NotEqual; }

// The comparison with its sides exchanged.
XPathKind mirrored(XPathKind comparison) {
  switch (comparison) {
    case XPathKind::Less: return XPathKind::Greater;
    case XPathKind::LessEqual: return XPathKind::GreaterEqual;
    case XPathKind::Greater: return XPathKind::Less;
    case XPathKind::GreaterEqual: return XPathKind::LessEqual;
    default: return comparison;
  }
}

}  // namespace

void raise_xpath(std::string_view why) { raise_with_help(messages::InvalidXml, {}, "the XPath: " + std::string(why)); }

std::string xpath_number_text(double number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number > 0 ? "Infinity" : "-Infinity";
  if (number == 0) return "0";
  char digits[400];
  const auto [end, error] = std::to_chars(digits, digits + sizeof(digits), number, std::chars_format::fixed);
  return {digits, end};
}

std::string XPathConversions::node_text(std::uint32_t node) const {
  const XmlNode& self = document_[node];
  budget_.charge(self.end - node);
  std::string text = document_.text_of(node);
  budget_.charge(text.size());
  return text;
}

bool XPathConversions::boolean(const XPathValue& value) const {
  if (const auto* set = std::get_if<XPathNodes>(&value)) return !set->empty();
  if (const auto* number = std::get_if<double>(&value)) return *number != 0 && !std::isnan(*number);
  if (const auto* text = std::get_if<std::string>(&value)) return !text->empty();
  return std::get<bool>(value);
}

double XPathConversions::number(const XPathValue& value) const {
  if (const auto* number = std::get_if<double>(&value)) return *number;
  if (const auto* truth = std::get_if<bool>(&value)) return *truth ? 1 : 0;
  return number_of(text(value));
}

std::string XPathConversions::text(const XPathValue& value) const {
  if (const auto* set = std::get_if<XPathNodes>(&value)) return set->empty() ? "" : node_text(set->front());
  if (const auto* number = std::get_if<double>(&value)) return xpath_number_text(*number);
  if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
  return std::get<std::string>(value);
}

const XPathNodes& XPathConversions::nodes(const XPathValue& value) const {
  if (const auto* set = std::get_if<XPathNodes>(&value)) return *set;
  raise_xpath("a set of nodes is needed");
}

std::string_view XPathConversions::name_of_first(const XPathValue& value) const {
  const XPathNodes& set = nodes(value);
  return set.empty() ? std::string_view() : document_[set.front()].name;
}

// ---- comparisons

bool XPathConversions::compare(XPathKind comparison, const XPathValue& a, const XPathValue& b) const {
  const auto* left = std::get_if<XPathNodes>(&a);
  const auto* right = std::get_if<XPathNodes>(&b);
  if (left != nullptr && right != nullptr) return compare_sets(comparison, *left, *right);
  if (left != nullptr) return compare_with_set(comparison, *left, b);
  if (right != nullptr) return compare_with_set(mirrored(comparison), *right, a);
  return compare_plain(comparison, a, b);
}

bool XPathConversions::compare_plain(XPathKind comparison, const XPathValue& a, const XPathValue& b) const {
  const auto either = [&](auto type) {
    return std::holds_alternative<decltype(type)>(a) || std::holds_alternative<decltype(type)>(b);
  };
  if (!is_equality(comparison) || (either(double{}) && !either(bool{}))) return holds(comparison, number(a), number(b));
  if (either(bool{})) return holds(comparison, boolean(a), boolean(b));
  return holds(comparison, text(a), text(b));
}

bool XPathConversions::compare_with_set(XPathKind comparison, const XPathNodes& set, const XPathValue& other) const {
  if (std::holds_alternative<bool>(other)) return compare_plain(comparison, !set.empty(), other);
  return std::any_of(set.begin(), set.end(),
                     [&](std::uint32_t node) { return compare_plain(comparison, node_text(node), other); });
}

bool XPathConversions::compare_sets(XPathKind comparison, const XPathNodes& a, const XPathNodes& b) const {
  for (const std::uint32_t left : a) {
    const XPathValue text = node_text(left);
    for (const std::uint32_t right : b)
      if (compare_plain(comparison, text, node_text(right))) return true;
  }
  return false;
}

// ---- functions

XPathValue XPathConversions::call(XPathFunction function, std::span<const XPathValue> arguments) const {
  const auto text_at = [&](std::size_t index) { return text(arguments[index]); };
  const XPathValue& first = arguments.front();
  switch (function) {
    case XPathFunction::Count: return static_cast<double>(nodes(first).size());
    case XPathFunction::LocalName: {
      const std::string_view name = name_of_first(first);
      return std::string(name.substr(name.find(':') + 1));
    }
    case XPathFunction::NamespaceUri: return std::string();
    case XPathFunction::Name: return std::string(name_of_first(first));
    case XPathFunction::String: return text(first);
    case XPathFunction::Concat: {
      std::string all;
      for (const XPathValue& each : arguments) all += text(each);
      budget_.charge(all.size());
      return all;
    }
    case XPathFunction::StartsWith: return text_at(0).starts_with(text_at(1));
    case XPathFunction::Contains: return text_at(0).find(text_at(1)) != std::string::npos;
    case XPathFunction::SubstringBefore: {
      const std::string all = text_at(0);
      const std::size_t place = all.find(text_at(1));
      return place == std::string::npos ? std::string() : all.substr(0, place);
    }
    case XPathFunction::SubstringAfter: {
      const std::string all = text_at(0);
      const std::string sought = text_at(1);
      const std::size_t place = all.find(sought);
      return place == std::string::npos ? std::string() : all.substr(place + sought.size());
    }
    case XPathFunction::Substring:
      return substring(text_at(0), number(arguments[1]),
                       arguments.size() > 2 ? number(arguments[2]) : std::numeric_limits<double>::infinity());
    case XPathFunction::StringLength: return static_cast<double>(characters_of(text(first)).size());
    case XPathFunction::NormalizeSpace: return normalized(text(first));
    case XPathFunction::Translate: {
      budget_.charge(text_at(0).size() * 4);
      return translated(text_at(0), text_at(1), text_at(2));
    }
    case XPathFunction::Boolean: return boolean(first);
    case XPathFunction::Not: return !boolean(first);
    case XPathFunction::True: return true;
    case XPathFunction::False: return false;
    case XPathFunction::Number: return number(first);
    case XPathFunction::Sum: {
      double sum = 0;
      for (const std::uint32_t node : nodes(first)) sum += number_of(node_text(node));
      return sum;
    }
    case XPathFunction::Floor: return std::floor(number(first));
    case XPathFunction::Ceiling: return std::ceil(number(first));
    case XPathFunction::Round: return rounded(number(first));
    case XPathFunction::Last:
    case XPathFunction::Position: break;
  }
  return false;
}

}  // namespace sluice::interpreter::support
