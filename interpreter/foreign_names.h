// Names that people bring along from other languages, or guess, and what Deluge says instead. Not a list of what exists.
#pragma once

#include <string_view>

namespace sluice::interpreter {

// For a function or a method that does not exist: `push`, `parseInt`, `putUrl`. Empty for others.
std::string_view help_for_foreign_function(std::string_view name);

// For what stands before a dot and is no variable: `console`, `Math`. Empty for others.
std::string_view help_for_foreign_object(std::string_view name);

}  // namespace sluice::interpreter
