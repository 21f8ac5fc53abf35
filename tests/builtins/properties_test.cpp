// Laws that hold for any text, list, map and date, tried on values made by chance. The seed stands in the message of a case
// that fails.
#include <algorithm>
#include <chrono>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "interpreter/support/utf16.h"
#include "tests/builtins/harness.h"

namespace sluice::builtins {
namespace {

class PropertiesTest : public BuiltinTest {
 protected:
  static constexpr int kRounds = 400;
  std::mt19937_64 random{17};

  std::size_t below(std::size_t end) { return static_cast<std::size_t>(random() % end); }

  // Pieces of one, two and three bytes, and one of two UTF-16 units.
  std::string piece() {
    static const char* const kPieces[] = {"a", "b", "B", "1", " ", ",", "é", "É", "ж", "€", "😀", "ab", ".", "$"};
    return kPieces[below(std::size(kPieces))];
  }
  std::string any_text(std::size_t most = 12) {
    std::string out;
    for (std::size_t i = below(most + 1); i > 0; --i) out += piece();
    return out;
  }
  Value any_scalar() {
    switch (below(5)) {
      case 0: return number(static_cast<std::int64_t>(random()));
      case 1: return number(static_cast<std::int64_t>(below(5)));
      case 2:
        return Value::decimal(static_cast<std::int64_t>(below(100000)) * 10 + 5,
                              static_cast<std::int16_t>(1 + below(4)));
      case 3: return boolean(below(2) == 0);
      default: return text(any_text(4));
    }
  }
  Value any_value(int depth) {
    const std::size_t kind = below(depth > 0 ? 6 : 4);
    if (kind < 4) return any_scalar();
    Value container = kind == 4 ? Container::make_list(heap) : Container::make_map(heap);
    for (std::size_t i = below(4); i > 0; --i) {
      if (kind == 4) {
        container.container().push(any_value(depth - 1));
      } else {
        container.container().put(text(any_text(3)), any_value(depth - 1));
      }
    }
    return container;
  }
  Value any_numbers(std::size_t most, std::size_t highest) {
    Value result = Container::make_list(heap);
    for (std::size_t i = below(most + 1); i > 0; --i)
      result.container().push(number(static_cast<std::int64_t>(below(highest))));
    return result;
  }

  std::int64_t size_of(const Value& container) { return container.container().size(); }
  std::int64_t asked(std::string_view name, std::vector<Value> arguments) {
    return call(name, std::move(arguments)).as_number();
  }
  // Whether an index of a text lies inside of a character.
  bool splits(const Value& value, std::int64_t index) {
    const Value before = call("subString", {value, number(0), number(index)});
    return before.text().ends_with("\xEF\xBF\xBD");
  }
};

TEST_F(PropertiesTest, TextsAreCutAndJoined) {
  for (int round = 0; round < kRounds; ++round) {
    const Value whole = text(any_text());
    SCOPED_TRACE(whole.text());
    const std::int64_t length = asked("length", {whole});
    const auto at = static_cast<std::int64_t>(below(static_cast<std::size_t>(length) + 1));
    if (splits(whole, at)) continue;
    const Value left = call("left", {whole, number(at)});
    const Value right = call("right", {whole, number(length - at)});
    EXPECT_EQ(left.text(), call("subString", {whole, number(0), number(at)}).text());
    EXPECT_EQ(right.text(), call("subString", {whole, number(at)}).text());
    EXPECT_EQ(call("concat", {left, right}).text(), whole.text());
    EXPECT_EQ(asked("length", {left}) + asked("length", {right}), length);
  }
}

TEST_F(PropertiesTest, WhatIsFoundIsThere) {
  for (int round = 0; round < kRounds; ++round) {
    const Value whole = text(any_text());
    const Value sought = text(any_text(2));
    SCOPED_TRACE(std::string(whole.text()) + " / " + std::string(sought.text()));
    const std::int64_t first = asked("indexOf", {whole, sought}), last = asked("lastIndexOf", {whole, sought});
    const std::int64_t size = asked("length", {sought});
    EXPECT_EQ(first >= 0, call("contains", {whole, sought}).as_boolean());
    EXPECT_EQ(first >= 0, last >= 0);
    EXPECT_LE(first, last);
    if (first < 0) {
      EXPECT_TRUE(call("getPrefix", {whole, sought}).is_null());
      continue;
    }
    EXPECT_EQ(call("subString", {whole, number(first), number(first + size)}).text(), sought.text());
    EXPECT_EQ(call("subString", {whole, number(last), number(last + size)}).text(), sought.text());
    EXPECT_EQ(asked("length", {call("getPrefix", {whole, sought})}), first);
    EXPECT_EQ(asked("length", {call("getSuffix", {whole, sought})}), asked("length", {whole}) - first - size);
    if (size == 0) continue;
    const std::int64_t count = asked("getOccurenceCount", {whole, sought});
    EXPECT_EQ(asked("length", {call("remove", {whole, sought})}), asked("length", {whole}) - count * size);
  }
}

TEST_F(PropertiesTest, TextsComeBack) {
  for (int round = 0; round < kRounds; ++round) {
    const Value whole = text(any_text());
    SCOPED_TRACE(whole.text());
    EXPECT_EQ(call("reverse", {call("reverse", {whole})}).text(), whole.text());
    EXPECT_EQ(call("hexToText", {call("textToHex", {whole})}).text(), whole.text());
    const Value lower = call("lower", {whole});
    EXPECT_EQ(call("lower", {lower}).text(), lower.text());
    EXPECT_TRUE(call("equalsIgnoreCase", {whole, lower}).as_boolean());
    const Value trimmed = call("trim", {whole});
    EXPECT_EQ(call("trim", {trimmed}).text(), trimmed.text());
    EXPECT_EQ(call("ltrim", {call("rtrim", {whole})}).text(), trimmed.text());
    const Value parts = call("toList", {whole, text(",")});
    EXPECT_EQ(shown(parts), whole.text());  // lists print with commas between
    EXPECT_EQ(size_of(parts), asked("getOccurenceCount", {whole, text(",")}) + 1);
  }
}

// A literal search replaces as a plain loop does.
TEST_F(PropertiesTest, LiteralReplacement) {
  for (int round = 0; round < kRounds; ++round) {
    const std::string whole = any_text(), sought = piece(), replacement = any_text(2);
    SCOPED_TRACE(whole + " / " + sought + " / " + replacement);
    std::string expected;
    for (std::size_t at = 0; at < whole.size();) {
      if (whole.compare(at, sought.size(), sought) == 0) {
        expected += replacement;
        at += sought.size();
      } else {
        expected += whole[at++];
      }
    }
    EXPECT_EQ(shown("replaceAll", {text(whole), text(sought), text(replacement), boolean(true)}), expected);
  }
}

TEST_F(PropertiesTest, ListsAreSorted) {
  for (int round = 0; round < kRounds; ++round) {
    const Value numbers = any_numbers(40, 30);
    std::vector<std::int64_t> expected;
    for (const Value& value : numbers.container().items()) expected.push_back(value.as_number());
    std::ranges::sort(expected);
    const Value sorted = call("sort", {call("duplicate", {numbers})});
    std::vector<std::int64_t> found;
    for (const Value& value : sorted.container().items()) found.push_back(value.as_number());
    EXPECT_EQ(found, expected) << shown(numbers);
    if (expected.empty()) continue;
    EXPECT_EQ(asked("largest", {numbers}), expected.back());
    EXPECT_EQ(asked("smallest", {numbers}), expected.front());
    const std::size_t n = below(expected.size());
    EXPECT_EQ(asked("nthSmallest", {numbers, number(static_cast<std::int64_t>(n) + 1)}), expected[n]);
  }
}

TEST_F(PropertiesTest, ListsAsSets) {
  for (int round = 0; round < kRounds; ++round) {
    const Value a = any_numbers(12, 8), b = any_numbers(12, 8);
    SCOPED_TRACE(shown(a) + " / " + shown(b));
    const Value distinct = call("distinct", {a});
    for (const Value& value : distinct.container().items()) {
      EXPECT_EQ(asked("indexOf", {distinct, value}), asked("lastIndexOf", {distinct, value}));
      EXPECT_TRUE(call("contains", {a, value}).as_boolean());
    }
    for (const Value& value : a.container().items()) EXPECT_TRUE(call("contains", {distinct, value}).as_boolean());
    const Value both = call("intersect", {a, b});
    const Value rest = call("duplicate", {a});
    call("removeAll", {rest, b});
    EXPECT_EQ(size_of(both) + size_of(rest), size_of(a));
    for (const Value& value : both.container().items()) EXPECT_TRUE(call("contains", {b, value}).as_boolean());
    for (const Value& value : rest.container().items()) EXPECT_FALSE(call("contains", {b, value}).as_boolean());
  }
}

TEST_F(PropertiesTest, ListsAreCutAndJoined) {
  for (int round = 0; round < kRounds; ++round) {
    const Value whole = any_numbers(12, 100);
    const auto at = static_cast<std::int64_t>(below(static_cast<std::size_t>(size_of(whole)) + 1));
    const Value joined = call("subList", {whole, number(0), number(at)});
    call("addAll", {joined, call("subList", {whole, number(at)})});
    EXPECT_TRUE(identical(joined, whole)) << shown(whole) << " at " << at;
  }
}

// Maps against a vector of pairs, where a key keeps the place that it got first.
TEST_F(PropertiesTest, MapsKeepTheirOrder) {
  for (int round = 0; round < kRounds / 4; ++round) {
    const Value map = Container::make_map(heap);
    std::vector<std::pair<std::string, std::int64_t>> model;
    const auto place = [&](const std::string& key) {
      return std::ranges::find(model, key, &std::pair<std::string, std::int64_t>::first);
    };
    for (int step = 0; step < 60; ++step) {
      const std::string key = "k" + std::to_string(below(12));
      if (below(3) == 0) {
        call("remove", {map, text(key)});
        if (place(key) != model.end()) model.erase(place(key));
      } else {
        call("put", {map, text(key), number(step)});
        if (place(key) != model.end()) {
          place(key)->second = step;
        } else {
          model.emplace_back(key, step);
        }
      }
      EXPECT_EQ(call("containKey", {map, text(key)}).as_boolean(), place(key) != model.end());
    }
    std::string expected = "{";
    for (const auto& [key, value] : model)
      expected += (expected.size() > 1 ? "," : "") + ("\"" + key + "\":") + std::to_string(value);
    EXPECT_EQ(shown(map), expected + "}");
  }
}

TEST_F(PropertiesTest, JsonComesBack) {
  for (int round = 0; round < kRounds; ++round) {
    Value list = Container::make_list(heap);
    list.container().push(any_value(4));
    std::string json;
    append_json(json, list, context);
    EXPECT_TRUE(identical(call("toJSONList", {text(json)}), list)) << json;
    Value map = Container::make_map(heap);
    map.container().put(text(any_text(3)), any_value(4));
    EXPECT_TRUE(identical(call("toMap", {call("toString", {map})}), map)) << shown(map);
  }
}

// Days against the calendar of <chrono>; from the year 1600 to 2400, all of it behind the Gregorian reform.
TEST_F(PropertiesTest, DatesAreShifted) {
  using std::chrono::sys_days, std::chrono::year_month_day;
  constexpr std::int64_t kDay = 86'400'000;
  for (int round = 0; round < kRounds; ++round) {
    const auto days = static_cast<std::int64_t>(below(292'000)) - 135'000;
    const auto time = static_cast<std::int64_t>(below(kDay / 1000)) * 1000;
    const auto shift = static_cast<std::int64_t>(below(4'000)) - 2'000;
    const Value date = Value::date_time(days * kDay + time, true);
    SCOPED_TRACE(shown(date) + " and " + std::to_string(shift));

    const Value later = call("addDay", {date, number(shift)});
    EXPECT_EQ(later.milliseconds(), date.milliseconds() + shift * kDay);
    EXPECT_EQ(call("subDay", {later, number(shift)}).milliseconds(), date.milliseconds());
    EXPECT_EQ(asked("daysBetween", {date, later}), shift);
    EXPECT_EQ(asked("daysBetween", {later, date}), -shift);
    const year_month_day expected{sys_days{std::chrono::days{days + shift}}};
    EXPECT_EQ(asked("getYear", {later}), int{expected.year()});
    EXPECT_EQ(asked("getMonth", {later}), unsigned{expected.month()});
    EXPECT_EQ(asked("getDay", {later}), unsigned{expected.day()});

    EXPECT_EQ(asked("hoursBetween", {date, call("addHour", {date, number(shift)})}), shift);
    EXPECT_EQ(call("addMinutes", {date, number(60 * shift)}).milliseconds(),
              call("addHour", {date, number(shift)}).milliseconds());

    // A month that is too short ends earlier; the months themselves are exact.
    const Value moved = call("addMonth", {date, number(shift)});
    EXPECT_EQ(asked("getYear", {moved}) * 12 + asked("getMonth", {moved}),
              asked("getYear", {date}) * 12 + asked("getMonth", {date}) + shift);
    EXPECT_LE(asked("getDay", {moved}), asked("getDay", {date}));
    EXPECT_EQ(call("addYear", {date, number(shift / 12)}).milliseconds(),
              call("addMonth", {date, number(shift / 12 * 12)}).milliseconds());
    EXPECT_EQ(asked("getDay", {call("addDay", {call("eomonth", {date, number(shift)}), number(1)})}), 1);

    const Value pattern = text("yyyy-MM-dd HH:mm:ss");
    EXPECT_EQ(call("toTime", {call("toString", {date, pattern}), pattern}).milliseconds(), date.milliseconds());
  }
}

}  // namespace
}  // namespace sluice::builtins
