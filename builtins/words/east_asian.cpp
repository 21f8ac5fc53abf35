// Japanese, Korean and Chinese count in groups of four digits.
#include <string_view>

#include "builtins/words/words.h"

namespace sluice::builtins::words {

namespace {

constexpr std::string_view kHan[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
constexpr std::string_view kHangul[] = {"공", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구"};

struct Style {
  const std::string_view* digits;
  std::string_view units[4];   // 1, 10, 100, 1000
  std::string_view groups[5];  // 1, 10^4, 10^8 …
};
constexpr Style kJapanese = {kHan, {"", "十", "百", "千"}, {"", "万", "億", "兆", "京"}};
constexpr Style kKorean = {kHangul, {"", "십", "백", "천"}, {"", "만", "억", "조", "경"}};
constexpr Style kChinese = {kHan, {"", "十", "百", "千"}, {"", "万", "亿", "兆", "京"}};

constexpr std::uint64_t kPowers[] = {1, 10'000, 100'000'000, 1'000'000'000'000, 10'000'000'000'000'000};

// A group of four digits, in which a single ten, hundred or thousand is not counted.
std::string plain_group(std::uint64_t n, const Style& style) {
  std::string text;
  std::uint64_t power = 1000;
  for (int unit = 3; unit >= 0; --unit, power /= 10) {
    const std::uint64_t digit = n / power % 10;
    if (digit == 0) continue;
    if (digit > 1 || unit == 0) text += style.digits[digit];
    text += style.units[unit];
  }
  return text;
}

// Chinese counts single ones too, but for a ten at the beginning of the number or in front of a group's name, and
// marks what is left out.
std::string chinese_group(std::uint64_t n, bool bare_ten_allowed) {
  std::string text;
  std::uint64_t power = 1000;
  bool gap = false;
  for (int unit = 3; unit >= 0; --unit, power /= 10) {
    const std::uint64_t digit = n / power % 10;
    if (digit == 0) {
      gap = !text.empty();
      continue;
    }
    if (gap) text += kHan[0];
    gap = false;
    const bool bare_ten = bare_ten_allowed && text.empty() && unit == 1 && digit == 1;
    if (!bare_ten) text += kHan[digit];
    text += kChinese.units[unit];
  }
  return text;
}

}  // namespace

std::string japanese(std::uint64_t n) {
  if (n == 0) return std::string(kHan[0]);
  std::string text;
  for (int group = 4; group >= 0; --group)
    if (const std::uint64_t count = n / kPowers[group] % 10'000; count != 0)
      text += plain_group(count, kJapanese) + std::string(kJapanese.groups[group]);
  return text;
}

std::string korean(std::uint64_t n) {
  if (n == 0) return std::string(kHangul[0]);
  std::string text;
  for (int group = 4; group >= 0; --group) {
    const std::uint64_t count = n / kPowers[group] % 10'000;
    if (count == 0) continue;
    if (!text.empty()) text += ' ';
    if (group != 1 || count != 1) text += plain_group(count, kKorean);
    text += kKorean.groups[group];
  }
  return text;
}

std::string chinese(std::uint64_t n) {
  // What is left behind a group is marked with a zero below these.
  constexpr std::uint64_t kMarked[] = {0, 1000, 10'000, 10'000'000, 1'000'000'000'000};
  if (n == 0) return std::string(kHan[0]);
  std::string text;
  std::uint64_t marked_below = 0;
  for (int group = 4; group >= 0; --group) {
    const std::uint64_t count = n / kPowers[group];
    if (count == 0) continue;
    if (n < marked_below) text += kHan[0];
    text += chinese_group(count, text.empty() || group > 0) + std::string(kChinese.groups[group]);
    marked_below = kMarked[group];
    n %= kPowers[group];
  }
  return text;
}

}  // namespace sluice::builtins::words
