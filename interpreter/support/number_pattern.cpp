#include "interpreter/support/number_pattern.h"

#include <algorithm>
#include <optional>

#include "interpreter/decimal.h"

namespace sluice::interpreter::support {

namespace {

struct Affix {
  std::string text;
  int shift = 0;  // places that % and ‰ move the point
};

struct Pattern {
  Affix prefix;
  Affix suffix;
  std::optional<Affix> negative_prefix;  // of the part behind `;`
  std::optional<Affix> negative_suffix;
  std::size_t least_whole = 0;
  std::size_t least_fraction = 0;
  std::size_t most_fraction = 0;
  std::size_t group = 0;  // 0: no grouping
};

constexpr std::string_view kPerMille = "\xE2\x80\xB0";

class Parser {
 public:
  explicit Parser(std::string_view pattern) : rest_(pattern) {}

  std::optional<Pattern> parse() {
    Pattern pattern;
    pattern.prefix = read_affix();
    if (!read_number(pattern)) return std::nullopt;
    pattern.suffix = read_affix();
    if (rest_.starts_with(';')) {
      rest_.remove_prefix(1);
      pattern.negative_prefix = read_affix();
      Pattern ignored;  // Java takes only the affixes of the negative part
      if (!read_number(ignored)) return std::nullopt;
      pattern.negative_suffix = read_affix();
    }
    return rest_.empty() ? std::optional(pattern) : std::nullopt;
  }

 private:
  Affix read_affix() {
    Affix affix;
    bool quoted = false;
    while (!rest_.empty()) {
      const char c = rest_.front();
      if (c == '\'') {
        rest_.remove_prefix(1);
        if (rest_.starts_with('\'')) {
          affix.text += '\'';
          rest_.remove_prefix(1);
        } else {
          quoted = !quoted;
        }
        continue;
      }
      if (!quoted && (c == '#' || c == '0' || c == ',' || c == '.' || c == ';')) break;
      if (!quoted && c == '%') affix.shift = 2;
      if (!quoted && rest_.starts_with(kPerMille)) affix.shift = 3;
      affix.text += c;
      rest_.remove_prefix(1);
    }
    return affix;
  }

  // `#` then `0` before the point, `0` then `#` behind it.
  bool read_number(Pattern& pattern) {
    std::size_t optional_whole = 0, zeros_whole = 0, zeros_fraction = 0, optional_fraction = 0;
    bool point = false, grouping = false;
    std::size_t since_group = 0;
    for (; !rest_.empty(); rest_.remove_prefix(1)) {
      const char c = rest_.front();
      if (c == ',') {
        if (point) return false;
        grouping = true;
        since_group = 0;
      } else if (c == '.') {
        if (point) return false;
        point = true;
      } else if (c == '0') {
        if (optional_fraction > 0) return false;
        ++(point ? zeros_fraction : zeros_whole);
        if (!point) ++since_group;
      } else if (c == '#') {
        if (!point && zeros_whole > 0) return false;
        ++(point ? optional_fraction : optional_whole);
        if (!point) ++since_group;
      } else {
        break;
      }
    }
    if (optional_whole + zeros_whole + zeros_fraction + optional_fraction == 0) return false;
    if (rest_.starts_with('E') || (grouping && since_group == 0)) return false;
    pattern.least_whole = zeros_whole;
    pattern.least_fraction = zeros_fraction;
    pattern.most_fraction = zeros_fraction + optional_fraction;
    pattern.group = grouping ? since_group : 0;
    // `#.##` means one digit before the point, `.##` one behind it, as in Java.
    if (point && zeros_whole + zeros_fraction == 0) {
      pattern.least_whole = optional_whole > 0 ? 1 : 0;
      pattern.least_fraction = optional_whole > 0 ? 0 : 1;
    }
    return true;
  }

  std::string_view rest_;
};

// The digits of a number around its point.
struct Digits {
  bool negative = false;
  std::string whole;  // without zeros in front
  std::string fraction;
};

Digits digits_of(const Value& number, int shift, Heap& heap) {
  std::string text;
  append_numeric(text, number);
  if (text.find('E') != std::string::npos) {
    const Value plain = *parse_decimal(heap, text);
    text.clear();
    append_numeric(text, plain);
  }
  Digits digits;
  digits.negative = text.starts_with('-');
  if (digits.negative) text.erase(0, 1);
  const std::size_t point = std::min(text.find('.'), text.size());
  digits.whole = text.substr(0, point);
  if (point < text.size()) digits.fraction = text.substr(point + 1);
  for (; shift > 0; --shift) {
    digits.whole += digits.fraction.empty() ? '0' : digits.fraction.front();
    if (!digits.fraction.empty()) digits.fraction.erase(0, 1);
  }
  digits.whole.erase(0, digits.whole.find_first_not_of('0'));
  return digits;
}

void add_one(std::string& digits) {
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
    if (*digit != '9') {
      ++*digit;
      return;
    }
    *digit = '0';
  }
  digits.insert(digits.begin(), '1');
}

// Half to even, which is what DecimalFormat does.
void round_fraction(Digits& digits, std::size_t places) {
  if (digits.fraction.size() <= places) return;
  const std::string cut = digits.fraction.substr(places);
  digits.fraction.resize(places);
  std::string all = digits.whole + digits.fraction;
  const bool tie = cut.front() == '5' && cut.find_first_not_of('0', 1) == std::string::npos;
  const bool odd = !all.empty() && (all.back() - '0') % 2 == 1;
  if (cut.front() < '5' || (tie && !odd)) return;
  add_one(all);
  digits.whole = all.substr(0, all.size() - places);
  digits.fraction = all.substr(all.size() - places);
}

void append_whole(std::string& out, const std::string& whole, std::size_t group) {
  for (std::size_t i = 0; i < whole.size(); ++i) {
    const std::size_t left = whole.size() - i;
    if (group != 0 && i != 0 && left % group == 0) out += ',';
    out += whole[i];
  }
}

void append_digits(std::string& out, Digits digits, const Pattern& pattern) {
  round_fraction(digits, pattern.most_fraction);
  while (digits.fraction.size() > pattern.least_fraction && digits.fraction.back() == '0') digits.fraction.pop_back();
  if (digits.fraction.size() < pattern.least_fraction) digits.fraction.resize(pattern.least_fraction, '0');
  if (digits.whole.size() < pattern.least_whole) digits.whole.insert(0, pattern.least_whole - digits.whole.size(), '0');
  if (digits.whole.empty() && digits.fraction.empty()) digits.whole += '0';
  append_whole(out, digits.whole, pattern.group);
  if (!digits.fraction.empty()) out += '.' + digits.fraction;
}

}  // namespace

bool is_number_pattern(std::string_view pattern) {
  bool quoted = false;
  for (const char c : pattern) {
    if (c == '\'') quoted = !quoted;
    if (!quoted && (c == '#' || c == '0')) return true;
  }
  return false;
}

bool append_by_number_pattern(std::string& out, const Value& number, std::string_view pattern_text, Heap& heap) {
  const std::optional<Pattern> pattern = Parser(pattern_text).parse();
  if (!pattern) return false;
  const Digits digits = digits_of(number, std::max(pattern->prefix.shift, pattern->suffix.shift), heap);
  const bool own_affixes = digits.negative && pattern->negative_prefix;
  if (digits.negative && !own_affixes) out += '-';
  out += own_affixes ? pattern->negative_prefix->text : pattern->prefix.text;
  append_digits(out, digits, *pattern);
  out += own_affixes ? pattern->negative_suffix->text : pattern->suffix.text;
  return true;
}

}  // namespace sluice::interpreter::support
