// Shows syntax trees as nested parentheses, so that tests can compare shapes: `a + b * c` is `(+ a (* b c))`.
// Independent of the printer under test.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>

#include "grammar/parse.h"
#include "grammar/print.h"

namespace sluice::grammar {

std::string tree_text(const Expr* expr);
std::string tree_text(const Stmt& stmt);
std::string tree_text(const Block& block);
std::string tree_text(const Script& script);

ParsedScript parse_text(std::string_view text, Dialect dialect = Dialect::Standard);

// The diagnostics, one a line: `error SLC-SYN-0001 3:14`.
std::string problems_of(const ParsedScript& parsed);
std::string problems_of(std::string_view text);

// The tree of a text without problems; of text with problems, those.
std::string tree_of(std::string_view text, Dialect dialect = Dialect::Standard);

// The tree of `x = <text>;`, only the value.
std::string value_of(std::string_view text, Dialect dialect = Dialect::Standard);

// Parses, prints, parses again; fails the test when the trees differ.
void expect_round_trip(std::string_view text, Dialect dialect = Dialect::Standard);

}  // namespace sluice::grammar
