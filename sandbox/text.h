// Text as requests and searches need it.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sluice::sandbox {

// Lower case of ASCII, Latin, Greek and Cyrillic letters; other characters stay. Searches compare folded texts.
std::string fold(std::string_view text);
bool equal_folded(std::string_view left, std::string_view right);
// Whether `text` holds `needle`, which is folded already.
bool contains_folded(std::string_view text, std::string_view needle);
bool starts_with_folded(std::string_view text, std::string_view needle);

std::string_view trim(std::string_view text);
std::vector<std::string> split(std::string_view text, char separator);
std::string digits_of(std::string_view text);
bool is_digits(std::string_view text);
// Length in characters of valid UTF-8.
std::size_t characters(std::string_view text);
// The first `count` characters.
std::string_view first_characters(std::string_view text, std::size_t count);

std::string percent_decode(std::string_view text, bool plus_is_blank);
std::string percent_encode(std::string_view text);
std::string html_escape(std::string_view text);

using Parameters = std::vector<std::pair<std::string, std::string>>;
// `a=1&b=2`, with or without a stray `&`.
Parameters parse_query(std::string_view text);

// `count` bytes of the system's random source as lower-case hex digits.
std::string random_hex(std::size_t count);

}  // namespace sluice::sandbox
