// Shows values to people: on one line where they fit, indented where they do not, lists of maps as tables.
#pragma once

#include <cstddef>
#include <string>

#include <sluice/diagnostic.h>
#include <sluice/value.h>

namespace sluice::cli {

struct PrintStyle {
  Color color = Color::Plain;
  std::size_t width = 80;    // columns of the terminal
  std::size_t elements = 20;  // of a container that are shown; the rest is counted
};

// Ends with a line end. `shortened` is set where something was left out.
std::string pretty(const Value& value, const PrintStyle& style, bool& shortened);

}  // namespace sluice::cli
