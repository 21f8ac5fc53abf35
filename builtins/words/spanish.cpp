#include <string_view>

#include "builtins/words/words.h"

namespace sluice::builtins::words {

namespace {

constexpr std::string_view kSmall[] = {
    "cero",         "uno",         "dos",        "tres",        "cuatro",     "cinco",      "seis",      "siete",
    "ocho",         "nueve",       "diez",       "once",        "doce",       "trece",      "catorce",   "quince",
    "dieciséis",    "diecisiete",  "dieciocho",  "diecinueve",  "veinte",     "veintiuno",  "veintidós", "veintitrés",
    "veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho", "veintinueve"};
constexpr std::string_view kTens[] = {"",          "",        "",        "treinta", "cuarenta",
                                      "cincuenta", "sesenta", "setenta", "ochenta", "noventa"};
constexpr std::string_view kHundreds[] = {"",           "ciento",      "doscientos",  "trescientos", "cuatrocientos",
                                          "quinientos", "seiscientos", "setecientos", "ochocientos", "novecientos"};

// `before_noun`: a final uno becomes un in front of mil and millones.
std::string below_hundred(std::uint64_t n, bool before_noun) {
  if (before_noun && n == 1) return "un";
  if (before_noun && n == 21) return "veintiún";
  if (n < 30) return std::string(kSmall[n]);
  std::string text(kTens[n / 10]);
  return n % 10 == 0 ? text : text + " y " + below_hundred(n % 10, before_noun);
}

std::string below_thousand(std::uint64_t n, bool before_noun) {
  if (n < 100) return below_hundred(n, before_noun);
  if (n == 100) return "cien";
  std::string text(kHundreds[n / 100]);
  return n % 100 == 0 ? text : text + " " + below_hundred(n % 100, before_noun);
}

std::string below_million(std::uint64_t n, bool before_noun) {
  if (n < 1000) return below_thousand(n, before_noun);
  std::string text = n / 1000 == 1 ? "mil" : below_thousand(n / 1000, true) + " mil";
  return n % 1000 == 0 ? text : text + " " + below_thousand(n % 1000, before_noun);
}

void append_scale(std::string& text, std::uint64_t count, std::string_view one, std::string_view many) {
  if (count == 0) return;
  if (!text.empty()) text += ' ';
  text += count == 1 ? std::string(one) : below_million(count, true) + " " + std::string(many);
}

}  // namespace

// A thousand millions have no word of their own; the next is a million of millions.
std::string spanish(std::uint64_t n) {
  constexpr std::uint64_t kMillion = 1'000'000;
  std::string text;
  append_scale(text, n / kMillion / kMillion, "un billón", "billones");
  append_scale(text, n / kMillion % kMillion, "un millón", "millones");
  if (text.empty()) return below_million(n, false);
  return n % kMillion == 0 ? text : text + " " + below_million(n % kMillion, false);
}

}  // namespace sluice::builtins::words
