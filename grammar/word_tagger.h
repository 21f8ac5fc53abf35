// Decides what a word or a sign means where it stands. No word of Deluge is reserved (`update = x;` is an assignment,
// `update rec [ … ]` a task), so the parser asks here at each place where a word may be special, and the token gets
// the kind that tells it apart. With that, one token of look-ahead is enough for the grammar.
#pragma once

#include "grammar/token.h"

namespace sluice::grammar {

// All take the token to be read next; those behind it may be looked at, and get kinds as well where a phrase has
// several words.

// Where a statement begins. `outside` is true between functions, where a function header may stand.
void tag_statement(Token* next, bool outside);

// Behind the body of an `if`, of a `try`, of a `catch`.
void tag_else(Token* next);
void tag_catch(Token* next);
void tag_finally(Token* next);

// Where a value begins.
void tag_operand(Token* next);

// Behind a value: word operators, `=` that compares, `:ui`, sort and range.
struct OperatorPlace {
  bool assignable = false;  // `=` assigns here
};
void tag_operator(Token* next, OperatorPlace place);

// Between the two bounds of `range from a to b`.
void tag_range_to(Token* next);

// Behind a field of `sort by`: its order.
void tag_sort_order(Token* next);

// Behind a field or the order of `sort by`: the dot of a call that is of the records, not of the field.
void tag_query_dot(Token* next);

// The comma between two fields of `sort by`. In brackets, where it may part arguments as well, only when an order is
// written behind the second field.
void tag_sort_comma(Token* next, bool in_brackets);

// In a block of attributes: where a value begins, and behind it. `content_type`: an unquoted MIME type, or `Plain Text`,
// may stand here.
void tag_attribute_value(Token* next, bool content_type);
void tag_attribute_format(Token* next);
void tag_attribute_comma(Token* next, bool prefixed);

// Where a block must begin. Whether it does.
bool tag_body(Token* next);

// Behind the name in `update name [ … ]`: whether the bracket holds criteria or fields.
void tag_update_bracket(Token* next);

// Whether a statement plainly begins here. Used to find the way back after an error.
bool begins_statement(const Token* next);

}  // namespace sluice::grammar
