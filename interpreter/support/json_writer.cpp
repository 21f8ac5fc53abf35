#include <charconv>
#include <vector>

#include "interpreter/container.h"
#include "interpreter/date_time.h"
#include "interpreter/decimal.h"
#include "interpreter/error.h"
#include "interpreter/support/digits.h"
#include "interpreter/support/json.h"
#include "interpreter/support/scan.h"

namespace sluice::interpreter::support {

namespace {

// Set in Object::flags of a container while it is being written, so that it is recognised inside itself.
constexpr std::uint8_t kBeingWritten = 0x80;

// Containers as keys of containers as keys …; deeper ones print as dots.
constexpr int kMaxKeyDepth = 20;

enum class Style : std::uint8_t { Raw, Json };

char* write_escape(char* to, char c) {
  *to++ = '\\';
  switch (c) {
    case '"':
    case '\\': *to++ = c; return to;
    case '\n': *to++ = 'n'; return to;
    case '\r': *to++ = 'r'; return to;
    case '\t': *to++ = 't'; return to;
    case '\b': *to++ = 'b'; return to;
    case '\f': *to++ = 'f'; return to;
    default: break;
  }
  constexpr char kDigits[] = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  for (const char digit : {'u', '0', '0', kDigits[byte >> 4], kDigits[byte & 15]}) *to++ = digit;
  return to;
}

// Writes `bytes` with escapes; `to` has room for six times as much and sixteen more.
char* write_escaped(char* to, const char* at, const char* end) {
#ifdef __SSE2__
  const __m128i quote = _mm_set1_epi8('"');
  while (end - at >= 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to), bytes);
    const unsigned stops = special_bits(bytes, quote);
    if (stops == 0) [[likely]] {
      at += 16;
      to += 16;
      continue;
    }
    const int plain = __builtin_ctz(stops);
    to = write_escape(to + plain, at[plain]);
    at += plain + 1;
  }
#endif
  for (; at < end; ++at) {
    if (ends_plain_run(*at, '"')) [[unlikely]] {
      to = write_escape(to, *at);
    } else {
      *to++ = *at;
    }
  }
  return to;
}

void write_quoted(Output& out, std::string_view text) {
  constexpr std::size_t kSlice = 4096;  // keeps the room asked for near what is used
  out.put('"');
  while (!text.empty()) {
    const std::string_view slice = text.substr(0, kSlice);
    out.advance(write_escaped(out.room(slice.size() * 6 + 16), slice.data(), slice.data() + slice.size()));
    text.remove_prefix(slice.size());
  }
  out.put('"');
}

// Most texts in maps are short; this does them without a loop. They lie from the third byte of the value on.
void write_quoted_short(Output& out, const Value& value) {
#ifdef __SSE2__
  const std::size_t size = value.text().size();
  const __m128i bytes = _mm_srli_si128(_mm_loadu_si128(reinterpret_cast<const __m128i*>(&value)), 2);
  const unsigned stops = special_bits(bytes, _mm_set1_epi8('"')) & ((1u << size) - 1);
  if (stops == 0) [[likely]] {
    char* to = out.room(18);
    *to = '"';
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to + 1), bytes);
    to[size + 1] = '"';
    out.advance(to + size + 2);
    return;
  }
#endif
  write_quoted(out, value.text());
}

void write_number(Output& out, std::int64_t number) { out.advance(write_digits(out.room(kMaxDigits), number)); }

void write_decimal(Output& out, const Value& value) {
  const int scale = value.tag() == Tag::Decimal ? value.scale() : -1;
  if (scale < 0 || scale > 18 || value.from_double()) {
    std::string text;
    append_numeric(text, value);
    return out.append(text);
  }
  char digits[24];
  const std::int64_t coefficient = value.coefficient();
  const auto magnitude =
      coefficient < 0 ? 0 - static_cast<std::uint64_t>(coefficient) : static_cast<std::uint64_t>(coefficient);
  const auto count = static_cast<int>(std::to_chars(digits, digits + sizeof(digits), magnitude).ptr - digits);
  char* to = out.room(48);
  if (coefficient < 0) *to++ = '-';
  const int whole = count - scale;
  if (whole <= 0) *to++ = '0';
  for (int i = 0; i < whole; ++i) *to++ = digits[i];
  if (scale > 0) *to++ = '.';
  for (int i = whole; i < 0; ++i) *to++ = '0';
  for (int i = whole < 0 ? 0 : whole; i < count; ++i) *to++ = digits[i];
  out.advance(to);
}

class Writer {
 public:
  Writer(Output& out, const Context& context, int key_depth) : out_(out), context_(context), key_depth_(key_depth) {}
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  ~Writer() {
    for (const Frame& frame : path_) leave(*frame.container);
  }

  void write(const Value& value, Style style) {
    if (!value.is_container()) return write_scalar(value, style);
    enter(value.container(), style);
    while (!path_.empty()) step();
  }

 private:
  struct Frame {
    Container* container;
    std::uint32_t place;
    Style style;
    bool first;
  };

  void write_scalar(const Value& value, Style style) {
    switch (value.tag()) {
      case Tag::Null:
      case Tag::Removed: return out_.append("null");
      case Tag::Boolean: return out_.append(value.as_boolean() ? "true" : "false");
      case Tag::Number: return write_number(out_, value.as_number());
      case Tag::Decimal:
      case Tag::WideDecimal: return write_decimal(out_, value);
      case Tag::ShortText:
        if (style == Style::Json) return write_quoted_short(out_, value);
        return out_.append(value.text());
      case Tag::StaticText:
      case Tag::Text:
        if (style == Style::Json) return write_quoted(out_, value.text());
        return out_.append(value.text());
      case Tag::DateTime:
      case Tag::Time: return write_date(value, style);
      case Tag::File: return write_scalar(value.file().name, style);
      case Tag::Fault: return write_fault(value.fault(), style);
      case Tag::Container: return;
    }
  }

  void write_date(const Value& value, Style style) {
    std::string text;
    append_date_time(text, value, context_.dates);
    style == Style::Json ? write_quoted(out_, text) : out_.append(text);
  }

  // As help/misc-statements/try-catch shows it.
  void write_fault(const FaultObject& fault, Style style) {
    std::string text = "Error at line : " + std::to_string(fault.line) + ", ";
    text += fault.message.text();
    style == Style::Json ? write_quoted(out_, text) : out_.append(text);
  }

  static bool prints_in_braces(const Container& container) { return container.is_keyed() || container.undecided(); }

  void enter(Container& container, Style style) {
    const bool braces = prints_in_braces(container);
    if (braces) style = Style::Json;
    if ((container.flags & kBeingWritten) != 0) return out_.append(braces ? "{...}" : "[...]");
    if (braces || style == Style::Json) out_.put(braces ? '{' : '[');
    path_.push_back({&container, container.first_place(), style, true});
    container.flags |= kBeingWritten;
    context_.budget.charge(container.size() + 1);
  }

  static void leave(Container& container) { container.flags &= static_cast<std::uint8_t>(~kBeingWritten); }

  // Writes the innermost container up to its next inner container or its end.
  void step() {
    Frame& frame = path_.back();
    Container& container = *frame.container;
    const bool keyed = container.is_keyed();
    std::uint32_t place = frame.place;
    bool first = frame.first;
    for (; place != Container::kEnd; place = container.next_place(place)) {
      if (!first) out_.put(',');
      first = false;
      if (keyed) write_key(container.key_at(place));
      const Value& value = container.value_at(place);
      if (value.is_container()) {
        frame.place = container.next_place(place);
        frame.first = false;
        return enter(value.container(), Style::Json);  // may move the frames
      }
      write_scalar(value, frame.style);
    }
    if (prints_in_braces(container)) {
      out_.put('}');
    } else if (frame.style == Style::Json) {
      out_.put(']');
    }
    leave(container);
    path_.pop_back();
  }

  void write_key(const Value& key) {
    if (key.tag() == Tag::ShortText) {
      write_quoted_short(out_, key);
    } else if (key.is_text()) {
      write_quoted(out_, key.text());
    } else {
      std::string text;
      write_key_text(text, key);
      write_quoted(out_, text);
    }
    out_.put(':');
  }

  void write_key_text(std::string& text, const Value& key) {
    if (key.is_container() && key_depth_ >= kMaxKeyDepth) {
      text = prints_in_braces(key.container()) ? "{...}" : "[...]";
      return;
    }
    StringOutput output(text);
    Writer(output, context_, key_depth_ + 1).write(key, Style::Raw);
  }

  Output& out_;
  const Context& context_;
  const int key_depth_;
  std::vector<Frame> path_;
};

}  // namespace

void write_json(Output& out, const Value& value, const Context& context) {
  Writer(out, context, 0).write(value, Style::Json);
}

void write_text(Output& out, const Value& value, const Context& context) {
  Writer(out, context, 0).write(value, Style::Raw);
}

}  // namespace sluice::interpreter::support
