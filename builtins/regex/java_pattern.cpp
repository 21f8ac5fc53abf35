#include "builtins/regex/java_pattern.h"

#include <algorithm>

#include "builtins/regex/properties.h"
#include "interpreter/support/ascii.h"
#include "interpreter/support/utf8.h"

namespace sluice::builtins::regex {

namespace {

using interpreter::support::hex_value;
using interpreter::support::is_digit;
using interpreter::support::is_letter;

using interpreter::support::decode_utf8;

constexpr int kDeepest = 200;  // nested groups and classes; PCRE2 has 250
constexpr std::string_view kLookAhead = "(?=";

struct Flags {
  bool ignore_case = false;         // i
  bool unix_lines = false;          // d
  bool multiline = false;           // m
  bool dot_all = false;             // s
  bool unicode_case = false;        // u
  bool comments = false;            // x
  bool unicode_classes = false;     // U

  bool* find(char letter) {
    switch (letter) {
      case 'i': return &ignore_case;
      case 'd': return &unix_lines;
      case 'm': return &multiline;
      case 's': return &dot_all;
      case 'u': return &unicode_case;
      case 'x': return &comments;
      case 'U': return &unicode_classes;
      default: return nullptr;
    }
  }
};

class Translator {
 public:
  Translator(std::string_view text, bool ignore_case, Alphabet alphabet) : text_(text), alphabet_(alphabet) {
    flags_.ignore_case = ignore_case;
  }

  Translation run() {
    if (folds_in_pcre()) out_ += "(?i)";
    alternatives();
    if (!at_end()) fail("Unmatched closing ')'");
    resolve_references();
    if (for_ascii() && only_set_ && atoms_ == 1) result_.single = only_set_;
    result_.pattern = std::move(out_);
    return std::move(result_);
  }

 private:
  // ---- reading

  [[noreturn]] void fail(const std::string& reason) const { throw PatternError(reason, at_); }

  bool at_end() const { return at_ >= text_.size(); }
  char look(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  bool starts(std::string_view word) const { return text_.substr(at_).starts_with(word); }
  bool accept(char c) {
    if (at_end() || look() != c) return false;
    ++at_;
    return true;
  }
  bool accept(std::string_view word) {
    if (!starts(word)) return false;
    at_ += word.size();
    return true;
  }
  char32_t next_character() {
    const char* at = text_.data() + at_;
    const char32_t character = decode_utf8(at);
    at_ = static_cast<std::size_t>(at - text_.data());
    return character;
  }

  // With (?x), blanks and comments are no part of the expression, also inside of classes.
  void skip_blanks() {
    while (flags_.comments && !at_end()) {
      const char c = look();
      if (c == '#') {
        while (!at_end() && look() != '\n' && look() != '\r') ++at_;
      } else if (c == ' ' || (c >= '\t' && c <= '\r')) {
        ++at_;
      } else {
        return;
      }
    }
  }

  // ---- writing

  bool for_ascii() const { return alphabet_ == Alphabet::Ascii; }
  // Whether PCRE2 is told to ignore case. Java's plain CASE_INSENSITIVE is about ASCII letters only, which in Unicode
  // PCRE2 cannot do: the letters are then written as [aA].
  bool folds_in_pcre() const { return flags_.ignore_case && (for_ascii() || flags_.unicode_case); }
  PropertyMode mode() const { return {flags_.unicode_classes, flags_.ignore_case}; }
  void write(const CharSet& set) {
    if (atoms_ == 0) only_set_ = set.ascii();
    out_ += set.pattern(alphabet_);
  }

  void write_literal(char32_t c) {
    if (flags_.ignore_case && !folds_in_pcre() && c < 0x80 && is_letter(static_cast<char>(c))) {
      CharSet both = CharSet::range(c, c);
      both.ignore_ascii_case();
      write(both);
    } else {
      out_ += quoted(c);
    }
  }

  // ---- the grammar

  void alternatives() {
    if (++depth_ > kDeepest) fail("Groups nest too deeply");
    for (;;) {
      sequence();
      if (!accept('|')) break;
      ++atoms_;
      out_ += '|';
    }
    --depth_;
  }

  void sequence() {
    for (;;) {
      skip_blanks();
      if (at_end() || look() == '|' || look() == ')') return;
      const std::size_t begin = out_.size();
      assertion_ = false;
      const bool repeatable = atom();
      ++atoms_;
      if (!repeatable) continue;
      skip_blanks();
      quantifier(begin);
    }
  }

  // One item that a quantifier may follow; false for what none may follow.
  bool atom() {
    switch (look()) {
      case '(': ++at_; return group();
      case '[':
        ++at_;
        write(bracket());
        return true;
      case '.':
        ++at_;
        dot();
        return true;
      case '^':
        ++at_;
        line_begin();
        return true;
      case '$':
        ++at_;
        line_end(flags_.multiline);
        return true;
      case '*':
      case '+':
      case '?': fail(std::string("Dangling meta character '") + look() + "'");
      case '{': return true;  // Java repeats the empty text
      case '\\': ++at_; return escape();
      default: write_literal(next_character()); return true;
    }
  }

  void quantifier(std::size_t begin) {
    std::string repetition;
    const char sign = look();
    if (sign == '*' || sign == '+' || sign == '?') {
      repetition = sign;
      ++at_;
    } else if (sign == '{') {
      repetition = counted();
    } else {
      return;
    }
    if (assertion_ || out_.size() == begin) {
      out_.insert(begin, "(?:");
      out_ += ')';
    }
    out_ += repetition;
    skip_blanks();
    const bool greedy = look() != '?' && look() != '+';
    if (!greedy) out_ += text_[at_++];
    if (repetition == "+" && greedy) {
      result_.repeated = true;
    } else {
      only_set_.reset();
    }
  }

  std::string counted() {
    ++at_;
    const auto number = [this] {
      if (!is_digit(look())) fail("Illegal repetition");
      long value = 0;
      while (is_digit(look())) {
        value = value * 10 + (text_[at_++] - '0');
        if (value > 65535) fail("A repetition counts to 65535 at most");
      }
      return value;
    };
    const long least = number();
    std::string repetition = "{" + std::to_string(least);
    if (accept(',')) {
      repetition += ',';
      if (look() != '}') {
        const long most = number();
        if (most < least) fail("Illegal repetition range");
        repetition += std::to_string(most);
      }
    }
    if (!accept('}')) fail("Unclosed counted closure");
    return repetition + "}";
  }

  // ---- groups

  bool group() {
    const Flags before = flags_;
    const bool folded = folds_in_pcre();
    if (!accept('?')) {
      ++result_.groups;
      out_ += '(';
    } else if (accept("<=") || accept("<!")) {
      out_ += std::string("(?<") + text_[at_ - 1];
    } else if (accept('<')) {
      name_group();
    } else if (look() == ':' || look() == '=' || look() == '!' || look() == '>') {
      out_ += std::string("(?") + text_[at_++];
    } else if (!flag_letters()) {
      if (folds_in_pcre() != folded) out_ += folds_in_pcre() ? "(?i)" : "(?-i)";
      return false;  // (?i), which lasts to the end of the group around it
    } else {
      out_ += folds_in_pcre() == folded ? "(?:" : folds_in_pcre() ? "(?i:" : "(?-i:";
    }
    alternatives();
    if (!accept(')')) fail("Unclosed group");
    out_ += ')';
    flags_ = before;
    assertion_ = false;
    return true;
  }

  // `i-s:` or `i-s)`; whether a group follows.
  bool flag_letters() {
    bool value = true;
    for (;;) {
      const char c = look();
      if (c == '-' && value) {
        value = false;
      } else if (bool* flag = flags_.find(c)) {
        *flag = value;
        if (c == 'U' && value) flags_.unicode_case = true;
      } else if (c == ':' || c == ')') {
        ++at_;
        return c == ':';
      } else {
        fail("Unknown inline modifier");
      }
      ++at_;
    }
  }

  std::string read_name() {
    const std::size_t begin = at_;
    if (!is_letter(look())) fail("A group's name begins with a letter");
    while (is_letter(look()) || is_digit(look())) ++at_;
    std::string name(text_.substr(begin, at_ - begin));
    if (!accept('>')) fail("named capturing group is missing trailing '>'");
    return name;
  }

  void name_group() {
    std::string name = read_name();
    if (std::ranges::find(result_.names, name, &GroupName::name) != result_.names.end())
      fail("Named capturing group <" + name + "> is already defined");
    result_.names.push_back({std::move(name), ++result_.groups});
    out_ += '(';
  }

  // ---- places

  // The signs that end a line, as class items. The two-byte one, \r\n, is the caller's.
  std::string_view line_ends() const { return for_ascii() ? "\\n\\r" : "\\n\\r\\x{85}\\x{2028}\\x{2029}"; }
  std::string_view single_line_ends() const { return for_ascii() ? "\\r" : "\\r\\x{85}\\x{2028}\\x{2029}"; }

  void dot() {
    if (flags_.dot_all) {
      out_ += '.';
    } else if (flags_.unix_lines) {
      out_ += "[^\\n]";
    } else {
      out_ += "[^" + std::string(line_ends()) + "]";
    }
  }

  void line_begin() {
    assertion_ = true;
    if (!flags_.multiline) {
      out_ += "\\A";
    } else if (flags_.unix_lines) {
      out_ += "(?:(?:\\A|(?<=\\n))(?!\\z))";
    } else {
      out_ += "(?:(?:\\A|(?<=[" + std::string(line_ends()) + "])(?<!\\r(?=\\n)))(?!\\z))";
    }
  }

  void line_end(bool every_line) {
    assertion_ = true;
    const std::string after = every_line ? "" : "\\z";
    if (flags_.unix_lines) {
      out_ += "(?:\\z|(?=\\n" + after + "))";
    } else if (every_line) {
      out_ += "(?:\\z|(?=[" + std::string(single_line_ends()) + "])|(?<!\\r)(?=\\n))";
    } else {
      out_ += "(?:\\z|(?=\\r\\n\\z|[" + std::string(single_line_ends()) + "]\\z)|(?<!\\r)(?=\\n\\z))";
    }
  }

  void word_boundary(bool inside) {
    assertion_ = true;
    if (for_ascii()) {
      out_ += inside ? "\\B" : "\\b";
      return;
    }
    const std::string word = flags_.unicode_classes ? escape_class('w', mode()).pattern(alphabet_) : "[\\p{L}\\p{Nd}_]";
    const std::string behind = "(?<=" + word + ")", not_behind = "(?<!" + word + ")";
    const std::string ahead = std::string(kLookAhead) + word + ")", not_ahead = "(?!" + word + ")";
    out_ += inside ? "(?:" + behind + ahead + "|" + not_behind + not_ahead + ")"
                   : "(?:" + behind + not_ahead + "|" + not_behind + ahead + ")";
  }

  // ---- escapes

  bool escape() {
    if (at_end()) fail("A backslash stands at the end");
    const char c = look();
    if (c >= '1' && c <= '9') {
      reference();
      return true;
    }
    switch (c) {
      case 'A':
      case 'z':
        assertion_ = true;
        out_ += {'\\', c};
        break;
      case 'G':
        assertion_ = true;
        result_.continues = true;
        out_ += "\\G";
        break;
      case 'Z': line_end(false); break;
      case 'b':
        if (text_.substr(at_).starts_with("b{g}")) fail("\\b{g} is not available");
        word_boundary(false);
        break;
      case 'B': word_boundary(true); break;
      case 'R':
        out_ += for_ascii() ? "(?:\\r\\n|[\\n\\x0b\\f\\r])" : "(?:\\r\\n|[\\n\\x0b\\f\\r\\x{85}\\x{2028}\\x{2029}])";
        break;
      case 'X': out_ += "\\X"; break;
      case 'Q': return quotation();
      case 'k': return named_reference();
      default: {
        CharSet set;
        if (!set_escape(set)) {
          write_literal(character_escape());
        } else {
          write(set);
        }
        return true;
      }
    }
    ++at_;
    return true;
  }

  // \Q … \E: every character is itself; a quantifier repeats the last one.
  bool quotation() {
    ++at_;
    const std::size_t end = std::min(text_.find("\\E", at_), text_.size());
    if (at_ == end) out_ += "(?:)";
    while (at_ < end) write_literal(next_character());
    at_ = std::min(end + 2, text_.size());
    return true;
  }

  void reference() {
    int number = text_[at_++] - '0';
    while (is_digit(look())) {
      const int longer = number * 10 + (look() - '0');
      if (longer > result_.groups) break;
      number = longer;
      ++at_;
    }
    write_reference(number);
  }

  bool named_reference() {
    ++at_;
    if (!accept('<')) fail("\\k is not followed by '<' for named capturing group");
    const std::string name = read_name();
    const auto found = std::ranges::find(result_.names, name, &GroupName::name);
    if (found == result_.names.end()) fail("named capturing group <" + name + "> does not exist");
    write_reference(found->number);
    return true;
  }

  void write_reference(int number) {
    const bool fold = flags_.ignore_case && !folds_in_pcre();
    if (fold) out_ += "(?i:";
    references_.push_back({out_.size(), number});
    out_ += "\\g{" + std::to_string(number) + "}";
    if (fold) out_ += ')';
  }

  // A reference to a group that never comes matches nothing.
  void resolve_references() {
    for (auto reference = references_.rbegin(); reference != references_.rend(); ++reference)
      if (reference->number > result_.groups)
        out_.replace(reference->place, out_.find('}', reference->place) + 1 - reference->place, "(?!)");
  }

  // \d, \p{…} and their like, behind the backslash.
  bool set_escape(CharSet& set) {
    const char c = look();
    if (std::string_view("dDwWsShHvV").find(c) != std::string_view::npos) {
      ++at_;
      set = escape_class(c, mode());
      return true;
    }
    if (c != 'p' && c != 'P') return false;
    ++at_;
    std::string name(1, look());
    if (at_end()) fail("Illegal/unsupported escape sequence");
    if (accept('{')) {
      const std::size_t end = text_.find('}', at_);
      if (end == std::string_view::npos) fail("Unclosed character family");
      name = text_.substr(at_, end - at_);
      if (name.empty()) fail("Empty character family");
      at_ = end;
    }
    const auto known = property(name, mode());
    if (!known) fail("Unknown character property name {" + name + "}");
    ++at_;
    set = *known;
    if (c == 'P') set.negate();
    return true;
  }

  // The character that an escape such as \t, \x41 or \. is, behind the backslash.
  char32_t character_escape() {
    const char c = look();
    if (!is_letter(c) && !is_digit(c)) return next_character();
    ++at_;
    switch (c) {
      case 't': return '\t';
      case 'n': return '\n';
      case 'r': return '\r';
      case 'f': return '\f';
      case 'a': return '\a';
      case 'e': return 0x1B;
      case 'c':
        if (at_end()) fail("Illegal control escape sequence");
        return next_character() ^ 64;
      case '0': return octal();
      case 'x': return accept('{') ? braced_hexadecimal() : hexadecimal(2);
      case 'u': return utf16();
      default: --at_; fail("Illegal/unsupported escape sequence");
    }
  }

  char32_t octal() {
    const auto is_octal = [this] { return look() >= '0' && look() <= '7'; };
    if (!is_octal()) fail("Illegal octal escape sequence");
    const std::size_t most = look() <= '3' ? 3 : 2;
    char32_t value = 0;
    for (std::size_t i = 0; i < most && is_octal(); ++i) value = value * 8 + static_cast<char32_t>(text_[at_++] - '0');
    return value;
  }

  char32_t hexadecimal(int digits) {
    char32_t value = 0;
    for (int i = 0; i < digits; ++i) {
      const int digit = hex_value(look());
      if (digit < 0) fail("Illegal hexadecimal escape sequence");
      value = value * 16 + static_cast<char32_t>(digit);
      ++at_;
    }
    return value;
  }

  char32_t braced_hexadecimal() {
    char32_t value = 0;
    std::size_t digits = 0;
    for (; hex_value(look()) >= 0; ++at_, ++digits) {
      value = value * 16 + static_cast<char32_t>(hex_value(look()));
      if (value > 0x10FFFF) fail("Hexadecimal codepoint is too big");
    }
    if (digits == 0 || !accept('}')) fail("Unclosed hexadecimal escape sequence");
    return not_half(value);
  }

  // Two escapes may be the halves of one character.
  char32_t utf16() {
    const char32_t first = hexadecimal(4);
    if (first >= 0xD800 && first < 0xDC00 && accept("\\u")) {
      const char32_t second = hexadecimal(4);
      if (second >= 0xDC00 && second < 0xE000) return 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
    }
    return not_half(first);
  }

  char32_t not_half(char32_t character) const {
    if (character >= 0xD800 && character < 0xE000) fail("Half of a surrogate pair is no character here");
    return character;
  }

  // ---- classes in brackets

  // Behind the `[`, or behind `&&` where the `]` stays for the outer one.
  CharSet bracket(bool nested_in_intersection = false) {
    if (++depth_ > kDeepest) fail("Classes nest too deeply");
    CharSet set;
    bool filled = false;
    const auto add = [&](const CharSet& more) {
      set.unite(more);
      filled = true;
    };
    skip_blanks();
    const bool negated = !nested_in_intersection && accept('^');
    for (;;) {
      skip_blanks();
      if (at_end()) fail("Unclosed character class");
      if (look() == ']' && (filled || nested_in_intersection)) break;
      if (accept('[')) {
        add(bracket());
      } else if (accept("&&")) {
        intersection(set, filled);
      } else if (accept("\\Q")) {
        quotation_in_class(add);
      } else {
        add(class_range());
      }
    }
    --depth_;
    if (!nested_in_intersection) ++at_;
    if (negated) set.negate();
    return set;
  }

  void intersection(CharSet& set, bool& filled) {
    CharSet right;
    bool any = false;
    for (;;) {
      skip_blanks();
      if (at_end()) fail("Unclosed character class");
      if (look() == ']' || starts("&&")) break;
      if (accept('[')) {
        right.unite(bracket());
      } else {
        right.unite(bracket(true));
      }
      any = true;
    }
    if (!any && !filled) fail("Bad class syntax");
    if (any && filled) set.intersect(right);
    if (any && !filled) set = right;
    filled = true;
  }

  template <class Add>
  void quotation_in_class(Add add) {
    const std::size_t end = std::min(text_.find("\\E", at_), text_.size());
    while (at_ < end) add(single(next_character()));
    at_ = std::min(end + 2, text_.size());
  }

  CharSet single(char32_t c) const {
    CharSet set = CharSet::range(c, c);
    if (flags_.ignore_case) set.ignore_ascii_case();
    return set;
  }

  char32_t class_character() {
    if (!accept('\\')) return next_character();
    if (at_end()) fail("A backslash stands at the end");
    return character_escape();
  }

  // A set such as \d, a character, or `a-z`.
  CharSet class_range() {
    if (look() == '\\') {
      ++at_;
      if (at_end()) fail("A backslash stands at the end");
      CharSet set;
      if (set_escape(set)) return set;
      --at_;
    }
    const char32_t first = class_character();
    skip_blanks();
    if (look() != '-' || at_ + 1 >= text_.size()) return single(first);
    ++at_;
    skip_blanks();
    if (look() == ']' || look() == '[') {  // the sign itself
      CharSet set = single(first);
      set.unite(single('-'));
      return set;
    }
    const std::size_t place = at_;
    if (look() == '\\' && std::string_view("dDwWsShHvVpP").find(look(1)) != std::string_view::npos)
      fail("Illegal character range");
    const char32_t last = class_character();
    if (last < first) throw PatternError("Illegal character range", place);
    CharSet set = CharSet::range(first, last);
    if (flags_.ignore_case) set.ignore_ascii_case();
    return set;
  }

  struct Reference {
    std::size_t place;
    int number;
  };

  std::string_view text_;
  Alphabet alphabet_;
  std::size_t at_ = 0;
  Flags flags_;
  std::string out_;
  Translation result_;
  std::vector<Reference> references_;
  int depth_ = 0;
  int atoms_ = 0;  // items and alternatives so far
  std::optional<AsciiSet> only_set_;  // of the first item, if it is a class
  bool assertion_ = false;  // the item before is a place, which PCRE2 repeats only inside of a group
};

}  // namespace

bool is_plain_ascii(std::string_view pattern) {
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (static_cast<unsigned char>(pattern[i]) >= 0x80) return false;
    // Flags and escapes that may reach beyond ASCII.
    if (pattern[i] == '(' && pattern.substr(i + 1).starts_with('?')) {
      const std::size_t end = pattern.find_first_of(":=!<>)", i + 2);
      if (pattern.substr(i, end - i).find('U') != std::string_view::npos) return false;
    }
    if (pattern[i] == '\\' && i + 1 < pattern.size())
      if (std::string_view("pPuxXN0c").find(pattern[++i]) != std::string_view::npos) return false;
  }
  return true;
}

Translation translate(std::string_view pattern, bool ignore_case, Alphabet alphabet) {
  return Translator(pattern, ignore_case, alphabet).run();
}

}  // namespace sluice::builtins::regex
