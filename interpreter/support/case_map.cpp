#include "interpreter/support/case_map.h"

#include <algorithm>
#include <iterator>

#include "interpreter/support/output.h"
#include "interpreter/support/utf8.h"

namespace sluice::interpreter::support {

namespace {

struct Range {
  char32_t first;
  char32_t last;
  int step;
  int distance;
};

struct Expansion {
  char32_t from;
  char32_t to[3];
};

#include "interpreter/support/case_map_data.inc"

template <std::size_t kSize>
char32_t mapped(const Range (&ranges)[kSize], char32_t c) {
  const Range* range = std::lower_bound(std::begin(ranges), std::end(ranges), c,
                                        [](const Range& r, char32_t value) { return r.last < value; });
  if (range == std::end(ranges) || c < range->first) return c;
  if ((c - range->first) % static_cast<char32_t>(range->step) != 0) return c;
  return static_cast<char32_t>(static_cast<std::int64_t>(c) + range->distance);
}

void append_code_point(Output& out, char32_t c) { out.advance(encode_utf8(out.room(4), c)); }

constexpr char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
constexpr char ascii_upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }

template <class Map>
Value map_ascii(std::string_view bytes, Heap& heap, Budget* budget, Map map) {
  if (bytes.size() <= Value::kShortText) {
    char mapped_bytes[Value::kShortText];
    std::transform(bytes.begin(), bytes.end(), mapped_bytes, map);
    return Value::short_text({mapped_bytes, bytes.size()});
  }
  TextOutput out(heap, budget);
  out.reserve(bytes.size());
  for (; !bytes.empty(); bytes.remove_prefix(std::min(bytes.size(), kStretch))) {
    const std::string_view piece = bytes.substr(0, kStretch);
    out.advance(std::transform(piece.begin(), piece.end(), out.room(piece.size()), map));
  }
  return out.finish();
}

constexpr char32_t kSigma = 0x3A3;
constexpr char32_t kSmallSigma = 0x3C3;
constexpr char32_t kFinalSigma = 0x3C2;
constexpr char32_t kCapitalIWithDot = 0x130;

bool is_cased(char32_t c) { return lower_of(c) != c || upper_of(c) != c; }

// A sigma is final after a letter and before none.
bool ends_word(const char* at, const char* end) {
  if (at == end) return true;
  return !is_cased(decode_utf8(at));
}

Value lower_text(std::string_view bytes, Heap& heap, Budget* budget) {
  TextOutput out(heap, budget);
  out.reserve(bytes.size());
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  char32_t before = 0;
  while (at < end) {
    const char32_t c = decode_utf8(at);
    if (c == kSigma) {
      append_code_point(out, is_cased(before) && ends_word(at, end) ? kFinalSigma : kSmallSigma);
    } else if (c == kCapitalIWithDot) {
      out.append("i\xCC\x87");
    } else {
      append_code_point(out, lower_of(c));
    }
    before = c;
  }
  return out.finish();
}

void append_upper(Output& out, char32_t c) {
  const Expansion* expansion = std::lower_bound(std::begin(kUpperExpansions), std::end(kUpperExpansions), c,
                                                [](const Expansion& e, char32_t value) { return e.from < value; });
  if (expansion == std::end(kUpperExpansions) || expansion->from != c) return append_code_point(out, upper_of(c));
  for (const char32_t part : expansion->to)
    if (part != 0) append_code_point(out, part);
}

}  // namespace

char32_t lower_of(char32_t c) {
  if (c < 0x80) return static_cast<char32_t>(ascii_lower(static_cast<char>(c)));
  return mapped(kToLower, c);
}

char32_t upper_of(char32_t c) {
  if (c < 0x80) return static_cast<char32_t>(ascii_upper(static_cast<char>(c)));
  return mapped(kToUpper, c);
}

Value to_lower(const Value& text, Heap& heap, Budget* budget) {
  if (text.text_is_ascii()) return map_ascii(text.text(), heap, budget, ascii_lower);
  return lower_text(text.text(), heap, budget);
}

Value to_upper(const Value& text, Heap& heap, Budget* budget) {
  if (text.text_is_ascii()) return map_ascii(text.text(), heap, budget, ascii_upper);
  TextOutput out(heap, budget);
  out.reserve(text.text().size());
  const char* at = text.text().data();
  const char* const end = at + text.text().size();
  while (at < end) append_upper(out, decode_utf8(at));
  return out.finish();
}

std::string fold_case(std::string_view bytes, Budget* budget) {
  std::string folded;
  folded.reserve(bytes.size());
  {
    StringOutput out(folded);
    Work work(budget);
    const char* const end = bytes.data() + bytes.size();
    for (const char* at = bytes.data(); at < end; work.reached(static_cast<std::size_t>(at - bytes.data()))) {
      const char* const stop = at + std::min(static_cast<std::size_t>(end - at), kStretch);
      if (is_ascii({at, stop})) {
        out.advance(std::transform(at, stop, out.room(static_cast<std::size_t>(stop - at)), ascii_lower));
        at = stop;
      }
      while (at < stop) {
        const char32_t c = decode_utf8(at);
        append_code_point(out, c == kCapitalIWithDot ? U'i' : lower_of(upper_of(c)));  // alone it has a simple form
      }
    }
  }
  return folded;
}

}  // namespace sluice::interpreter::support
