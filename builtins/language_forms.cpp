#include "builtins/language_forms.h"

namespace sluice::builtins {

namespace {

using namespace interpreter;

constexpr ParameterRecord kIf[] = {
    {"condition", Type::Boolean | Type::Null}, {"then", kAnyOrNull}, {"else", kAnyOrNull}};
constexpr ParameterRecord kIfNull[] = {{"value", kAnyOrNull}, {"otherwise", kAnyOrNull}};
constexpr std::string_view kNow[] = {"zoho.currenttime"};
constexpr std::string_view kToday[] = {"zoho.currentdate"};

constexpr FunctionRecord kForms[] = {
    {.name = "if",
     .parameters = kIf,
     .result = kAnyOrNull,
     .form = Form::Free,
     .page = "conditional-statements/condition.html",
     .summary = "One of two values; only the chosen one is evaluated.",
     .example = "info if(1 < 2, \"y\", \"n\");",
     .example_result = "y"},
    {.name = "ifNull",
     .parameters = kIfNull,
     .result = kAnyOrNull,
     .form = Form::Free,
     .page = "conditional-statements/condition.html",
     .summary = "The value, or the other one where it is null; that is evaluated only then.",
     .example = "info ifNull(null, \"x\");",
     .example_result = "x"},
    {.name = "now",
     .aliases = kNow,
     .result = Type::DateTime,
     .form = Form::Free,
     .page = "functions/datetime/now.html",
     .summary = "The date and time of the moment, in the time zone of the run; also without parentheses.",
     .example = "info now >= today;",
     .example_result = "true"},
    {.name = "today",
     .aliases = kToday,
     .result = Type::DateTime,
     .form = Form::Free,
     .page = "functions/datetime/today.html",
     .summary = "The date of the moment, in the time zone of the run; also without parentheses.",
     .example = "info today.daysBetween(now);",
     .example_result = "0"},
};

}  // namespace

Family language_forms() { return kForms; }

}  // namespace sluice::builtins
