// The encodings of the web: percent, form, texts in JSON, and the parts of a query.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sluice::connectors {

// As HTML forms send it: space is +, all but letters, digits and *-._ is %XX.
std::string form_encoded(std::string_view text);
// RFC 3986: all but letters, digits and -._~ is %XX.
std::string percent_encoded(std::string_view text);
// %XX becomes what it stands for; other % stay.
std::string percent_decoded(std::string_view text);
// The same, and + is a blank.
std::string form_decoded(std::string_view text);

// Appends a text to JSON, in quotes. Of what is not UTF-8 only the ASCII characters stay legible.
void append_json_text(std::string& json, std::string_view text);

// The value of a parameter in the query of an address, as it is written there.
std::optional<std::string> query_parameter(std::string_view url, std::string_view name);
// The address with `more` (`a=1&b=2`) at the end of its query, before a fragment.
std::string with_query(std::string_view url, std::string_view more);

}  // namespace sluice::connectors
