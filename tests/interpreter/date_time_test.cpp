// Reading and printing dates as the Deluge documentation has it (language.md §1.2, §9; builtins-datetime.md), and
// random round trips.
#include "interpreter/date_time.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <random>
#include <string>
#include <string_view>

#include "interpreter/container.h"
#include "interpreter/date_pattern.h"
#include "interpreter/date_time_text.h"

namespace sluice::interpreter {
namespace {

DateFormat format_with(std::string_view pattern, std::string_view zone = "UTC") {
  DateFormat format;
  format.pattern = pattern;
  format.zone = find_time_zone(zone);
  return format;
}

std::string printed(const std::optional<Value>& value, const DateFormat& format = {}) {
  if (!value) return "nothing";
  std::string text;
  append_date_time(text, *value, format);
  return text;
}

// What a single-quoted literal prints.
std::string literal(std::string_view text, const DateFormat& format = {}) {
  return printed(parse_quoted(text, format), format);
}

// What a text given to a date function prints.
std::string read(std::string_view text, const DateFormat& format = {}) {
  return printed(parse_date_time(text, format), format);
}

std::string mapped(std::string_view text, std::string_view pattern) {
  return printed(parse_date_time(text, pattern, *utc()));
}

std::string by_pattern(std::string_view text, std::string_view pattern) {
  auto value = parse_date_time(text, DateFormat{});
  std::string out;
  return value && append_by_pattern(out, *value, pattern, *utc()) ? out : "nothing";
}

struct Form {
  const char* pattern;
  const char* text;  // of 25 August 2021
};

// The 41 forms of deluge/help/datatypes/date-time, in its order.
constexpr Form kForms[] = {
    {"dd-MMM-yy", "25-Aug-21"},
    {"dd-MMM-yyyy", "25-Aug-2021"},
    {"dd-MMMM-yy", "25-August-21"},
    {"dd-MMMM-yyyy", "25-August-2021"},
    {"MM-dd-yy", "08-25-21"},
    {"yy-MM-dd", "21-08-25"},
    {"dd-MM-yy", "25-08-21"},
    {"dd-MM-yyyy", "25-08-2021"},
    {"MM-dd-yyyy", "08-25-2021"},
    {"yyyy-MM-dd", "2021-08-25"},
    {"yy/MM/dd", "21/08/25"},
    {"dd/MM/yy", "25/08/21"},
    {"MM/dd/yy", "08/25/21"},
    {"yyyy/MM/dd", "2021/08/25"},
    {"MM/dd/yyyy", "08/25/2021"},
    {"dd/MM/yyyy", "25/08/2021"},
    {"dd MMM,yy", "25 Aug,21"},
    {"MMM dd,yy", "Aug 25,21"},
    {"dd MMM,yyyy", "25 Aug,2021"},
    {"MMM dd,yyyy", "Aug 25,2021"},
    {"dd MMMM,yy", "25 August,21"},
    {"MMMM dd,yy", "August 25,21"},
    {"dd MMMM,yyyy", "25 August,2021"},
    {"MMMM dd,yyyy", "August 25,2021"},
    {"E,MMMM dd,yyyy", "Wed,August 25,2021"},
    {"E,MMM dd,yyyy", "Wed,Aug 25,2021"},
    {"MMM dd yy", "Aug 25 21"},
    {"dd MMM yy", "25 Aug 21"},
    {"MMM dd yyyy", "Aug 25 2021"},
    {"dd MMM yyyy", "25 Aug 2021"},
    {"MMMM dd yy", "August 25 21"},
    {"dd MMMM yy", "25 August 21"},
    {"dd MMMM yyyy", "25 August 2021"},
    {"MMMM dd yyyy", "August 25 2021"},
    {"dd.MM.yy", "25.08.21"},
    {"MM.dd.yy", "08.25.21"},
    {"yy.MM.dd", "21.08.25"},
    {"dd MM yyyy", "25 08 2021"},
    {"dd.MM.yyyy", "25.08.2021"},
    {"MM.dd.yyyy", "08.25.2021"},
    {"yyyy.MM.dd", "2021.08.25"},
};

TEST(DateTimeTest, ReadsEveryDocumentedForm) {
  static_assert(std::size(kForms) == 41);
  for (const Form& form : kForms) {
    DateFormat format = format_with(form.pattern);  // settles what 21-08-25 is
    EXPECT_EQ(by_pattern(printed(parse_quoted(form.text, format)), "yyyy-MM-dd"), "2021-08-25") << form.text;
    EXPECT_EQ(literal(form.text, format), form.text);
    for (const char* time : {" 09:05:07", " 9:05:07", " 09:05:07 AM"}) {
      EXPECT_EQ(printed(parse_quoted(std::string(form.text) + time, format)), "25-Aug-2021 09:05:07") << form.text;
    }
    EXPECT_EQ(printed(parse_quoted(std::string(form.text) + " 21:05", format)), "25-Aug-2021 21:05:00") << form.text;
    EXPECT_EQ(printed(parse_date_time(form.text, format)), "25-Aug-2021") << form.text;
    EXPECT_EQ(mapped(form.text, form.pattern), "25-Aug-2021") << form.text;
  }
}

TEST(DateTimeTest, TheRunsFormatSettlesAmbiguousNumbers) {
  EXPECT_EQ(by_pattern("01/02/2020", "MMM d"), "Jan 2");
  EXPECT_EQ(read("01-02-2020"), "01-Feb-2020");
  EXPECT_EQ(read("01/02/2020", format_with("dd/MM/yyyy")), "01/02/2020");
  EXPECT_EQ(printed(parse_date_time("01/02/2020", format_with("dd.MM.yyyy"))), "01-Feb-2020");
  EXPECT_EQ(printed(parse_date_time("01-02-2020", format_with("MM/dd/yyyy"))), "02-Jan-2020");
  EXPECT_EQ(printed(parse_date_time("01-02-2020", format_with("yyyy-MM-dd"))), "02-Jan-2020");
  EXPECT_EQ(printed(parse_date_time("01-02-03", format_with("yy-MM-dd"))), "03-Feb-2001");
  EXPECT_EQ(printed(parse_date_time("01-02-03", format_with("MM-dd-yy"))), "02-Jan-2003");
  EXPECT_EQ(printed(parse_date_time("01-02-03", format_with("dd-MM-yy"))), "01-Feb-2003");
}

TEST(DateTimeTest, TakesTheOrderThatMakesADate) {
  EXPECT_EQ(read("25/08/2021"), "25-Aug-2021");
  EXPECT_EQ(read("08-25-2021"), "25-Aug-2021");
  EXPECT_EQ(printed(parse_date_time("21/08/45", format_with("MM/dd/yy"))), "21-Aug-2045");
}

TEST(DateTimeTest, ReadsTheDocumentationsTexts) {
  EXPECT_EQ(literal("1-Jan-2020 16:00:00"), "01-Jan-2020 16:00:00");
  EXPECT_EQ(literal("01/01/2017"), literal("01-Jan-2017"));
  EXPECT_EQ(read("Aug 21, 2013 16:04:37"), "21-Aug-2013 16:04:37");
  EXPECT_EQ(read("2022-07-20 17:21:37-05:00"), "20-Jul-2022 17:21:37");
  EXPECT_EQ(by_pattern("02/04/2020", "DDD"), "035");
  EXPECT_EQ(by_pattern("02/04/2020", "EEEE"), "Tuesday");
  EXPECT_EQ(by_pattern("4-Feb-2020", "MMM dd, yy 'at' hh:mm:ss, E"), "Feb 04, 20 at 12:00:00, Tue");
  EXPECT_EQ(by_pattern("29-Dec-2019", "yyyy"), "2019");
  EXPECT_EQ(by_pattern("29-Dec-2019", "YYYY"), "2020");
}

TEST(DateTimeTest, PrintsInAnotherZone) {
  DateFormat india = format_with("dd-MMM-yyyy HH:mm:ss", "Asia/Kolkata");
  auto value = parse_quoted("01-Jan-2019 10:15:30", india);
  std::string text;
  ASSERT_TRUE(value && append_by_pattern(text, *value, "MMM dd, yy 'at' hh:mm:ss", *find_time_zone("Europe/Moscow")));
  EXPECT_EQ(text, "Jan 01, 19 at 07:45:30");  // deluge/help/functions/common/tostring
  text.clear();
  append_by_pattern(text, Value::number(1693905560373), "MMM dd, yy 'at' hh:mm:ss z, E", *find_time_zone("IST"));
  EXPECT_EQ(text, "Sep 05, 23 at 02:49:20 IST, Tue");  // functions/datetime/todatetimestring
}

TEST(DateTimeTest, LiteralsThatAreNoDatesAreText) {
  for (const char* text : {"",
                           " ",
                           "Complete",
                           "31-Feb-2021",
                           "29-Feb-2021",
                           "00-Jan-2021",
                           "32-Jan-2021",
                           "01-Foo-2021",
                           "01-Ja-2021",
                           "01-Jan-2021 24:00:00",
                           "01-Jan-2021 23:60:00",
                           "01-Jan-2021 23:59:60",
                           "01-Jan-2021 13:00:00 PM",
                           "01-Jan-2021 0:00:00 AM",
                           "01-Jan-2021 ",
                           " 01-Jan-2021",
                           "01-Jan-2021 10",
                           "01-Jan-2021 10:00:00 XM",
                           "01-Jan-2021x",
                           "01-Jan-20211",
                           "01-Jan-201",
                           "001-Jan-2021",
                           "13-13-2021",
                           "2021-13-01",
                           "2021-01-32",
                           "2021-08-25T10:00:00Z",
                           "2021-08-25T10:00:00",
                           "01-Jan-2021 10:00:00.5",
                           "1.2",
                           "1/2",
                           "10.5.3.2",
                           "192.168.0.1",
                           "2021-8",
                           "1-2",
                           "--",
                           "Jan",
                           "January 2021",
                           "2021",
                           "Mon",
                           "Mon,",
                           "01-01",
                           "1 2 21",
                           "23:59:60",
                           "24:00:00",
                           "10:00",
                           "13:00:00 PM",
                           "00:00:00 AM",
                           "10:00:00 ",
                           "10:00:000",
                           "01_Jan_2021",
                           "01-Jan/2021",
                           "\xff\xfe"}) {
    EXPECT_EQ(parse_quoted(text, DateFormat{}), std::nullopt) << text;
  }
}

TEST(DateTimeTest, TimesAreLiteralsOfTheirOwn) {
  EXPECT_EQ(literal("13:15:10"), "13:15:10");
  EXPECT_EQ(literal("00:00:00"), "00:00:00");
  EXPECT_EQ(parse_time("10:00:00 PM")->milliseconds(), 22 * kMillisecondsPerHour);
  EXPECT_EQ(parse_time("12:00:00 AM")->milliseconds(), 0);
  EXPECT_EQ(parse_time("12:00:01 pm")->milliseconds(), 12 * kMillisecondsPerHour + 1000);
  EXPECT_EQ(parse_time("10:00:00 PM")->type(), Type::Time);
  EXPECT_EQ(parse_time("1:00"), std::nullopt);
}

TEST(DateTimeTest, FunctionsResetImpossibleTimes) {  // builtins-datetime.md §0.2
  EXPECT_EQ(read("01-Jan-2019 24:10:10"), "01-Jan-2019 00:00:00");
  EXPECT_EQ(read("01-Jan-2019 10:60:10"), "01-Jan-2019 10:00:00");
  EXPECT_EQ(read("01-Jan-2019 10:10:60"), "01-Jan-2019 10:10:00");
  EXPECT_EQ(read("  01-Jan-2019  10:10:59 "), "01-Jan-2019 10:10:59");
}

TEST(DateTimeTest, TellsMalformedDatesFromOtherTexts) {
  Value value;
  auto state = [&value](std::string_view text) { return read_date_time(text, DateFormat{}, value); };
  for (const char* text : {"01-Jan-2019 100:10:10", "01-Jan-2019 10:100:10", "01-Jan-2019 10:10:100", "001-Jan-2019",
                           "01-Ja-2019", "01-Jan-20190", "01/01/20190", "001/01/2019"}) {
    EXPECT_EQ(state(text), DateTextState::Malformed) << text;
  }
  EXPECT_EQ(state("13-13-2019"), DateTextState::Malformed);
  for (const char* text : {"31-Feb-2019", "01-Foo-2019", "hello", "", "12"}) {
    EXPECT_EQ(state(text), DateTextState::Unparsable) << text;
  }
  EXPECT_EQ(state("01-Jan-2019"), DateTextState::Valid);
}

TEST(DateTimeTest, ReadsIso8601) {
  EXPECT_EQ(read("2022-07-20T17:21:37"), "20-Jul-2022 17:21:37");
  EXPECT_EQ(read("2022-07-20T17:21"), "20-Jul-2022 17:21:00");
  EXPECT_EQ(read("2022-07-20T17:21:37Z"), "20-Jul-2022 17:21:37");
  EXPECT_EQ(read("2022-07-20T17:21:37-05:00"), "20-Jul-2022 22:21:37");
  EXPECT_EQ(read("2022-07-20T17:21:37+0530"), "20-Jul-2022 11:51:37");
  EXPECT_EQ(read("2022-07-20T17:21:37+05"), "20-Jul-2022 12:21:37");
  EXPECT_EQ(parse_date_time("1970-01-01T00:00:00.1239Z", DateFormat{})->milliseconds(), 123);
  EXPECT_EQ(parse_date_time("1970-01-01T00:00:00.5Z", DateFormat{})->milliseconds(), 500);
  EXPECT_EQ(read("2022-07-20T"), "nothing");
  EXPECT_EQ(read("2022-07-20T17:21:37X"), "nothing");
  EXPECT_EQ(read("2022-07-20T17:21:37+5"), "nothing");
  EXPECT_EQ(read("20-Jul-2022T17:21:37"), "nothing");
}

TEST(DateTimeTest, MappingsReadTheFrontOfAText) {  // functions/common/todate, to-date-time
  EXPECT_EQ(mapped("01,11,2019 1:30:00 pm", "MM,d,yyyy"), "11-Jan-2019 13:30:00");
  EXPECT_EQ(mapped("01-11-2019 13:30:00", "MM-d-yy"), "11-Jan-2019 13:30:00");
  EXPECT_EQ(mapped("01-11-2019 and more", "MM-d-yy"), "11-Jan-2019");
  EXPECT_EQ(mapped("31-02-2019", "dd-MM-yyyy"), "nothing");
  EXPECT_EQ(mapped("01/11/2019", "dd-MM-yyyy"), "nothing");
  EXPECT_EQ(mapped("01-11-2019 25:00:00", "dd-MM-yyyy HH:mm:ss"), "01-Nov-2019 00:00:00");
  EXPECT_EQ(mapped("2022-07-20T17:21:37+05:30", "yyyy-MM-dd'T'HH:mm:ss[XXX]"), "20-Jul-2022 11:51:37");
  EXPECT_EQ(mapped("2022-07-20T17:21:37", "yyyy-MM-dd'T'HH:mm:ss[XXX]"), "20-Jul-2022 17:21:37");
  EXPECT_EQ(mapped("2022-07-20", "q"), "nothing");
}

TEST(DateTimeTest, YearsOfToTimeAreLiteral) {  // functions/common/totime
  auto value = parse_date_time("01,11,19 1:30:00 pm", "MM,d,yyyy hh:mm:ss a", *find_time_zone("Europe/Moscow"));
  EXPECT_EQ(printed(value, format_with("dd-MMM-yyyy HH:mm:ss", "Asia/Kolkata")), "11-Jan-0019 16:00:00");
}

TEST(DateTimeTest, RemembersWhetherThereWasATime) {  // decisions 15
  EXPECT_EQ(literal("18-Mar-2019"), "18-Mar-2019");
  EXPECT_EQ(literal("18-Mar-2019 00:00:00"), "18-Mar-2019 00:00:00");
  auto date = parse_quoted("18-Mar-2019", DateFormat{});
  EXPECT_EQ(printed(date, format_with("HH:mm dd/MM/yyyy")), "18/03/2019");
  EXPECT_EQ(printed(date, format_with("yyyy-MM-dd'T'HH:mm:ssXXX")), "2019-03-18");
  EXPECT_EQ(printed(date, format_with("E, dd MMM yyyy, hh:mm a")), "Mon, 18 Mar 2019");
  EXPECT_EQ(printed(date, format_with("not a pattern")), "18-Mar-2019");
}

TEST(DateTimeTest, RefusesPatternsWithUnknownLetters) {
  for (const char* pattern : {"random words", "XXXX", "'open", "yyyy-MM-ddTHH:mm", "b", "yyyy'"}) {
    std::string out = "kept";
    EXPECT_FALSE(append_by_pattern(out, Value::date_time(0, true), pattern, *utc())) << pattern;
    EXPECT_EQ(out, "kept");
  }
}

TEST(DateTimeTest, PatternsMayBeOddButNotHarmful) {
  std::string out;
  EXPECT_TRUE(append_by_pattern(out, Value::date_time(0, true), std::string(100'000, 'y'), *utc()));
  EXPECT_EQ(out.size(), 100'000u);
  out.clear();
  EXPECT_TRUE(append_by_pattern(out, Value::date_time(0, true), std::string("\0é[''']", 8) + "'", *utc()));
  EXPECT_TRUE(parse_date_time("x", std::string(100'000, '['), *utc()));
  EXPECT_FALSE(parse_date_time("", std::string(50'000, '[') + std::string(50'000, ']'), *utc()));
  EXPECT_FALSE(parse_date_time(std::string(100'000, '9'), "yyyyy", *utc()));
  EXPECT_TRUE(parse_date_time("999999999", "yyyyyyyyy", *find_time_zone("GMT-12")));
  EXPECT_FALSE(parse_date_time(std::string(100'000, '9'), DateFormat{}));
}

TEST(DateTimeTest, PrintsAndReadsBackRandomInstants) {
  constexpr const char* kPatterns[] = {"dd-MMM-yyyy HH:mm:ss",     "yyyy-MM-dd HH:mm:ss",      "dd/MM/yyyy hh:mm:ss a",
                                       "MM/dd/yyyy HH:mm:ss",      "EEEE, MMMM d, yyyy k:m:s", "yyyyMMddHHmmss",
                                       "yyyy-MM-dd'T'HH:mm:ssXXX", "D yyyy KK:mm:ss a",        "dd.MM.yyyy HH:mm:ss Z"};
  std::mt19937_64 random(20'210'825);
  for (const char* zone_id : {"UTC", "Asia/Kolkata", "GMT-03:30", "Asia/Tokyo"}) {  // zones without overlaps since 1946
    auto zone = find_time_zone(zone_id);
    for (int i = 0; i < 4000; ++i) {
      std::int64_t instant = static_cast<std::int64_t>(random() % 250'000'000'000) * 1000;
      const char* pattern = kPatterns[static_cast<std::size_t>(i) % std::size(kPatterns)];
      std::string text;
      ASSERT_TRUE(append_by_pattern(text, Value::date_time(instant, true), pattern, *zone));
      auto back = parse_date_time(text, pattern, *zone);
      ASSERT_TRUE(back) << text;
      ASSERT_EQ(back->milliseconds(), instant) << pattern << ": " << text;
    }
  }
}

TEST(DateTimeTest, ReadsBackWhatEveryDocumentedFormPrints) {
  std::mt19937 random(41);
  for (const Form& form : kForms) {
    DateFormat format = format_with(std::string(form.pattern) + " HH:mm:ss");
    for (int i = 0; i < 200; ++i) {
      std::int64_t instant = static_cast<std::int64_t>(random() % 1'600'000'000) * 1000;  // 1970 to 2020
      Value value = Value::date_time(instant, true);
      auto back = parse_quoted(printed(value, format), format);
      ASSERT_TRUE(back) << printed(value, format);
      ASSERT_EQ(back->milliseconds(), instant) << printed(value, format);
    }
  }
}

TEST(DateTimeTest, SurvivesRandomTexts) {
  constexpr std::string_view kAlphabet = "0123456789-/.: ,TZJanFebPM+'[]y\xc3";
  std::mt19937 random(7);
  for (int i = 0; i < 100'000; ++i) {
    std::string text;
    for (std::size_t size = random() % 24; size > 0; --size) text += kAlphabet[random() % kAlphabet.size()];
    Value value;
    read_date_time(text, DateFormat{}, value);
    parse_quoted(text, DateFormat{});
    parse_date_time("2021-08-25 10:11:12", text, *utc());
  }
}

}  // namespace
}  // namespace sluice::interpreter
