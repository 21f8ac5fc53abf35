// Finding zones by Java's ids, and zone files that lie. Offsets against Java are in date_time_java_test.cpp.
#include "interpreter/time_zone.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "interpreter/calendar.h"
#include "interpreter/time_zone_file.h"
#include "interpreter/time_zone_rule.h"

namespace sluice::interpreter {
namespace {

constexpr std::int64_t kWinter2020 = 1'580'688'000'000;  // 3 February

double hours_of(std::string_view id) {
  auto zone = find_time_zone(id);
  return zone ? static_cast<double>(zone->offset_at(kWinter2020)) / 3'600'000 : -99;
}

TEST(TimeZoneTest, KnowsJavaIds) {
  EXPECT_EQ(hours_of("UTC"), 0);
  EXPECT_EQ(hours_of("GMT"), 0);
  EXPECT_EQ(hours_of("Asia/Calcutta"), 5.5);
  EXPECT_EQ(hours_of("GMT-8"), -8);
  EXPECT_EQ(hours_of("GMT+5:30"), 5.5);
  EXPECT_EQ(hours_of("GMT+0530"), 5.5);
  EXPECT_EQ(hours_of("GMT+530"), 5.5);
  EXPECT_EQ(hours_of("EST"), -5);
  EXPECT_EQ(hours_of("SST"), 11);  // Pacific/Guadalcanal, deluge/help/functions/datetime/unix-epoch
  EXPECT_EQ(hours_of("IST"), 5.5);
  EXPECT_EQ(hours_of("JST"), 9);
  EXPECT_EQ(hours_of("PST"), -8);
  EXPECT_EQ(hours_of("US/Central"), -6);
  EXPECT_EQ(hours_of("Etc/GMT+5"), -5);
}

TEST(TimeZoneTest, NamesCustomZonesLikeJava) {
  EXPECT_EQ(find_time_zone("GMT+5:30")->id(), "GMT+05:30");
  EXPECT_EQ(find_time_zone("GMT-0330")->abbreviation_at(0), "GMT-03:30");
  EXPECT_EQ(find_time_zone("PST")->id(), "PST");
}

TEST(TimeZoneTest, OtherIdsAreUnknown) {
  for (const char* id :
       {"",          "Hello",         "UTC+8",     "UTC+2",       "europe/paris",  "Europe",
        "Europe/",   "Europe//Paris", "../UTC",    "/etc/passwd", "Europe/../UTC", "posix/Europe/Paris",
        "right/UTC", "tzdata.zi",     "GMT+24",    "GMT+5:3",     "GMT+05:60",     "GMT+",
        "GMT++5",    "GMT+5:030",     "GMT+12345", "gmt",         "Europe/Paris "}) {
    EXPECT_EQ(find_time_zone(id), nullptr) << id;
  }
  EXPECT_EQ(find_time_zone(std::string(1'000'000, 'A')), nullptr);
  EXPECT_EQ(find_time_zone(std::string("Europe/Paris\0x", 14)), nullptr);
}

TEST(TimeZoneTest, WhatIsUnknownIsGmtOnRequest) {
  EXPECT_EQ(time_zone_or_gmt("UTC+8")->abbreviation_at(0), "GMT");
  EXPECT_EQ(time_zone_or_gmt("Asia/Tokyo")->id(), "Asia/Tokyo");
}

TEST(TimeZoneTest, ReadsAbbreviations) {
  constexpr std::int32_t kHour = 3'600'000;
  EXPECT_EQ(find_abbreviation_offset("PDT"), -7 * kHour);
  EXPECT_EQ(find_abbreviation_offset("EST"), -5 * kHour);
  EXPECT_EQ(find_abbreviation_offset("CEST"), 2 * kHour);
  EXPECT_EQ(find_abbreviation_offset("AEST"), 10 * kHour);
  EXPECT_EQ(find_abbreviation_offset("GMT+5:30"), 5 * kHour + kHour / 2);
  EXPECT_EQ(find_abbreviation_offset("XYZ"), std::nullopt);
}

TEST(TimeZoneTest, EveryZoneInvertsItsInstants) {
  for (const char* id : {"America/Los_Angeles", "Europe/Dublin", "Australia/Lord_Howe", "Asia/Kolkata", "GMT+13:45"}) {
    auto zone = find_time_zone(id);
    for (std::int64_t instant = -3'000'000'000'000; instant < 9'000'000'000'000; instant += 7'777'777'777) {
      std::int64_t local = instant + zone->offset_at(instant);
      std::int64_t back = zone->instant_of(local);
      EXPECT_EQ(back + zone->offset_at(back), local) << id << ' ' << instant;
    }
  }
}

TEST(TimeZoneTest, HasNoLimitsOfTime) {
  constexpr std::int64_t kFirst = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t kLast = std::numeric_limits<std::int64_t>::max();
  for (const char* id : {"UTC", "EST", "GMT+23:59", "America/Los_Angeles", "Europe/Dublin", "Asia/Kolkata"}) {
    auto zone = find_time_zone(id);
    for (std::int64_t instant : {kFirst, kLast, kLast - 40'000'000'000}) {
      EXPECT_LE(std::abs(zone->offset_at(instant)), 24 * kMillisecondsPerHour);
      EXPECT_NE(zone->instant_of(instant), 0);
    }
  }
  EXPECT_EQ(find_time_zone("America/Los_Angeles")->offset_at(kFirst), -8 * kMillisecondsPerHour);
}

TEST(TimeZoneTest, IsSafeToFindFromManyThreads) {
  constexpr std::array<const char*, 4> kIds = {"Europe/Paris", "Asia/Tokyo", "America/Denver", "Africa/Lagos"};
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&kIds] {
      for (int round = 0; round < 200; ++round) {
        auto zone = find_time_zone(kIds[static_cast<std::size_t>(round) % kIds.size()]);
        EXPECT_TRUE(zone && zone->offset_at(kWinter2020) != 0);
      }
    });
  }
  for (auto& thread : threads) thread.join();
}

// ---------------------------------------------------------------- files

class ZoneFileTest : public testing::Test {
 protected:
  std::string file_ = load_zone_file("America/Los_Angeles");
};

TEST_F(ZoneFileTest, ReadsTheSystemsFile) {
  auto table = parse_zone_file(file_);
  ASSERT_TRUE(table);
  EXPECT_EQ(table->standard_offset, -8 * kMillisecondsPerHour);
  EXPECT_EQ(table->transitions.front().instant, -2'208'988'800'000);
  ASSERT_TRUE(table->rule);
  EXPECT_EQ(table->rule->daylight_name, "PDT");
}

TEST_F(ZoneFileTest, RefusesEveryTruncation) {
  for (std::size_t size = 0; size < file_.size(); ++size) EXPECT_FALSE(parse_zone_file(file_.substr(0, size))) << size;
}

TEST_F(ZoneFileTest, SurvivesEveryChangedByte) {
  for (std::size_t at = 0; at < file_.size(); ++at) {
    for (char byte : {'\0', '\x7f', '\x80', '\xff'}) {
      std::string changed = file_;
      changed[at] = byte;
      auto table = parse_zone_file(changed);
      if (!table) continue;
      for (std::size_t i = 1; i < table->transitions.size(); ++i) {
        ASSERT_LT(table->transitions[i - 1].instant, table->transitions[i].instant) << at;
      }
    }
  }
}

TEST_F(ZoneFileTest, AFolderOrAMissingFileIsEmpty) {
  EXPECT_EQ(load_zone_file("America"), "");
  EXPECT_EQ(load_zone_file("America/Nowhere"), "");
}

TEST(PosixRuleTest, ReadsEveryForm) {
  auto simple = parse_posix_rule("IST-5:30");
  ASSERT_TRUE(simple);
  EXPECT_EQ(simple->standard_offset, 19'800'000);
  EXPECT_FALSE(simple->has_daylight());
  auto quoted = parse_posix_rule("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0");
  ASSERT_TRUE(quoted);
  EXPECT_EQ(quoted->daylight_offset, 39'600'000);
  EXPECT_EQ(quoted->daylight_start.month, 10);
  auto julian = parse_posix_rule("ABC3DEF,J60/-1,300/25:30:15");
  ASSERT_TRUE(julian);
  EXPECT_EQ(julian->daylight_start.in_year(2020), days_from_civil(2020, 3, 1) * kMillisecondsPerDay - 3'600'000);
  EXPECT_EQ(julian->daylight_start.in_year(2021), days_from_civil(2021, 3, 1) * kMillisecondsPerDay - 3'600'000);
  EXPECT_EQ(julian->daylight_end.in_year(2021),
            (days_from_civil(2021, 1, 1) + 300) * kMillisecondsPerDay + 25 * 3'600'000 + 30 * 60'000 + 15'000);
}

TEST(PosixRuleTest, RefusesWhatIsNoRule) {
  for (const char* text :
       {"", "A1", "ABC", "ABC25", "ABC5DEF", "ABC5DEF,M3.2.0", "ABC5DEF,M13.2.0,M11.1.0", "ABC5DEF,M3.6.0,M11.1.0",
        "ABC5DEF,M3.2.7,M11.1.0", "ABC5DEF,J0,J1", "ABC5DEF,M3.2.0,M11.1.0x", "<ABC5",
        "<A\xff"
        "C>5",
        "ABC5:99", "ABC5DEF,M3.2.0/200,M11.1.0", "ABC-"}) {
    EXPECT_FALSE(parse_posix_rule(text)) << text;
  }
}

}  // namespace
}  // namespace sluice::interpreter
