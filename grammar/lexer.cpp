#include "grammar/lexer.h"

#include <array>
#include <cstring>

#include "grammar/utf8.h"

namespace sluice::grammar {
namespace {

enum CharClass : std::uint8_t { kOther, kSpace, kNewline, kQuote, kBeyondAscii, kDigit, kLetter };

constexpr std::array<std::uint8_t, 256> make_classes() {
  std::array<std::uint8_t, 256> classes{};
  for (unsigned c = 'a'; c <= 'z'; ++c) classes[c] = kLetter;
  for (unsigned c = 'A'; c <= 'Z'; ++c) classes[c] = kLetter;
  for (unsigned c = '0'; c <= '9'; ++c) classes[c] = kDigit;
  for (unsigned c = 0x80; c < 0x100; ++c) classes[c] = kBeyondAscii;
  for (unsigned char c : {' ', '\t', '\f', '\v'}) classes[c] = kSpace;
  for (unsigned char c : {'\n', '\r'}) classes[c] = kNewline;
  for (unsigned char c : {'"', '\''}) classes[c] = kQuote;
  classes['_'] = kLetter;
  return classes;
}

constexpr auto kClasses = make_classes();

std::uint8_t class_of(char c) { return kClasses[static_cast<unsigned char>(c)]; }

// A letter, a digit or _.
bool continues_word(char c) { return class_of(c) >= kDigit; }

struct Range {
  char32_t first;
  char32_t last;
};

template <std::size_t N>
bool within(char32_t c, const Range (&ranges)[N]) {
  for (const Range& range : ranges) {
    if (c >= range.first && c <= range.last) return true;
  }
  return false;
}

bool is_space(char32_t c) {
  static constexpr Range kRanges[] = {{0xA0, 0xA0},     {0x1680, 0x1680}, {0x2000, 0x200B}, {0x2028, 0x2029},
                                      {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000}, {0xFEFF, 0xFEFF}};
  return within(c, kRanges);
}

bool is_letter(char32_t c) {
  static constexpr Range kRanges[] = {{0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x2FF},
                                      {0x370, 0x37D},   {0x37F, 0x167F},  {0x1681, 0x1FFF},
                                      {0x2C00, 0x2FEF}, {0x3040, 0xD7FF}, {0xF900, 0xFDCF}};
  return within(c, kRanges);
}

bool is_smart_quote(char32_t c) { return c >= 0x2018 && c <= 0x201E; }

class Lexer {
 public:
  Lexer(std::string_view text, std::uint32_t offset, TextLines lines)
      : base_(text.data()), at_(base_ + offset), end_(base_ + text.size()), lines_(lines) {
    tokens_.reserve((text.size() - offset) / 5 + 32);
  }

  std::vector<Token> run() {
    tokens_.push_back({TokenKind::None, Word::None, true, 0, 0});
    while (at_ < end_) step();
    for (int i = 0; i < kEndTokens; ++i) {
      starts_line_ = starts_line_ || i > 0;
      emit(TokenKind::End, end_);
    }
    return std::move(tokens_);
  }

 private:
  void step() {
    switch (class_of(*at_)) {
      case kSpace: return spaces();
      case kNewline: starts_line_ = true; return spaces();
      case kLetter: return word(1);
      case kDigit: return number();
      case kQuote: return text();
      case kBeyondAscii: return beyond_ascii();
      default: return sign();
    }
  }

  void spaces() {
    do {
      starts_line_ |= class_of(*at_) == kNewline;
      ++at_;
    } while (at_ < end_ && (class_of(*at_) == kSpace || class_of(*at_) == kNewline));
  }

  [[gnu::always_inline]] void emit(TokenKind kind, const char* stop, Word word = Word::None) {
    tokens_.push_back(
        {kind, word, starts_line_, static_cast<std::uint32_t>(at_ - base_), static_cast<std::uint32_t>(stop - base_)});
    at_ = stop;
    starts_line_ = false;
  }

  // A word whose first character is `first_size` bytes long.
  void word(std::uint32_t first_size) {
    const char* stop = at_ + first_size;
    for (;;) {
      while (stop < end_ && continues_word(*stop)) ++stop;
      if (stop == end_ || class_of(*stop) != kBeyondAscii) break;
      const CodePoint next = decode_code_point(stop, end_);
      if (!is_letter(next.value)) break;
      stop += next.size;
    }
    emit(TokenKind::Word, stop, word_of({at_, stop}));
  }

  const char* digits(const char* from) const {
    while (from < end_ && class_of(*from) == kDigit) ++from;
    return from;
  }

  bool digit_at(const char* p) const { return p < end_ && class_of(*p) == kDigit; }

  void number() {
    const char* stop = digits(at_);
    if (stop < end_ && *stop == '.' && digit_at(stop + 1)) return emit(TokenKind::Decimal, digits(stop + 1));
    emit(TokenKind::Number, stop);
  }

  void text() {
    const char quote = *at_;
    const bool single = lines_ == TextLines::Single;
    for (const char* p = at_ + 1;; ++p) {
      while (p < end_ && *p != quote && *p != '\\' && !(single && class_of(*p) == kNewline)) ++p;
      if (p >= end_ || class_of(*p) == kNewline) return unclosed(quote, p);
      if (*p == quote) return emit(quote == '"' ? TokenKind::Text : TokenKind::Quoted, p + 1);
      // A backslash takes the next character along.
      ++p;
      if (p >= end_ || (single && class_of(*p) == kNewline)) return unclosed(quote, p);
    }
  }

  void unclosed(char quote, const char* stop) {
    emit(quote == '"' ? TokenKind::UnclosedText : TokenKind::UnclosedQuoted, stop);
  }

  void beyond_ascii() {
    const CodePoint c = decode_code_point(at_, end_);
    if (is_letter(c.value)) return word(c.size);
    if (is_smart_quote(c.value)) return smart_quote(c);
    if (!is_space(c.value)) return emit(TokenKind::Unknown, at_ + c.size);
    at_ += c.size;
    if (c.value == 0x2028 || c.value == 0x2029) starts_line_ = true;
  }

  // “text between typographic quotes” as one token, when it is closed on its line.
  void smart_quote(CodePoint first) {
    for (const char* p = at_ + first.size; p < end_ && class_of(*p) != kNewline;) {
      const CodePoint c = decode_code_point(p, end_);
      if (is_smart_quote(c.value)) return emit(TokenKind::SmartText, p + c.size);
      p += c.size;
    }
    emit(TokenKind::SmartQuote, at_ + first.size);
  }

  void line_comment() {
    while (at_ < end_ && class_of(*at_) != kNewline) ++at_;
  }

  void block_comment() {
    for (const char* p = at_ + 2; p + 1 < end_; ++p) {
      if (class_of(*p) == kNewline) starts_line_ = true;
      if (p[0] == '*' && p[1] == '/') {
        at_ = p + 2;
        return;
      }
    }
    emit(TokenKind::UnclosedComment, end_);
  }

  bool next_is(char c) const { return at_ + 1 < end_ && at_[1] == c; }

  [[gnu::always_inline]] void one(TokenKind kind) { emit(kind, at_ + 1); }

  // `two` when the next character is `second`.
  void one_or_two(TokenKind kind, char second, TokenKind two) {
    if (next_is(second)) return emit(two, at_ + 2);
    one(kind);
  }

  void sign() {
    switch (*at_) {
      case '(': return one(TokenKind::LeftParen);
      case ')': return one(TokenKind::RightParen);
      case '[': return one(TokenKind::LeftBracket);
      case ']': return one(TokenKind::RightBracket);
      case '{': return one(TokenKind::LeftBrace);
      case '}': return one(TokenKind::RightBrace);
      case ';': return one(TokenKind::Semicolon);
      case ',': return one(TokenKind::Comma);
      case ':': return one(TokenKind::Colon);
      case '?': return one(TokenKind::Question);
      case '.': return digit_at(at_ + 1) ? emit(TokenKind::Decimal, digits(at_ + 1)) : one(TokenKind::Dot);
      case '=': return one_or_two(TokenKind::Assign, '=', TokenKind::Equal);
      case '+': return one_or_two(TokenKind::Plus, '=', TokenKind::AddAssign);
      case '-': return one_or_two(TokenKind::Minus, '=', TokenKind::SubtractAssign);
      case '*': return one_or_two(TokenKind::Star, '=', TokenKind::MultiplyAssign);
      case '!': return one_or_two(TokenKind::Not, '=', TokenKind::NotEqual);
      case '>': return one_or_two(TokenKind::Greater, '=', TokenKind::GreaterEqual);
      case '|': return one_or_two(TokenKind::Unknown, '|', TokenKind::Or);
      case '&': return one_or_two(TokenKind::Unknown, '&', TokenKind::And);
      case '<':
        return next_is('%') ? emit(TokenKind::TemplateOpen, at_ + 2)
                            : one_or_two(TokenKind::Less, '=', TokenKind::LessEqual);
      case '%':
        return next_is('>') ? emit(TokenKind::TemplateClose, at_ + 2)
                            : one_or_two(TokenKind::Percent, '=', TokenKind::RemainderAssign);
      case '/': return slash();
      default: return one(TokenKind::Unknown);
    }
  }

  void slash() {
    if (next_is('/')) return line_comment();
    if (next_is('*')) return block_comment();
    one_or_two(TokenKind::Slash, '=', TokenKind::DivideAssign);
  }

  const char* base_;
  const char* at_;
  const char* end_;
  TextLines lines_;
  bool starts_line_ = true;
  std::vector<Token> tokens_;
};

}  // namespace

std::uint32_t first_token_offset(std::string_view text) {
  std::size_t offset = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  if (text.substr(offset).starts_with("#!")) {
    offset = text.find_first_of("\r\n", offset);
    if (offset == std::string_view::npos) offset = text.size();
  }
  return static_cast<std::uint32_t>(offset);
}

std::vector<Token> lex(std::string_view text, std::uint32_t offset, TextLines lines) {
  return Lexer(text, offset, lines).run();
}

}  // namespace sluice::grammar
