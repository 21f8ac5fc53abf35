#include "connectors/crm/criteria.h"

namespace sluice::connectors::crm {

namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// Whether one pair of parentheses holds the whole text.
bool is_enclosed(std::string_view text) {
  if (!text.starts_with('(')) return false;
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '(') {
      ++depth;
    } else if (text[i] == ')' && --depth == 0) {
      return i + 1 == text.size();
    }
  }
  return false;
}

// The operators of version 1 (tasks-crm.md §8) that search has today.
std::string_view modern_operator(std::string_view old) {
  if (old == "=" || old == "is") return "equals";
  if (old == "starts with") return "starts_with";
  if (old == "<>" || old == "isn't") return "not_equal";
  if (old == ">") return "greater_than";
  if (old == ">=") return "greater_equal";
  if (old == "<") return "less_than";
  if (old == "<=") return "less_equal";
  return old;
}

// `Last Name|=|Smith` → `Last_Name:equals:Smith`; anything else is left alone.
std::string modern_condition(std::string_view condition) {
  const std::size_t first = condition.find('|');
  const std::size_t second = first == std::string_view::npos ? first : condition.find('|', first + 1);
  if (second == std::string_view::npos) return std::string(condition);
  std::string field(trimmed(condition.substr(0, first)));
  for (char& c : field)
    if (c == ' ') c = '_';
  return field + ":" + std::string(modern_operator(trimmed(condition.substr(first + 1, second - first - 1)))) + ":" +
         std::string(condition.substr(second + 1));
}

}  // namespace

std::string normal_criteria(std::string_view written) {
  const std::string_view text = trimmed(written);
  if (text.empty()) return {};
  std::string result;
  std::size_t begin = 0;  // of the text between two parentheses
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] == '\\') {
      ++i;
      continue;
    }
    if (i < text.size() && text[i] != '(' && text[i] != ')') continue;
    result += modern_condition(text.substr(begin, i - begin));
    if (i < text.size()) result += text[i];
    begin = i + 1;
  }
  return is_enclosed(result) ? result : "(" + result + ")";
}

std::string escaped_criteria_value(std::string_view value) {
  std::string text;
  for (const char c : value) {
    if (c == '(' || c == ')' || c == ',' || c == '\\') text += '\\';
    text += c;
  }
  return text;
}

}  // namespace sluice::connectors::crm
