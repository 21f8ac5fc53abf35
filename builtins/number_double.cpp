// Functions that are computed in double: roots, logarithms, exponentials and trigonometry (help/functions/number). Their
// results print as Java prints a double (decisions 11); outside of their domain they are null.
#include <cmath>
#include <limits>
#include <numbers>

#include "builtins/common.h"
#include "builtins/families.h"
#include "builtins/math/trigonometry.h"

namespace sluice::builtins {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

// Not a number and infinities become null.
template <double (*kFunction)(double)>
Value computed(Call& call) {
  return from_double(call.context.heap, kFunction(to_double(call.receiver())));
}

double square_root(double x) { return std::sqrt(x); }
double exponential(double x) { return std::exp(x); }
double logarithm(double x) { return x > 0 ? std::log(x) : kNone; }
double decimal_logarithm(double x) { return x > 0 ? std::log10(x) : kNone; }
double arc_sine(double x) { return std::asin(x); }
double arc_cosine(double x) { return std::acos(x); }
double arc_tangent(double x) { return std::atan(x); }
double hyperbolic_sine(double x) { return std::sinh(x); }
double hyperbolic_cosine(double x) { return std::cosh(x); }
double hyperbolic_tangent(double x) { return std::tanh(x); }

// The inverse hyperbolic functions follow the textbook, whose last digits Zoho's samples show (builtins-number.md §0).
double area_sine(double x) {
  constexpr double kSquareIsInfinite = 1e150;
  const double size = std::abs(x);
  const double result =
      size > kSquareIsInfinite ? std::log(size) + std::numbers::ln2 : std::log(size + std::sqrt(size * size + 1));
  return std::copysign(result, x);
}
double area_cosine(double x) {
  constexpr double kSquareIsInfinite = 1e150;
  if (x < 1) return kNone;
  return x > kSquareIsInfinite ? std::log(x) + std::numbers::ln2 : std::log(x + std::sqrt(x * x - 1));
}
double area_tangent(double x) { return std::abs(x) < 1 ? 0.5 * std::log((1 + x) / (1 - x)) : kNone; }

double to_degrees(double x) { return x * 180 / std::numbers::pi; }
double to_radians(double x) { return x / 180 * std::numbers::pi; }

Value atan2(Call& call) {
  return from_double(call.context.heap, std::atan2(to_double(call.receiver()), to_double(call.arguments[1])));
}

constexpr TypeSet kDecimalOrNull = Type::Decimal | Type::Null;
constexpr ParameterRecord kX[] = {{"x", kNumeric}};

constexpr FunctionRecord unary(std::string_view name, std::string_view page, NativeFunction run,
                               std::string_view summary, std::string_view example, std::string_view result) {
  return {.name = name,
          .receiver = kNumeric,
          .result = kDecimalOrNull,
          .cost = {10},
          .page = page,
          .summary = summary,
          .example = example,
          .example_result = result,
          .run = run};
}

constexpr FunctionRecord kFunctions[] = {
    unary("sqrt", "functions/number/sqrt.html", computed<square_root>, "The square root; null for a negative number.",
          "info 9.sqrt();", "3.0"),
    unary("exp", "functions/number/exp.html", computed<exponential>, "e raised to the number.", "info 1.exp();",
          "2.718281828459045"),
    unary("log", "functions/number/log.html", computed<logarithm>,
          "The natural logarithm; null unless the number is positive.", "info 90.log();", "4.499809670330265"),
    unary("log10", "functions/number/log10.html", computed<decimal_logarithm>,
          "The logarithm to base 10; null unless the number is positive.", "info 1000.log10();", "3.0"),
    unary("sin", "functions/number/sin.html", computed<math::sine>, "The sine of an angle in radians.",
          "info 90.sin();", "0.8939966636005579"),
    unary("cos", "functions/number/cos.html", computed<math::cosine>, "The cosine of an angle in radians.",
          "info 90.cos();", "-0.4480736161291702"),
    unary("tan", "functions/number/tan.html", computed<math::tangent>, "The tangent of an angle in radians.",
          "info 90.tan();", "-1.995200412208242"),
    unary("asin", "functions/number/asin.html", computed<arc_sine>,
          "The angle in radians that has this sine; null outside of -1 to 1.", "info 1.asin();", "1.5707963267948966"),
    unary("acos", "functions/number/acos.html", computed<arc_cosine>,
          "The angle in radians that has this cosine; null outside of -1 to 1.", "info 0.5.acos();",
          "1.0471975511965979"),
    unary("atan", "functions/number/atan.html", computed<arc_tangent>, "The angle in radians that has this tangent.",
          "info 1.atan();", "0.7853981633974483"),
    {.name = "atan2",
     .receiver = kNumeric,
     .parameters = kX,
     .result = kDecimalOrNull,
     .cost = {10},
     .page = "functions/number/atan2.html",
     .summary = "The angle in radians of the point (x, y); the number itself is y.",
     .example = "info 1.atan2(2);",
     .example_result = "0.4636476090008061",
     .run = atan2},
    unary("sinh", "functions/number/sinh.html", computed<hyperbolic_sine>, "The hyperbolic sine.", "info 1.sinh();",
          "1.1752011936438014"),
    unary("cosh", "functions/number/cosh.html", computed<hyperbolic_cosine>, "The hyperbolic cosine.", "info 0.cosh();",
          "1.0"),
    unary("tanh", "functions/number/tanh.html", computed<hyperbolic_tangent>, "The hyperbolic tangent.",
          "info 0.785398.tanh();", "0.6557941095069071"),
    unary("asinh", "functions/number/asinh.html", computed<area_sine>, "The inverse of sinh.", "info 1.asinh();",
          "0.8813735870195429"),
    unary("acosh", "functions/number/acosh.html", computed<area_cosine>, "The inverse of cosh; null below 1.",
          "info 3.acosh();", "1.762747174039086"),
    unary("atanh", "functions/number/atanh.html", computed<area_tangent>,
          "The inverse of tanh; null unless the number lies between -1 and 1.", "info 0.7.atanh();",
          "0.8673005276940532"),
    unary("degrees", "functions/number/degrees.html", computed<to_degrees>, "An angle in radians as degrees.",
          "info 6.283185307179586.degrees();", "360.0"),
    unary("radians", "functions/number/radians.html", computed<to_radians>, "An angle in degrees as radians.",
          "info 90.radians();", "1.5707963267948966"),
};

}  // namespace

Family number_double_functions() { return kFunctions; }

}  // namespace sluice::builtins
