#include "interpreter/support/html_entities.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "interpreter/support/utf8.h"

namespace sluice::interpreter::support {

namespace {

struct Entity {
  std::string_view name;
  char32_t code_point;
};

// HTML 4.01, section 24, by name.
constexpr std::array<Entity, 252> kByName = {{
    {"AElig", 198},   {"Aacute", 193},   {"Acirc", 194},   {"Agrave", 192},  {"Alpha", 913},    {"Aring", 197},
    {"Atilde", 195},  {"Auml", 196},     {"Beta", 914},    {"Ccedil", 199},  {"Chi", 935},      {"Dagger", 8225},
    {"Delta", 916},   {"ETH", 208},      {"Eacute", 201},  {"Ecirc", 202},   {"Egrave", 200},   {"Epsilon", 917},
    {"Eta", 919},     {"Euml", 203},     {"Gamma", 915},   {"Iacute", 205},  {"Icirc", 206},    {"Igrave", 204},
    {"Iota", 921},    {"Iuml", 207},     {"Kappa", 922},   {"Lambda", 923},  {"Mu", 924},       {"Ntilde", 209},
    {"Nu", 925},      {"OElig", 338},    {"Oacute", 211},  {"Ocirc", 212},   {"Ograve", 210},   {"Omega", 937},
    {"Omicron", 927}, {"Oslash", 216},   {"Otilde", 213},  {"Ouml", 214},    {"Phi", 934},      {"Pi", 928},
    {"Prime", 8243},  {"Psi", 936},      {"Rho", 929},     {"Scaron", 352},  {"Sigma", 931},    {"THORN", 222},
    {"Tau", 932},     {"Theta", 920},    {"Uacute", 218},  {"Ucirc", 219},   {"Ugrave", 217},   {"Upsilon", 933},
    {"Uuml", 220},    {"Xi", 926},       {"Yacute", 221},  {"Yuml", 376},    {"Zeta", 918},     {"aacute", 225},
    {"acirc", 226},   {"acute", 180},    {"aelig", 230},   {"agrave", 224},  {"alefsym", 8501}, {"alpha", 945},
    {"amp", 38},      {"and", 8743},     {"ang", 8736},    {"aring", 229},   {"asymp", 8776},   {"atilde", 227},
    {"auml", 228},    {"bdquo", 8222},   {"beta", 946},    {"brvbar", 166},  {"bull", 8226},    {"cap", 8745},
    {"ccedil", 231},  {"cedil", 184},    {"cent", 162},    {"chi", 967},     {"circ", 710},     {"clubs", 9827},
    {"cong", 8773},   {"copy", 169},     {"crarr", 8629},  {"cup", 8746},    {"curren", 164},   {"dArr", 8659},
    {"dagger", 8224}, {"darr", 8595},    {"deg", 176},     {"delta", 948},   {"diams", 9830},   {"divide", 247},
    {"eacute", 233},  {"ecirc", 234},    {"egrave", 232},  {"empty", 8709},  {"emsp", 8195},    {"ensp", 8194},
    {"epsilon", 949}, {"equiv", 8801},   {"eta", 951},     {"eth", 240},     {"euml", 235},     {"euro", 8364},
    {"exist", 8707},  {"fnof", 402},     {"forall", 8704}, {"frac12", 189},  {"frac14", 188},   {"frac34", 190},
    {"frasl", 8260},  {"gamma", 947},    {"ge", 8805},     {"gt", 62},       {"hArr", 8660},    {"harr", 8596},
    {"hearts", 9829}, {"hellip", 8230},  {"iacute", 237},  {"icirc", 238},   {"iexcl", 161},    {"igrave", 236},
    {"image", 8465},  {"infin", 8734},   {"int", 8747},    {"iota", 953},    {"iquest", 191},   {"isin", 8712},
    {"iuml", 239},    {"kappa", 954},    {"lArr", 8656},   {"lambda", 955},  {"lang", 9001},    {"laquo", 171},
    {"larr", 8592},   {"lceil", 8968},   {"ldquo", 8220},  {"le", 8804},     {"lfloor", 8970},  {"lowast", 8727},
    {"loz", 9674},    {"lrm", 8206},     {"lsaquo", 8249}, {"lsquo", 8216},  {"lt", 60},        {"macr", 175},
    {"mdash", 8212},  {"micro", 181},    {"middot", 183},  {"minus", 8722},  {"mu", 956},       {"nabla", 8711},
    {"nbsp", 160},    {"ndash", 8211},   {"ne", 8800},     {"ni", 8715},     {"not", 172},      {"notin", 8713},
    {"nsub", 8836},   {"ntilde", 241},   {"nu", 957},      {"oacute", 243},  {"ocirc", 244},    {"oelig", 339},
    {"ograve", 242},  {"oline", 8254},   {"omega", 969},   {"omicron", 959}, {"oplus", 8853},   {"or", 8744},
    {"ordf", 170},    {"ordm", 186},     {"oslash", 248},  {"otilde", 245},  {"otimes", 8855},  {"ouml", 246},
    {"para", 182},    {"part", 8706},    {"permil", 8240}, {"perp", 8869},   {"phi", 966},      {"pi", 960},
    {"piv", 982},     {"plusmn", 177},   {"pound", 163},   {"prime", 8242},  {"prod", 8719},    {"prop", 8733},
    {"psi", 968},     {"quot", 34},      {"rArr", 8658},   {"radic", 8730},  {"rang", 9002},    {"raquo", 187},
    {"rarr", 8594},   {"rceil", 8969},   {"rdquo", 8221},  {"real", 8476},   {"reg", 174},      {"rfloor", 8971},
    {"rho", 961},     {"rlm", 8207},     {"rsaquo", 8250}, {"rsquo", 8217},  {"sbquo", 8218},   {"scaron", 353},
    {"sdot", 8901},   {"sect", 167},     {"shy", 173},     {"sigma", 963},   {"sigmaf", 962},   {"sim", 8764},
    {"spades", 9824}, {"sub", 8834},     {"sube", 8838},   {"sum", 8721},    {"sup", 8835},     {"sup1", 185},
    {"sup2", 178},    {"sup3", 179},     {"supe", 8839},   {"szlig", 223},   {"tau", 964},      {"there4", 8756},
    {"theta", 952},   {"thetasym", 977}, {"thinsp", 8201}, {"thorn", 254},   {"tilde", 732},    {"times", 215},
    {"trade", 8482},  {"uArr", 8657},    {"uacute", 250},  {"uarr", 8593},   {"ucirc", 251},    {"ugrave", 249},
    {"uml", 168},     {"upsih", 978},    {"upsilon", 965}, {"uuml", 252},    {"weierp", 8472},  {"xi", 958},
    {"yacute", 253},  {"yen", 165},      {"yuml", 255},    {"zeta", 950},    {"zwj", 8205},     {"zwnj", 8204},
}};

constexpr auto kByCodePoint = [] {
  auto entities = kByName;
  std::ranges::sort(entities, {}, &Entity::code_point);
  return entities;
}();

constexpr std::size_t kLongestName = 8;  // thetasym

std::string_view name_of(char32_t code_point) {
  const auto found = std::ranges::lower_bound(kByCodePoint, code_point, {}, &Entity::code_point);
  return found != kByCodePoint.end() && found->code_point == code_point ? found->name : std::string_view();
}

// 0 for a name that is none.
char32_t named(std::string_view name, EntitySet set) {
  if (name == "apos") return U'\'';
  const bool basic = name == "amp" || name == "lt" || name == "gt" || name == "quot";
  if (set == EntitySet::Xml && !basic) return 0;
  const auto found = std::ranges::lower_bound(kByName, name, {}, &Entity::name);
  return found != kByName.end() && found->name == name ? found->code_point : 0;
}

// `#233` or `#xE9`; 0 where that is no character.
char32_t numbered(std::string_view digits) {
  const bool hexadecimal = digits.size() > 1 && (digits[1] == 'x' || digits[1] == 'X');
  digits.remove_prefix(hexadecimal ? 2 : 1);
  std::uint32_t number = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), number, hexadecimal ? 16 : 10);
  const bool surrogate = number >= 0xD800 && number < 0xE000;
  if (error != std::errc() || end != digits.data() + digits.size() || number > 0x10FFFF || surrogate) return 0;
  return number;
}

bool needs_escape(char c, EntitySet set) {
  switch (c) {
    case '&':
    case '<':
    case '>':
    case '"': return true;
    case '\'': return set == EntitySet::Xml;
    default: return static_cast<unsigned char>(c) >= 0x80 && set == EntitySet::Html;
  }
}

void put_entity(Output& out, std::string_view name) {
  out.put('&');
  out.append(name);
  out.put(';');
}

}  // namespace

char32_t entity_code_point(std::string_view reference, EntitySet set) {
  if (reference.empty()) return 0;
  return reference.front() == '#' ? numbered(reference) : named(reference, set);
}

void escape_entities(Output& out, std::string_view text, EntitySet set) {
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at < end) {
    const char* plain = at;
    while (at < end && !needs_escape(*at, set)) ++at;
    out.append({plain, at});
    if (at == end) return;
    const char* const begin = at;
    const char32_t code_point = decode_utf8(at);
    const std::string_view name = code_point == U'\'' ? "apos" : name_of(code_point);
    if (name.empty()) {
      out.append({begin, at});
    } else {
      put_entity(out, name);
    }
  }
}

void unescape_entities(Output& out, std::string_view text, EntitySet set) {
  constexpr std::size_t kLongestReference = std::max(kLongestName, std::size_t{12});
  for (;;) {
    const std::size_t amp = text.find('&');
    out.append(text.substr(0, amp));
    if (amp == std::string_view::npos) return;
    text.remove_prefix(amp);
    const std::size_t semicolon = text.substr(0, kLongestReference + 2).find(';');
    const char32_t code_point =
        semicolon == std::string_view::npos ? 0 : entity_code_point(text.substr(1, semicolon - 1), set);
    if (code_point == 0) {
      out.put('&');
      text.remove_prefix(1);
      continue;
    }
    out.advance(encode_utf8(out.room(4), code_point));
    text.remove_prefix(semicolon + 1);
  }
}

}  // namespace sluice::interpreter::support
