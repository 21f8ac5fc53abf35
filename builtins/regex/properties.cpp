#include "builtins/regex/properties.h"

#include <algorithm>
#include <string>

namespace sluice::builtins::regex {

namespace {

AsciiSet members(std::string_view characters) {
  AsciiSet set;
  for (const char c : characters) set.set(static_cast<unsigned char>(c));
  return set;
}

AsciiSet between(char first, char last) {
  AsciiSet set;
  for (int c = first; c <= last; ++c) set.set(static_cast<std::size_t>(c));
  return set;
}

AsciiSet upper() { return between('A', 'Z'); }
AsciiSet lower() { return between('a', 'z'); }
AsciiSet letters() { return upper() | lower(); }
AsciiSet digits() { return between('0', '9'); }
AsciiSet punctuation() { return between('!', '~') & ~letters() & ~digits(); }
AsciiSet controls() {
  AsciiSet set = between('\0', '\x1F');
  return set.set(0x7F);
}
AsciiSet spaces() { return members(" \t\n\x0B\f\r"); }
AsciiSet symbols() { return members("+<=>|~$^`"); }

// The categories of Unicode, and which of ASCII belong to them.
struct Category {
  std::string_view name;
  AsciiSet (*ascii)();
};

AsciiSet nothing() { return {}; }

const Category kCategories[] = {
    {"L", letters},
    {"Lu", upper},
    {"Ll", lower},
    {"Lt", nothing},
    {"Lm", nothing},
    {"Lo", nothing},
    {"M", nothing},
    {"Mn", nothing},
    {"Mc", nothing},
    {"Me", nothing},
    {"N", digits},
    {"Nd", digits},
    {"Nl", nothing},
    {"No", nothing},
    {"P", [] { return punctuation() & ~symbols(); }},
    {"Pc", [] { return members("_"); }},
    {"Pd", [] { return members("-"); }},
    {"Ps", [] { return members("([{"); }},
    {"Pe", [] { return members(")]}"); }},
    {"Pi", nothing},
    {"Pf", nothing},
    {"Po", [] { return members("!\"#%&'*,./:;?@\\"); }},
    {"S", symbols},
    {"Sm", [] { return members("+<=>|~"); }},
    {"Sc", [] { return members("$"); }},
    {"Sk", [] { return members("^`"); }},
    {"So", nothing},
    {"Z", [] { return members(" "); }},
    {"Zs", [] { return members(" "); }},
    {"Zl", nothing},
    {"Zp", nothing},
    {"C", controls},
    {"Cc", controls},
    {"Cf", nothing},
    {"Cs", nothing},
    {"Co", nothing},
    {"Cn", nothing},
};

CharSet cased_letters() { return CharSet::item("\\p{L&}", letters()); }

std::optional<CharSet> category(std::string_view name, const PropertyMode& mode) {
  if (name == "LC" || (mode.ignore_case && (name == "Lu" || name == "Ll" || name == "Lt"))) return cased_letters();
  if (name == "LD") return CharSet::item("\\p{L}\\p{Nd}", letters() | digits());
  if (name == "L1") return CharSet::range(0, 0xFF);
  const auto* const found = std::ranges::find(kCategories, name, &Category::name);
  if (found == std::end(kCategories)) return std::nullopt;
  return CharSet::item("\\p{" + std::string(name) + "}", found->ascii());
}

std::string folded(std::string_view name) {
  std::string text;
  for (const char c : name)
    if (c != '_' && c != '-' && c != ' ') text += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  return text;
}

// A named class: in Unicode as class items of PCRE2, and in ASCII.
struct NamedClass {
  std::string_view name;
  std::string_view items;
  AsciiSet (*ascii)();
};

AsciiSet alphanumeric() { return letters() | digits(); }
AsciiSet word() { return alphanumeric().set('_'); }
AsciiSet hexadecimal() { return digits() | between('A', 'F') | between('a', 'f'); }
AsciiSet blanks() { return members(" \t"); }

constexpr std::string_view kUnicodeWord = "\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\x{200c}\\x{200d}";

// POSIX names: ASCII by default, the items with UNICODE_CHARACTER_CLASS. Java's Annex C forms.
const NamedClass kPosix[] = {
    {"Lower", "\\p{Lowercase}", lower},
    {"Upper", "\\p{Uppercase}", upper},
    {"ASCII", "", [] { return AsciiSet().set(); }},
    {"Alpha", "\\p{Alphabetic}", letters},
    {"Digit", "\\p{Nd}", digits},
    {"Alnum", "\\p{Alphabetic}\\p{Nd}", alphanumeric},
    {"Punct", "\\p{P}", punctuation},
    {"Graph", "", [] { return between('!', '~'); }},
    {"Print", "", [] { return between(' ', '~'); }},
    {"Blank", "\\p{Zs}", blanks},
    {"Cntrl", "\\p{Cc}", controls},
    {"XDigit", "\\p{Nd}\\p{Hex_Digit}", hexadecimal},
    {"Space", "\\p{White_Space}", spaces},
};

// Binary properties behind `Is`, in any letter case.
const NamedClass kBinary[] = {
    {"alphabetic", "\\p{Alphabetic}", letters},
    {"letter", "\\p{L}", letters},
    {"ideographic", "\\p{Ideographic}", nothing},
    {"lowercase", "\\p{Lowercase}", lower},
    {"uppercase", "\\p{Uppercase}", upper},
    {"titlecase", "\\p{Lt}", nothing},
    {"whitespace", "\\p{White_Space}", spaces},
    {"control", "\\p{Cc}", controls},
    {"punctuation", "\\p{P}", [] { return punctuation() & ~symbols(); }},
    {"hexdigit", "\\p{Hex_Digit}", hexadecimal},
    {"digit", "\\p{Nd}", digits},
    {"alnum", "\\p{Alphabetic}\\p{Nd}", alphanumeric},
    {"blank", "\\p{Zs}", blanks},
    {"word", kUnicodeWord, word},
    {"joincontrol", "\\x{200c}\\x{200d}", nothing},
};

// What Character.isX() answers, as \p{javaX}.
const NamedClass kJava[] = {
    {"javaLowerCase", "\\p{Lowercase}", lower},
    {"javaUpperCase", "\\p{Uppercase}", upper},
    {"javaAlphabetic", "\\p{Alphabetic}", letters},
    {"javaTitleCase", "\\p{Lt}", nothing},
    {"javaDigit", "\\p{Nd}", digits},
    {"javaLetter", "\\p{L}", letters},
    {"javaLetterOrDigit", "\\p{L}\\p{Nd}", alphanumeric},
    {"javaSpaceChar", "\\p{Z}", [] { return members(" "); }},
    {"javaWhitespace",
     "\\x{9}-\\x{d}\\x{1c}-\\x{20}\\x{1680}\\x{2000}-\\x{2006}\\x{2008}-\\x{200a}\\x{2028}\\x{2029}\\x{205f}\\x{3000}",
     [] { return members(" \t\n\x0B\f\r\x1C\x1D\x1E\x1F"); }},
    {"javaISOControl", "\\p{Cc}", controls},
    {"javaMirrored", "\\p{Bidi_Mirrored}", [] { return members("()<>[]{}"); }},
};

struct Block {
  std::string_view name;
  char32_t first;
  char32_t last;
};

constexpr Block kBlocks[] = {
#include "builtins/regex/blocks.inc"
};

std::optional<CharSet> block(std::string_view name) {
  std::string wanted = folded(name);
  if (wanted == "greekandcoptic") wanted = "greek";
  if (wanted == "cyrillicsupplement") wanted = "cyrillicsupplementary";
  const auto* const found = std::ranges::find(kBlocks, std::string_view(wanted), &Block::name);
  if (found == std::end(kBlocks)) return std::nullopt;
  return CharSet::range(found->first, found->last);
}

// PCRE2 knows the names of scripts. Of ASCII, Latin has the letters and Common the rest.
CharSet script(std::string_view name) {
  const std::string wanted = folded(name);
  AsciiSet ascii;
  if (wanted == "latin" || wanted == "latn") ascii = letters();
  if (wanted == "common" || wanted == "zyyy") ascii = ~letters();
  std::string item;
  for (const char c : wanted)
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) item += c;
  return CharSet::item("\\p{sc:" + item + "}", ascii);
}

CharSet set_of(const NamedClass& named) {
  return named.items.empty() ? CharSet::of_ascii(named.ascii()) : CharSet::item(named.items, named.ascii());
}

CharSet graphic() {
  CharSet set = CharSet::item("\\p{White_Space}\\p{Cc}\\p{Cs}\\p{Cn}", spaces() | controls());
  set.negate();
  return set;
}

std::optional<CharSet> posix(std::string_view name, const PropertyMode& mode) {
  if (mode.unicode && name == "Graph") return graphic();
  if (mode.unicode && name == "Print") {
    CharSet set = graphic();
    set.unite(CharSet::item("\\p{Zs}", members(" ")));
    return set;
  }
  const auto* const found = std::ranges::find(kPosix, name, &NamedClass::name);
  if (found == std::end(kPosix)) return std::nullopt;
  const bool cased = name == "Lower" || name == "Upper";
  if (mode.unicode && mode.ignore_case && cased) return CharSet::item("\\p{Lowercase}\\p{Uppercase}\\p{Lt}", letters());
  if (mode.unicode) return set_of(*found);
  return CharSet::of_ascii(mode.ignore_case && cased ? letters() : found->ascii());
}

std::optional<CharSet> binary(std::string_view name, const PropertyMode& mode) {
  const std::string wanted = folded(name);
  if (wanted == "assigned") {
    CharSet set = CharSet::item("\\p{Cn}", {});
    set.negate();
    return set;
  }
  if (mode.ignore_case && (wanted == "lowercase" || wanted == "uppercase" || wanted == "titlecase"))
    return CharSet::item("\\p{Lowercase}\\p{Uppercase}\\p{Lt}", letters());
  const auto* const found = std::ranges::find(kBinary, std::string_view(wanted), &NamedClass::name);
  if (found == std::end(kBinary)) return std::nullopt;
  return set_of(*found);
}

std::optional<CharSet> keyed(std::string_view key, std::string_view value, const PropertyMode& mode) {
  const std::string wanted = folded(key);
  if (wanted == "sc" || wanted == "script") return script(value);
  if (wanted == "blk" || wanted == "block") return block(value);
  if (wanted == "gc" || wanted == "generalcategory") return category(value, mode);
  return std::nullopt;
}

}  // namespace

CharSet escape_class(char letter, const PropertyMode& mode) {
  CharSet set;
  switch (letter | 0x20) {
    case 'd': set = mode.unicode ? CharSet::item("\\p{Nd}", digits()) : CharSet::of_ascii(digits()); break;
    case 'w': set = mode.unicode ? CharSet::item(kUnicodeWord, word()) : CharSet::of_ascii(word()); break;
    case 's': set = mode.unicode ? CharSet::item("\\p{White_Space}", spaces()) : CharSet::of_ascii(spaces()); break;
    case 'h':
      set = CharSet::item("\\x{a0}\\x{1680}\\x{180e}\\x{2000}-\\x{200a}\\x{202f}\\x{205f}\\x{3000}", {});
      set.unite(CharSet::of_ascii(blanks()));
      break;
    default:  // v
      set = CharSet::item("\\x{85}\\x{2028}\\x{2029}", {});
      set.unite(CharSet::of_ascii(members("\n\x0B\f\r")));
  }
  if (letter < 'a') set.negate();
  return set;
}

std::optional<CharSet> property(std::string_view name, const PropertyMode& mode) {
  if (const std::size_t equals = name.find('='); equals != std::string_view::npos)
    return keyed(name.substr(0, equals), name.substr(equals + 1), mode);
  if (name.starts_with("In")) return block(name.substr(2));
  if (name.starts_with("Is")) {
    name.remove_prefix(2);
    if (auto set = binary(name, mode)) return set;
    if (auto set = category(name, mode)) return set;
    return script(name);
  }
  if (auto set = category(name, mode)) return set;
  if (auto set = posix(name, mode)) return set;
  const auto* const found = std::ranges::find(kJava, name, &NamedClass::name);
  if (found == std::end(kJava)) return std::nullopt;
  CharSet set = set_of(*found);
  if (mode.ignore_case && (name == "javaLowerCase" || name == "javaUpperCase" || name == "javaTitleCase"))
    set = CharSet::item("\\p{Lowercase}\\p{Uppercase}\\p{Lt}", letters());
  return set;
}

}  // namespace sluice::builtins::regex
