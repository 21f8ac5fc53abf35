// Shows values to people: on one line where they fit, indented where they do not, lists of maps as tables.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <sluice/diagnostic.h>
#include <sluice/value.h>

namespace sluice::cli {

struct PrintStyle {
  Color color = Color::Plain;
  std::size_t width = 80;    // columns of the terminal
  std::size_t elements = 20;  // of a container that are shown; the rest is counted
};

// The start of a text that fits that many columns.
std::string_view first_columns(std::string_view text, std::size_t columns);

// Ends with a line end. `shortened` is set where something was left out.
std::string pretty(const Value& value, const PrintStyle& style, bool& shortened);

}  // namespace sluice::cli
