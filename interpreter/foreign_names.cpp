#include "interpreter/foreign_names.h"

#include <algorithm>
#include <span>

#include "interpreter/support/names.h"

namespace sluice::interpreter {

namespace {

struct ForeignName {
  std::string_view name;
  std::string_view help;
};

constexpr std::string_view kInfo = "'info' shows a value: info x;";
constexpr std::string_view kLoop = "write a loop: for each x in list { … }";
constexpr std::string_view kToLong = "write value.toLong()";
constexpr std::string_view kToDecimal = "write value.toDecimal()";
constexpr std::string_view kToText = "write value.toString()";
constexpr std::string_view kAdd = "write list.add(value)";
constexpr std::string_view kRemoveAt = "write list.remove(index)";
constexpr std::string_view kUpper = "write text.toUpperCase()";
constexpr std::string_view kLower = "write text.toLowerCase()";
constexpr std::string_view kPart = "write text.subString(start, end), or list.subList(start, end)";
constexpr std::string_view kContains = "write contains(value), or map.containsKey(key)";
constexpr std::string_view kHasKey = "write map.containsKey(key)";
constexpr std::string_view kTypeOf = "ask isText(), isNumber(), isDate() and the like";
constexpr std::string_view kReplace = "write text.replaceAll(search, replacement)";
constexpr std::string_view kEnd = "return; ends a script or a function";
constexpr std::string_view kReadJson =
    "write text.toMap() or text.toJSONList() to read JSON, value.toString() to write it";
constexpr std::string_view kNow = "write now or today";

constexpr ForeignName kFunctions[] = {
    {"putUrl", "write invokeurl [ url: … type: PUT ], or invokeUrl(url, \"PUT\", body)"},
    {"deleteUrl", "write invokeurl [ url: … type: DELETE ], or invokeUrl(url, \"DELETE\")"},
    {"fetch", "write invokeurl [ url: … type: GET ]"},
    {"invokeApi", "write invokeapi [ service: … path: … ]"},
    {"sendMail", "write sendmail [ from: … to: … subject: … message: … ]"},
    {"sendSms", "write sendsms [ to: … message: … connection: … ]"},
    {"pushNotification", "write zoho.pushNotification(…)"},
    {"print", kInfo},
    {"println", kInfo},
    {"printf", kInfo},
    {"echo", kInfo},
    {"puts", kInfo},
    {"parseInt", kToLong},
    {"parseFloat", kToDecimal},
    {"int", kToLong},
    {"toInt", kToLong},
    {"toInteger", kToLong},
    {"float", kToDecimal},
    {"toFloat", kToDecimal},
    {"toDouble", kToDecimal},
    {"str", kToText},
    {"string", kToText},
    {"typeof", kTypeOf},
    {"type", kTypeOf},
    {"getType", kTypeOf},
    {"isNaN", "write value.isNumber()"},
    {"isset", "write isNull(value)"},
    {"push", kAdd},
    {"append", kAdd},
    {"pop", kRemoveAt},
    {"shift", kRemoveAt},
    {"removeAt", kRemoveAt},
    {"first", "write list.get(0)"},
    {"last", "write list.get(list.size() - 1)"},
    {"count", "write list.size()"},
    {"max", "the largest element of a list is list.largest()"},
    {"min", "the smallest element of a list is list.smallest()"},
    {"sum", "add the elements in a loop; list.average() is the mean"},
    {"avg", "write list.average()"},
    {"mean", "write list.average()"},
    {"join", "write list.toString(), which puts commas, and replaceAll for another separator"},
    {"forEach", kLoop},
    {"filter", kLoop},
    {"reduce", kLoop},
    {"range", "Deluge has no ranges; loop over a list: for each x in {1, 2, 3} { … }"},
    {"split", "write text.toList(separator)"},
    {"explode", "write text.toList(separator)"},
    {"charAt", "write text.subString(index, index + 1)"},
    {"substr", kPart},
    {"slice", kPart},
    {"substringBefore", "write text.getPrefix(separator)"},
    {"substringAfter", "write text.getSuffix(separator)"},
    {"toUpper", kUpper},
    {"upper", kUpper},
    {"toLower", kLower},
    {"lower", kLower},
    {"strip", "write text.trim()"},
    {"includes", kContains},
    {"has", kContains},
    {"hasKey", kHasKey},
    {"has_key", kHasKey},
    {"replace", kReplace},
    {"format", "write number.text(\"#,##0.00\"), or date.toString(\"dd-MMM-yyyy\")"},
    {"set", "write map.put(key, value)"},
    {"entries", "loop over map.keys()"},
    {"getKeys", "write map.keys()"},
    {"toJSON", kReadJson},
    {"parse", kReadJson},
    {"stringify", kReadJson},
    {"getTimestamp", "write date.unixEpoch(), or date.toLong(): milliseconds since 1970"},
    {"sleep", "Deluge cannot wait"},
    {"exit", kEnd},
    {"die", kEnd},
};

constexpr ForeignName kObjects[] = {
    {"console", kInfo},
    {"System", kInfo},
    {"logger", kInfo},
    {"JSON", kReadJson},
    {"Math", "the functions of numbers are called without it: x.round(2), x.floor(), x.power(3)"},
    {"Object", "the keys of a map are map.keys()"},
    {"Array", "a list is written {1, 2, 3}, or List()"},
    {"Date", kNow},
    {"DateTime", kNow},
    {"this", "a script has no 'this'; a function of its application is thisapp.name(…)"},
    {"self", "a script has no 'self'; a function of its application is thisapp.name(…)"},
};

std::string_view help_among(std::span<const ForeignName> names, std::string_view name) {
  const auto found = std::ranges::find_if(names, [&](const ForeignName& each) { return same_name(each.name, name); });
  return found == names.end() ? std::string_view() : found->help;
}

}  // namespace

std::string_view help_for_foreign_function(std::string_view name) { return help_among(kFunctions, name); }

std::string_view help_for_foreign_object(std::string_view name) { return help_among(kObjects, name); }

}  // namespace sluice::interpreter
