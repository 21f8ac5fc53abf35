// Zones and patterns against Java 17: the tables were printed by java.text.SimpleDateFormat (Locale.ENGLISH) with a
// purely Gregorian java.util.GregorianCalendar.
#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>

#include "interpreter/date_pattern.h"
#include "interpreter/date_time.h"

namespace sluice::interpreter {
namespace {

struct Formatted {
  std::int64_t instant;
  const char* zone;
  const char* text;
};

constexpr const char* kAllLetters =
    "G|y|yy|yyyy|yyyyy|Y|YY|YYYY|M|MM|MMM|MMMM|L|LLL|w|ww|W|D|DDD|d|dd|F|E|EEEE|u|a|H|HH|k|K|h|hh|m|mm|s|ss|S|SSS|"
    "z|zzzz|Z|X|XX|XXX";

constexpr Formatted kFormatted[] = {
    {1693905560373, "UTC",
     "AD|2023|23|2023|02023|2023|23|2023|9|09|Sep|September|9|Sep|36|36|2|248|248|5|05|1|Tue|Tuesday|2|AM|9|09|9|"
     "9|9|09|19|19|20|20|373|373|UTC|Coordinated Universal Time|+0000|Z|Z|Z"},
    {1693905560373, "America/Los_Angeles",
     "AD|2023|23|2023|02023|2023|23|2023|9|09|Sep|September|9|Sep|36|36|2|248|248|5|05|1|Tue|Tuesday|2|AM|2|02|2|"
     "2|2|02|19|19|20|20|373|373|PDT|Pacific Daylight Time|-0700|-07|-0700|-07:00"},
    {1693905560373, "Asia/Kolkata",
     "AD|2023|23|2023|02023|2023|23|2023|9|09|Sep|September|9|Sep|36|36|2|248|248|5|05|1|Tue|Tuesday|2|PM|14|14|"
     "14|2|2|02|49|49|20|20|373|373|IST|India Standard Time|+0530|+05|+0530|+05:30"},
    {1693905560373, "Europe/Moscow",
     "AD|2023|23|2023|02023|2023|23|2023|9|09|Sep|September|9|Sep|36|36|2|248|248|5|05|1|Tue|Tuesday|2|PM|12|12|"
     "12|0|12|12|19|19|20|20|373|373|MSK|Moscow Standard Time|+0300|+03|+0300|+03:00"},
    {0, "Europe/Dublin",
     "AD|1970|70|1970|01970|1970|70|1970|1|01|Jan|January|1|Jan|1|01|1|1|001|1|01|1|Thu|Thursday|4|AM|1|01|1|1|1|"
     "01|0|00|0|00|0|000|IST|Irish Standard Time|+0100|+01|+0100|+01:00"},
    {0, "Australia/Lord_Howe",
     "AD|1970|70|1970|01970|1970|70|1970|1|01|Jan|January|1|Jan|1|01|1|1|001|1|01|1|Thu|Thursday|4|AM|10|10|10|10|"
     "10|10|0|00|0|00|0|000|LHST|Lord Howe Standard Time|+1000|+10|+1000|+10:00"},
    {0, "GMT-03:30",
     "AD|1969|69|1969|01969|1970|70|1970|12|12|Dec|December|12|Dec|1|01|5|365|365|31|31|5|Wed|Wednesday|3|PM|20|"
     "20|20|8|8|08|30|30|0|00|0|000|GMT-03:30|GMT-03:30|-0330|-03|-0330|-03:30"},
    {0, "America/Sao_Paulo",
     "AD|1969|69|1969|01969|1970|70|1970|12|12|Dec|December|12|Dec|1|01|5|365|365|31|31|5|Wed|Wednesday|3|PM|21|"
     "21|21|9|9|09|0|00|0|00|0|000|BRT|Brasilia Standard Time|-0300|-03|-0300|-03:00"},
    {-1, "Asia/Dubai",
     "AD|1970|70|1970|01970|1970|70|1970|1|01|Jan|January|1|Jan|1|01|1|1|001|1|01|1|Thu|Thursday|4|AM|3|03|3|3|3|"
     "03|59|59|59|59|999|999|GST|Gulf Standard Time|+0400|+04|+0400|+04:00"},
    {-1, "EST",
     "AD|1969|69|1969|01969|1970|70|1970|12|12|Dec|December|12|Dec|1|01|5|365|365|31|31|5|Wed|Wednesday|3|PM|18|"
     "18|18|6|6|06|59|59|59|59|999|999|EST|Eastern Standard Time|-0500|-05|-0500|-05:00"},
    {-1, "PST",
     "AD|1969|69|1969|01969|1970|70|1970|12|12|Dec|December|12|Dec|1|01|5|365|365|31|31|5|Wed|Wednesday|3|PM|15|"
     "15|15|3|3|03|59|59|59|59|999|999|PST|Pacific Standard Time|-0800|-08|-0800|-08:00"},
    {-1, "Pacific/Apia",
     "AD|1969|69|1969|01969|1970|70|1970|12|12|Dec|December|12|Dec|1|01|5|365|365|31|31|5|Wed|Wednesday|3|PM|12|"
     "12|12|0|12|12|59|59|59|59|999|999|WSST|Apia Standard Time|-1100|-11|-1100|-11:00"},
    {951782399999, "Africa/Lagos",
     "AD|2000|00|2000|02000|2000|00|2000|2|02|Feb|February|2|Feb|10|10|5|60|060|29|29|5|Tue|Tuesday|2|AM|0|00|24|"
     "0|12|12|59|59|59|59|999|999|WAT|West Africa Standard Time|+0100|+01|+0100|+01:00"},
    {951782399999, "UTC",
     "AD|2000|00|2000|02000|2000|00|2000|2|02|Feb|February|2|Feb|10|10|5|59|059|28|28|4|Mon|Monday|1|PM|23|23|23|"
     "11|11|11|59|59|59|59|999|999|UTC|Coordinated Universal Time|+0000|Z|Z|Z"},
    {951782399999, "America/Los_Angeles",
     "AD|2000|00|2000|02000|2000|00|2000|2|02|Feb|February|2|Feb|10|10|5|59|059|28|28|4|Mon|Monday|1|PM|15|15|15|"
     "3|3|03|59|59|59|59|999|999|PST|Pacific Standard Time|-0800|-08|-0800|-08:00"},
    {951782399999, "Asia/Kolkata",
     "AD|2000|00|2000|02000|2000|00|2000|2|02|Feb|February|2|Feb|10|10|5|60|060|29|29|5|Tue|Tuesday|2|AM|5|05|5|5|"
     "5|05|29|29|59|59|999|999|IST|India Standard Time|+0530|+05|+0530|+05:30"},
    {1577577600000, "Europe/Moscow",
     "AD|2019|19|2019|02019|2020|20|2020|12|12|Dec|December|12|Dec|1|01|5|363|363|29|29|5|Sun|Sunday|7|AM|3|03|3|"
     "3|3|03|0|00|0|00|0|000|MSK|Moscow Standard Time|+0300|+03|+0300|+03:00"},
    {1577577600000, "Europe/Dublin",
     "AD|2019|19|2019|02019|2020|20|2020|12|12|Dec|December|12|Dec|1|01|5|363|363|29|29|5|Sun|Sunday|7|AM|0|00|24|"
     "0|12|12|0|00|0|00|0|000|GMT|Greenwich Mean Time|+0000|Z|Z|Z"},
    {1577577600000, "Australia/Lord_Howe",
     "AD|2019|19|2019|02019|2020|20|2020|12|12|Dec|December|12|Dec|1|01|5|363|363|29|29|5|Sun|Sunday|7|AM|11|11|"
     "11|11|11|11|0|00|0|00|0|000|LHDT|Lord Howe Daylight Time|+1100|+11|+1100|+11:00"},
    {1577577600000, "GMT-03:30",
     "AD|2019|19|2019|02019|2019|19|2019|12|12|Dec|December|12|Dec|52|52|4|362|362|28|28|4|Sat|Saturday|6|PM|20|"
     "20|20|8|8|08|30|30|0|00|0|000|GMT-03:30|GMT-03:30|-0330|-03|-0330|-03:30"},
    {1609459199000, "America/Sao_Paulo",
     "AD|2020|20|2020|02020|2021|21|2021|12|12|Dec|December|12|Dec|1|01|5|366|366|31|31|5|Thu|Thursday|4|PM|20|20|"
     "20|8|8|08|59|59|59|59|0|000|BRT|Brasilia Standard Time|-0300|-03|-0300|-03:00"},
    {1609459199000, "Asia/Dubai",
     "AD|2021|21|2021|02021|2021|21|2021|1|01|Jan|January|1|Jan|1|01|1|1|001|1|01|1|Fri|Friday|5|AM|3|03|3|3|3|03|"
     "59|59|59|59|0|000|GST|Gulf Standard Time|+0400|+04|+0400|+04:00"},
    {1609459199000, "EST",
     "AD|2020|20|2020|02020|2021|21|2021|12|12|Dec|December|12|Dec|1|01|5|366|366|31|31|5|Thu|Thursday|4|PM|18|18|"
     "18|6|6|06|59|59|59|59|0|000|EST|Eastern Standard Time|-0500|-05|-0500|-05:00"},
    {1609459199000, "PST",
     "AD|2020|20|2020|02020|2021|21|2021|12|12|Dec|December|12|Dec|1|01|5|366|366|31|31|5|Thu|Thursday|4|PM|15|15|"
     "15|3|3|03|59|59|59|59|0|000|PST|Pacific Standard Time|-0800|-08|-0800|-08:00"},
    {1609459200000, "Pacific/Apia",
     "AD|2021|21|2021|02021|2021|21|2021|1|01|Jan|January|1|Jan|1|01|1|1|001|1|01|1|Fri|Friday|5|PM|14|14|14|2|2|"
     "02|0|00|0|00|0|000|WSDT|Apia Daylight Time|+1400|+14|+1400|+14:00"},
    {1609459200000, "Africa/Lagos",
     "AD|2021|21|2021|02021|2021|21|2021|1|01|Jan|January|1|Jan|1|01|1|1|001|1|01|1|Fri|Friday|5|AM|1|01|1|1|1|01|"
     "0|00|0|00|0|000|WAT|West Africa Standard Time|+0100|+01|+0100|+01:00"},
    {1609459200000, "UTC",
     "AD|2021|21|2021|02021|2021|21|2021|1|01|Jan|January|1|Jan|1|01|1|1|001|1|01|1|Fri|Friday|5|AM|0|00|24|0|12|"
     "12|0|00|0|00|0|000|UTC|Coordinated Universal Time|+0000|Z|Z|Z"},
    {1609459200000, "America/Los_Angeles",
     "AD|2020|20|2020|02020|2021|21|2021|12|12|Dec|December|12|Dec|1|01|5|366|366|31|31|5|Thu|Thursday|4|PM|16|16|"
     "16|4|4|04|0|00|0|00|0|000|PST|Pacific Standard Time|-0800|-08|-0800|-08:00"},
    {-2208988800001, "Asia/Kolkata",
     "AD|1900|00|1900|01900|1900|00|1900|1|01|Jan|January|1|Jan|1|01|1|1|001|1|01|1|Mon|Monday|1|AM|5|05|5|5|5|05|"
     "29|29|59|59|999|999|IST|India Standard Time|+0530|+05|+0530|+05:30"},
    {-2208988800001, "Europe/Moscow",
     "AD|1900|00|1900|01900|1900|00|1900|1|01|Jan|January|1|Jan|1|01|1|1|001|1|01|1|Mon|Monday|1|AM|2|02|2|2|2|02|"
     "59|59|59|59|999|999|MSK|Moscow Standard Time|+0300|+03|+0300|+03:00"},
    {-2208988800001, "Europe/Dublin",
     "AD|1899|99|1899|01899|1900|00|1900|12|12|Dec|December|12|Dec|1|01|6|365|365|31|31|5|Sun|Sunday|7|PM|23|23|"
     "23|11|11|11|59|59|59|59|999|999|GMT|Greenwich Mean Time|+0000|Z|Z|Z"},
    {-2208988800001, "Australia/Lord_Howe",
     "AD|1900|00|1900|01900|1900|00|1900|1|01|Jan|January|1|Jan|1|01|1|1|001|1|01|1|Mon|Monday|1|AM|10|10|10|10|"
     "10|10|29|29|59|59|999|999|LHST|Lord Howe Standard Time|+1030|+10|+1030|+10:30"},
    {-5364662400000, "GMT-03:30",
     "AD|1799|99|1799|01799|1800|00|1800|12|12|Dec|December|12|Dec|1|01|5|365|365|31|31|5|Tue|Tuesday|2|PM|20|20|"
     "20|8|8|08|30|30|0|00|0|000|GMT-03:30|GMT-03:30|-0330|-03|-0330|-03:30"},
    {-5364662400000, "America/Sao_Paulo",
     "AD|1799|99|1799|01799|1800|00|1800|12|12|Dec|December|12|Dec|1|01|5|365|365|31|31|5|Tue|Tuesday|2|PM|21|21|"
     "21|9|9|09|0|00|0|00|0|000|BRT|Brasilia Standard Time|-0300|-03|-0300|-03:00"},
    {-5364662400000, "Asia/Dubai",
     "AD|1800|00|1800|01800|1800|00|1800|1|01|Jan|January|1|Jan|1|01|1|1|001|1|01|1|Wed|Wednesday|3|AM|4|04|4|4|4|"
     "04|0|00|0|00|0|000|GST|Gulf Standard Time|+0400|+04|+0400|+04:00"},
    {-5364662400000, "EST",
     "AD|1799|99|1799|01799|1800|00|1800|12|12|Dec|December|12|Dec|1|01|5|365|365|31|31|5|Tue|Tuesday|2|PM|19|19|"
     "19|7|7|07|0|00|0|00|0|000|EST|Eastern Standard Time|-0500|-05|-0500|-05:00"},
    {4102444800000, "PST",
     "AD|2099|99|2099|02099|2100|00|2100|12|12|Dec|December|12|Dec|1|01|5|365|365|31|31|5|Thu|Thursday|4|PM|16|16|"
     "16|4|4|04|0|00|0|00|0|000|PST|Pacific Standard Time|-0800|-08|-0800|-08:00"},
    {4102444800000, "Pacific/Apia",
     "AD|2100|00|2100|02100|2100|00|2100|1|01|Jan|January|1|Jan|1|01|1|1|001|1|01|1|Fri|Friday|5|PM|13|13|13|1|1|"
     "01|0|00|0|00|0|000|WSST|Apia Standard Time|+1300|+13|+1300|+13:00"},
    {4102444800000, "Africa/Lagos",
     "AD|2100|00|2100|02100|2100|00|2100|1|01|Jan|January|1|Jan|1|01|1|1|001|1|01|1|Fri|Friday|5|AM|1|01|1|1|1|01|"
     "0|00|0|00|0|000|WAT|West Africa Standard Time|+0100|+01|+0100|+01:00"},
    {4102444800000, "UTC",
     "AD|2100|00|2100|02100|2100|00|2100|1|01|Jan|January|1|Jan|1|01|1|1|001|1|01|1|Fri|Friday|5|AM|0|00|24|0|12|"
     "12|0|00|0|00|0|000|UTC|Coordinated Universal Time|+0000|Z|Z|Z"},
    {2540000000000, "America/Los_Angeles",
     "AD|2050|50|2050|02050|2050|50|2050|6|06|Jun|June|6|Jun|27|27|5|178|178|27|27|4|Mon|Monday|1|PM|20|20|20|8|8|"
     "08|33|33|20|20|0|000|PDT|Pacific Daylight Time|-0700|-07|-0700|-07:00"},
    {2540000000000, "Asia/Kolkata",
     "AD|2050|50|2050|02050|2050|50|2050|6|06|Jun|June|6|Jun|27|27|5|179|179|28|28|4|Tue|Tuesday|2|AM|9|09|9|9|9|"
     "09|3|03|20|20|0|000|IST|India Standard Time|+0530|+05|+0530|+05:30"},
    {2540000000000, "Europe/Moscow",
     "AD|2050|50|2050|02050|2050|50|2050|6|06|Jun|June|6|Jun|27|27|5|179|179|28|28|4|Tue|Tuesday|2|AM|6|06|6|6|6|"
     "06|33|33|20|20|0|000|MSK|Moscow Standard Time|+0300|+03|+0300|+03:00"},
    {2540000000000, "Europe/Dublin",
     "AD|2050|50|2050|02050|2050|50|2050|6|06|Jun|June|6|Jun|27|27|5|179|179|28|28|4|Tue|Tuesday|2|AM|4|04|4|4|4|"
     "04|33|33|20|20|0|000|IST|Irish Standard Time|+0100|+01|+0100|+01:00"},
    {2556000000000, "Australia/Lord_Howe",
     "AD|2050|50|2050|02050|2050|50|2050|12|12|Dec|December|12|Dec|53|53|5|364|364|30|30|5|Fri|Friday|5|PM|19|19|"
     "19|7|7|07|0|00|0|00|0|000|LHDT|Lord Howe Daylight Time|+1100|+11|+1100|+11:00"},
    {2556000000000, "GMT-03:30",
     "AD|2050|50|2050|02050|2050|50|2050|12|12|Dec|December|12|Dec|53|53|5|364|364|30|30|5|Fri|Friday|5|AM|4|04|4|"
     "4|4|04|30|30|0|00|0|000|GMT-03:30|GMT-03:30|-0330|-03|-0330|-03:30"},
    {2556000000000, "America/Sao_Paulo",
     "AD|2050|50|2050|02050|2050|50|2050|12|12|Dec|December|12|Dec|53|53|5|364|364|30|30|5|Fri|Friday|5|AM|5|05|5|"
     "5|5|05|0|00|0|00|0|000|BRT|Brasilia Standard Time|-0300|-03|-0300|-03:00"},
    {2556000000000, "Asia/Dubai",
     "AD|2050|50|2050|02050|2050|50|2050|12|12|Dec|December|12|Dec|53|53|5|364|364|30|30|5|Fri|Friday|5|PM|12|12|"
     "12|0|12|12|0|00|0|00|0|000|GST|Gulf Standard Time|+0400|+04|+0400|+04:00"},
    {253402300799999, "EST",
     "AD|9999|99|9999|09999|10000|00|10000|12|12|Dec|December|12|Dec|1|01|5|365|365|31|31|5|Fri|Friday|5|PM|18|18|"
     "18|6|6|06|59|59|59|59|999|999|EST|Eastern Standard Time|-0500|-05|-0500|-05:00"},
    {253402300799999, "PST",
     "AD|9999|99|9999|09999|10000|00|10000|12|12|Dec|December|12|Dec|1|01|5|365|365|31|31|5|Fri|Friday|5|PM|15|15|"
     "15|3|3|03|59|59|59|59|999|999|PST|Pacific Standard Time|-0800|-08|-0800|-08:00"},
    {253402300799999, "Pacific/Apia",
     "AD|10000|00|10000|10000|10000|00|10000|1|01|Jan|January|1|Jan|1|01|1|1|001|1|01|1|Sat|Saturday|6|PM|12|12|"
     "12|0|12|12|59|59|59|59|999|999|WSST|Apia Standard Time|+1300|+13|+1300|+13:00"},
    {253402300799999, "Africa/Lagos",
     "AD|10000|00|10000|10000|10000|00|10000|1|01|Jan|January|1|Jan|1|01|1|1|001|1|01|1|Sat|Saturday|6|AM|0|00|24|"
     "0|12|12|59|59|59|59|999|999|WAT|West Africa Standard Time|+0100|+01|+0100|+01:00"},
    {1388500000000, "UTC",
     "AD|2013|13|2013|02013|2014|14|2014|12|12|Dec|December|12|Dec|1|01|5|365|365|31|31|5|Tue|Tuesday|2|PM|14|14|"
     "14|2|2|02|26|26|40|40|0|000|UTC|Coordinated Universal Time|+0000|Z|Z|Z"},
    {1388500000000, "America/Los_Angeles",
     "AD|2013|13|2013|02013|2014|14|2014|12|12|Dec|December|12|Dec|1|01|5|365|365|31|31|5|Tue|Tuesday|2|AM|6|06|6|"
     "6|6|06|26|26|40|40|0|000|PST|Pacific Standard Time|-0800|-08|-0800|-08:00"},
    {1388500000000, "Asia/Kolkata",
     "AD|2013|13|2013|02013|2014|14|2014|12|12|Dec|December|12|Dec|1|01|5|365|365|31|31|5|Tue|Tuesday|2|PM|19|19|"
     "19|7|7|07|56|56|40|40|0|000|IST|India Standard Time|+0530|+05|+0530|+05:30"},
    {1388500000000, "Europe/Moscow",
     "AD|2013|13|2013|02013|2014|14|2014|12|12|Dec|December|12|Dec|1|01|5|365|365|31|31|5|Tue|Tuesday|2|PM|18|18|"
     "18|6|6|06|26|26|40|40|0|000|MSK|Moscow Standard Time|+0400|+04|+0400|+04:00"},
    {1700000000000, "Europe/Dublin",
     "AD|2023|23|2023|02023|2023|23|2023|11|11|Nov|November|11|Nov|46|46|3|318|318|14|14|2|Tue|Tuesday|2|PM|22|22|"
     "22|10|10|10|13|13|20|20|0|000|GMT|Greenwich Mean Time|+0000|Z|Z|Z"},
    {1700000000000, "Australia/Lord_Howe",
     "AD|2023|23|2023|02023|2023|23|2023|11|11|Nov|November|11|Nov|46|46|3|319|319|15|15|3|Wed|Wednesday|3|AM|9|"
     "09|9|9|9|09|13|13|20|20|0|000|LHDT|Lord Howe Daylight Time|+1100|+11|+1100|+11:00"},
    {1700000000000, "GMT-03:30",
     "AD|2023|23|2023|02023|2023|23|2023|11|11|Nov|November|11|Nov|46|46|3|318|318|14|14|2|Tue|Tuesday|2|PM|18|18|"
     "18|6|6|06|43|43|20|20|0|000|GMT-03:30|GMT-03:30|-0330|-03|-0330|-03:30"},
    {1700000000000, "America/Sao_Paulo",
     "AD|2023|23|2023|02023|2023|23|2023|11|11|Nov|November|11|Nov|46|46|3|318|318|14|14|2|Tue|Tuesday|2|PM|19|19|"
     "19|7|7|07|13|13|20|20|0|000|BRT|Brasilia Standard Time|-0300|-03|-0300|-03:00"},
};

TEST(DateTimeJavaTest, PrintsEveryLetter) {
  for (const Formatted& row : kFormatted) {
    auto zone = find_time_zone(row.zone);
    ASSERT_TRUE(zone) << row.zone;
    std::string text;
    EXPECT_TRUE(append_by_pattern(text, Value::date_time(row.instant, true), kAllLetters, *zone));
    EXPECT_EQ(text, row.text) << row.instant << ' ' << row.zone;
  }
}

struct Local {
  const char* zone;
  const char* text;
  std::int64_t instant;
};

constexpr Local kLocal[] = {
    {"America/Los_Angeles", "2021-11-07 01:30", 1636277400000},
    {"America/Los_Angeles", "2021-03-14 02:30", 1615717800000},
    {"America/Los_Angeles", "2021-03-14 01:59", 1615715940000},
    {"America/Los_Angeles", "2021-03-14 03:00", 1615716000000},
    {"America/Los_Angeles", "2021-11-07 00:59", 1636271940000},
    {"America/Los_Angeles", "2021-11-07 02:00", 1636279200000},
    {"America/Los_Angeles", "2051-11-05 01:30", 2582789400000},
    {"America/Los_Angeles", "2051-03-12 02:30", 2562229800000},
    {"America/Los_Angeles", "2051-07-12 02:30", 2572767000000},
    {"Europe/Dublin", "2051-10-29 01:30", 2582155800000},
    {"Europe/Dublin", "2051-03-26 01:30", 2563407000000},
    {"Europe/Dublin", "2021-10-31 01:30", 1635643800000},
    {"Europe/Dublin", "2021-03-28 01:30", 1616895000000},
    {"Australia/Lord_Howe", "2021-04-04 01:45", 1617462900000},
    {"Australia/Lord_Howe", "2021-10-03 02:15", 1633189500000},
    {"Australia/Lord_Howe", "2060-10-03 02:15", 2863957500000},
    {"Pacific/Apia", "2011-12-30 12:00", 1325282400000},
    {"Pacific/Apia", "2011-12-29 23:59", 1325239140000},
    {"Pacific/Apia", "2011-12-31 00:00", 1325239200000},
    {"Europe/Moscow", "0019-01-11 13:30", -61566701400000},
    {"Europe/Moscow", "1985-06-01 12:00", 486460800000},
    {"Europe/Moscow", "2012-06-01 12:00", 1338537600000},
    {"Asia/Kolkata", "1943-06-01 12:00", -839010600000},
    {"America/New_York", "1900-06-01 12:00", -2195881200000},
    {"America/New_York", "1899-06-01 12:00", -2227417200000},
    {"Europe/London", "1969-06-01 12:00", -18450000000},
    {"Asia/Kathmandu", "1985-12-31 23:50", 504901200000},
    {"Asia/Kathmandu", "1986-01-01 00:05", 504902100000},
    {"America/Santiago", "2019-09-08 00:30", 1567917000000},
    {"America/Santiago", "2060-09-08 00:30", 2861839800000},
};

TEST(DateTimeJavaTest, PlacesLocalTimesInGapsAndOverlaps) {
  for (const Local& row : kLocal) {
    auto value = parse_date_time(row.text, "yyyy-MM-dd HH:mm", *find_time_zone(row.zone));
    ASSERT_TRUE(value) << row.text;
    EXPECT_EQ(value->milliseconds(), row.instant) << row.zone << ' ' << row.text;
  }
}

constexpr std::int64_t kUnreadable = std::numeric_limits<std::int64_t>::min();

struct Read {
  const char* pattern;
  const char* text;
  std::int64_t instant;
};

// In Asia/Kolkata.
constexpr Read kRead[] = {
    {"dd-MMM-yyyy HH:mm:ss", "05-Sep-2023 14:49:20", 1693905560000},
    {"dd-MMM-yyyy", "05-SEPTEMBER-2023", 1693852200000},
    {"MM,d,yyyy hh:mm:ss a", "01,11,2019 1:30:00 pm", 1547193600000},
    {"MM-d-yy", "01-11-2019", 1547145000000},
    {"yyyyMMdd", "20210707", 1625596200000},
    {"yyyyMMddHHmmss", "20210707101112", 1625632872000},
    {"d M y", " 1  2 2021", 1612117800000},
    {"yyyy-MM-dd'T'HH:mm:ssX", "2022-07-20T17:21:37Z", 1658337697000},
    {"yyyy-MM-dd'T'HH:mm:ssXXX", "2022-07-20T17:21:37-05:00", 1658355697000},
    {"yyyy-MM-dd HH:mm:ss Z", "2022-07-20 17:21:37 +0530", 1658317897000},
    {"yyyy-MM-dd HH:mm:ss z", "2022-07-20 17:21:37 PDT", 1658362897000},
    {"yyyy-MM-dd HH:mm:ss z", "2022-07-20 17:21:37 GMT+5:30", 1658317897000},
    {"yyyy-MM-dd z", "2021-07-07 IST", 1625596200000},
    {"E MMM dd HH:mm:ss z yyyy", "Wed Jan 01 00:00:00 PST 2020", 1577865600000},
    {"hh:mm", "12:30", -18000000},
    {"KK:mm a", "0:30 PM", 25200000},
    {"kk:mm", "24:30", -18000000},
    {"HH:mm a", "10:30 PM", 18000000},
    {"EEE, dd MMM yyyy", "Fri, 05 Jan 2021", 1609785000000},
    {"EEEE dd MMM yyyy", "mon 05 Jan 2021", 1609785000000},
    {"yyyy DDD", "2021 188", 1625596200000},
    {"yyyy-MM-dd HH:mm:ss.SSS", "2021-07-07 10:11:12.123", 1625632872123},
    {"yyyy 'at' MM''dd", "2021 at 07'08", 1625682600000},
    {"dd/MM/yyyy", "7/8/2021 and more", 1628274600000},
    {"yyyy G", "44 BC", -63524151000000},
    {"MMMM d, yyyy", "may 1, 2020", 1588271400000},
    {"dd-M-yyyy", "01-Jan-2021", kUnreadable},
    {"dd-MMM-yyyy", "01-01-2021", kUnreadable},
    {"dd/MM/yyyy", "01-02-2021", kUnreadable},
    {"yyyy-MM-dd'T'HH:mm", "2021-07-07 10:11", kUnreadable},
    {"hh:mm a", "10:30", kUnreadable},
    {"yyyy-MM-dd XXX", "2021-07-07", kUnreadable},
};

TEST(DateTimeJavaTest, ReadsByPattern) {
  auto zone = find_time_zone("Asia/Kolkata");
  for (const Read& row : kRead) {
    auto value = parse_date_time(row.text, row.pattern, *zone);
    EXPECT_EQ(value ? value->milliseconds() : kUnreadable, row.instant) << row.pattern << " of " << row.text;
  }
}

}  // namespace
}  // namespace sluice::interpreter
