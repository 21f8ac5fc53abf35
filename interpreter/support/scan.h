// Sixteen bytes at a time through the insides of JSON texts. Inline, because the reader and the writer spend most of
// their time here.
#pragma once

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace sluice::interpreter::support {

inline bool ends_plain_run(char c, char quote) {
  return c == quote || c == '\\' || static_cast<unsigned char>(c) < 0x20;
}

#ifdef __SSE2__
// One bit for each of 16 bytes that cannot stand in a JSON string as it is: the quote, '\' and control characters.
inline unsigned special_bits(__m128i bytes, __m128i quote) {
  const __m128i backslash = _mm_set1_epi8('\\');
  const __m128i last_control = _mm_set1_epi8(0x1f);
  const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(bytes, last_control), bytes);
  const __m128i either = _mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, backslash));
  return static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(control, either)));
}
#endif

// The first byte in [at, end) that is `quote`, '\' or a control character, or `end`. Sets `high` when a byte above
// 0x7f comes before it.
inline const char* find_special(const char* at, const char* end, char quote, bool& high) {
#ifdef __SSE2__
  const __m128i quotes = _mm_set1_epi8(quote);
  for (; end - at >= 16; at += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    const unsigned stops = special_bits(bytes, quotes);
    const auto highs = static_cast<unsigned>(_mm_movemask_epi8(bytes));
    if (stops != 0) {
      const int index = __builtin_ctz(stops);
      high |= (highs & ((1u << index) - 1)) != 0;
      return at + index;
    }
    high |= highs != 0;
  }
#endif
  for (; at < end; ++at) {
    if (ends_plain_run(*at, quote)) return at;
    high |= static_cast<unsigned char>(*at) >= 0x80;
  }
  return at;
}

}  // namespace sluice::interpreter::support
