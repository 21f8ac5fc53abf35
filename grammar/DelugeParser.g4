// The grammar of Deluge. One token of look-ahead decides everywhere (a test counts), because the word tagger gives
// words and a few signs a kind of their own where they are special: the `tag_…` actions.
//
// The other actions build the tree: `b` is the TreeBuilder, `last()` the token read last. ParserBase says what the
// remaining helpers do.
parser grammar DelugeParser;

options {
  tokenVocab = DelugeLexer;
  superClass = ParserBase;
}

@parser::preinclude {
#include "grammar/parser_base.h"
}

script
  : SEMICOLON* { next_outside(); }
    ((function | statement | RIGHT_BRACE { stray_brace(); }) SEMICOLON* { next_outside(); })*
    EOF
  ;

// ---------------------------------------------------------------- functions

function
@init { const auto start = begin(); }
  : ( HEADER_TYPE { header_type(); } (COLON WORD { header_element(); })? WORD
    | HEADER_NAME { b->header_no_type(); }
    )
    { const Token& name = last(); } (DOT WORD)* { b->header_name(name, last()); }
    LEFT_PAREN (parameter (COMMA parameter)*)? RIGHT_PAREN { b->header_end(*start.token, last()); }
    body { b->function(*start.token); ends_function(); }
  ;
  catch [const StatementFailed& failure] { recover(start, failure); }

parameter
  : WORD { b->parameter_type(last()); bool named = false; }
    (COLON WORD { b->parameter_element(last()); })?
    (WORD { b->parameter_name(last()); named = true; })?
    { if (!named) untyped_parameter(); }
  ;

body
  : { expect_body(); } BODY_OPEN { const auto open = open_body(); } SEMICOLON* { next_inside(); }
    (statement SEMICOLON* { next_inside(); })*
    RIGHT_BRACE { close_body(open); }
  ;

// ---------------------------------------------------------------- statements

statement
@init { const auto start = begin(); }
  : ifStatement
  | forStatement
  | whileStatement
  | tryStatement
  | body { b->block_statement(); }
  | simpleStatement
  | ( MISPLACED | RIGHT_PAREN | RIGHT_BRACKET | COMMA | DOT | COLON
    | ASSIGN | ADD_ASSIGN | SUBTRACT_ASSIGN | MULTIPLY_ASSIGN | DIVIDE_ASSIGN | REMAINDER_ASSIGN
    | OR | AND | EQUAL | NOT_EQUAL | LESS | GREATER | LESS_EQUAL | GREATER_EQUAL | STAR | SLASH | PERCENT
    | QUESTION | TEMPLATE_OPEN | TEMPLATE_CLOSE | SMART_QUOTE | UNCLOSED_COMMENT | UNKNOWN
    )
    { misplaced(); }
  ;
  catch [const StatementFailed& failure] { recover(start, failure); }

ifStatement
  : WORD_IF
    { const Token& word = last(); const auto branches = b->open_branches(); }
    { const auto parts = b->open_list(); bool otherwise = false; }
    LEFT_PAREN expression
    ( RIGHT_PAREN body { b->branch(); tag_else(next()); }
      ( WORD_ELSE { no_second_else(otherwise); after_else(); }
        ( WORD_IF LEFT_PAREN expression RIGHT_PAREN body { b->branch(); }
        | body { otherwise = true; }
        )
        { tag_else(next()); }
      | WORD_ELSE_IF { else_if_word(); no_second_else(otherwise); } LEFT_PAREN expression RIGHT_PAREN body
        { b->branch(); tag_else(next()); }
      )*
      { b->if_statement(branches, otherwise, since(word)); }
    | (COMMA expression)+ RIGHT_PAREN { b->conditional(word, parts, last()); b->expression_statement(since(word)); }
      terminator
    )
  ;

forStatement
  : WORD_FOR { const Token& word = last(); bool index = false; }
    WORD_EACH (WORD_INDEX { index = true; })? WORD { const Token& variable = last(); }
    WORD_IN expression body { b->for_each(index, variable, since(word)); }
  ;

whileStatement
  : WORD_WHILE { const Token& word = last(); } LEFT_PAREN expression RIGHT_PAREN body { b->while_loop(since(word)); }
  ;

tryStatement
  : WORD_TRY { const Token& word = last(); } body { tag_catch(next()); }
    WORD_CATCH LEFT_PAREN WORD { const Token& variable = last(); } RIGHT_PAREN body
    { b->try_catch(variable, since(word)); tag_finally(next()); }
    (WORD_FINALLY { finally_word(); } body { b->drop_block(); })?
  ;

simpleStatement
@init { const Token& word = *next(); }
  : WORD_RETURN { bool value = false; after_return(); } (expression { value = true; })?
    { b->returns(value, since(word)); } terminator
  | WORD_BREAK { b->simple(StmtKind::Break, since(word)); } terminator
  | WORD_CONTINUE { b->simple(StmtKind::Continue, since(word)); } terminator
  | WORD_INFO expression { b->info(since(word)); } terminator
  | WORD_THROW expression { b->throws(since(word)); } terminator
  | WORD_ALERT expression { b->alert(false, since(word)); } terminator
  | WORD_ALERT_FIELD LEFT_PAREN expression COMMA expression RIGHT_PAREN { b->alert(true, since(word)); } terminator
  | WORD_CANCEL WORD { b->cancel(last(), since(word)); } terminator
  | WORD_SUCCESS WORD expression { b->success_message(since(word)); } terminator
  | WORD_DIRECTIVE { const auto fields = b->open_list(); } (expression (COMMA expression)*)?
    { b->directive(word, fields, since(word)); } terminator
  | WORD_DELETE WORD_FROM WORD { b->name(last()); } (DOT WORD { b->member(last()); })*
    { expect_criteria(); } LEFT_BRACKET { bool criteria = false; } (expression { criteria = true; })? RIGHT_BRACKET
    { if (!criteria) no_criteria(); b->index(criteria, last()); b->remove(since(word)); } terminator
  | updateStatement terminator
  | declaration terminator
  | { expect_target(); } expression { bool assigns = false; AssignOp op{}; }
    (assignment { assigns = true; op = assign_op(); } expression)?
    { assigns ? b->assign(op, since(word)) : b->expression_statement(since(word)); } terminator
  ;

// Without a `;` where Deluge needs none, the parser makes one up.
terminator
  : { before_terminator(); } SEMICOLON { after_terminator(); }
  ;

assignment
  : ASSIGN | ADD_ASSIGN | SUBTRACT_ASSIGN | MULTIPLY_ASSIGN | DIVIDE_ASSIGN | REMAINDER_ASSIGN
  ;

declaration
  : DECLARED_TYPE { const Token& type = last(); const Token* element = nullptr; }
    (COLON WORD { element = &last(); })?
    WORD { const Token& name = last(); } ASSIGN expression { b->declare(type, element, name, since(type)); }
  ;

updateStatement
  : WORD_UPDATE { const Token& word = last(); } WORD { b->name(last()); } (DOT WORD { b->member(last()); })*
    { tag_update_bracket(next()); }
    (LEFT_BRACKET expression RIGHT_BRACKET { b->index(true, last()); tag_update_bracket(next()); })?
    FIELDS_OPEN { const auto fields = b->open_list(); } (fieldValue SEMICOLON?)* RIGHT_BRACKET
    { b->update(fields, since(word)); ends_block(); }
  ;

fieldValue
  : WORD { b->name(last()); } (DOT WORD { b->member(last()); })* (ASSIGN | COLON) expression
    (COMMA { field_comma(); })?
  ;

// ---------------------------------------------------------------- expressions

// Operators are read as a flat list; the builder knows how they bind.
expression
  : { const auto opened = open_expression(); } operand (binaryOperator operand)*
    ( WORD_SORT WORD_BY { close_operators(opened); no_sort_behind_range(); const auto keys = b->open_sort(); } sortKey (SORT_COMMA sortKey)*
      { b->sorted(keys); after_value(); }
    | WORD_RANGE WORD_FROM { close_operators(opened); } rangeBound { tag_range_to(next()); } WORD_TO rangeBound
      { b->range(); after_value(); }
    | QUERY_DOT WORD { const Token& name = last(); } arguments
      { b->method(name, last()); after_value(); tag_query_dot(next()); }
    )*
    { close_expression(opened); }
  ;

rangeBound
  : { const auto opened = open_expression(); } operand (binaryOperator operand)* { close_expression(opened); }
  ;

binaryOperator
  : ( OR | AND | EQUAL | NOT_EQUAL | SINGLE_EQUAL | LESS | GREATER | LESS_EQUAL | GREATER_EQUAL | PLUS | MINUS
    | STAR | SLASH | PERCENT | WORD_IN | WORD_NOT_IN | WORD_IS | WORD_IS_NOT | WORD_CONTAINS
    )
    { binary(); }
  ;

operand
  : { const auto opened = b->open_operand(); tag_operand(next()); }
    ((NOT | MINUS | PLUS) { b->sign(last()); tag_operand(next()); })*
    ( NUMBER { number(); }
    | DECIMAL { decimal(); }
    | TEXT { b->text(last()); }
    | QUOTED { b->quoted(last()); }
    | DATE_PHRASE { date_phrase(); }
    | WORD_NULL { b->null(last()); }
    | WORD_BOOLEAN { b->boolean(last()); }
    | SMART_TEXT { smart_text(); }
    | (UNCLOSED_TEXT | UNCLOSED_QUOTED) { unclosed_text(); }
    | WORD { const Token& name = last(); bool called = false; } (arguments { called = true; })?
      { called ? b->call(name, last()) : b->name(name); }
    | TYPED_CONSTRUCTOR { const Token& name = last(); } COLON WORD { const Token& element = last(); }
      arguments { b->typed_constructor(name, element, last()); }
    | CONDITIONAL_VALUE { const Token& word = last(); }
      LEFT_PAREN { const auto list = open_bracket(); } expression (COMMA expression)* RIGHT_PAREN
      { close_bracket(); b->conditional(word, list, last()); }
    | LEFT_PAREN { const Token& open = last(); open_bracket(); } expression RIGHT_PAREN
      { close_bracket(); b->parenthesised(since(open)); }
    | LEFT_BRACKET { const Token& open = last(); const auto list = open_bracket(); } (expression (COMMA expression)*)?
      RIGHT_BRACKET { close_bracket(); b->square(list, since(open)); }
    | LEFT_BRACE { const Token& open = last(); const auto list = open_bracket(); } (entry (COMMA entry)*)?
      RIGHT_BRACE { close_bracket(); b->braces(list, since(open)); }
    | task
    | insert
    )
    { after_value(); }
    ( DOT WORD { const Token& name = last(); bool called = false; } (arguments { called = true; })?
      { called ? b->method(name, last()) : b->member(name); after_value(); }
    | LEFT_BRACKET { open_bracket(); bool criteria = false; } (expression { criteria = true; })? RIGHT_BRACKET
      { close_bracket(); if (!criteria) no_criteria(); b->index(criteria, last()); after_value(); }
    | UI_COLON WORD { b->ui_member(last()); after_value(); }
    )*
    { b->close_operand(opened); }
  ;

arguments
  : LEFT_PAREN { const auto list = open_bracket(); } (entry (COMMA entry)*)? RIGHT_PAREN
    { close_bracket(); b->arguments(list); }
  ;

// One of a list, or `key : value`.
entry
  : { bool keyed = false; } expression (COLON expression { keyed = true; })? { if (!keyed) b->plain_entry(); }
  ;

sortKey
  : WORD { b->name(last()); tag_query_dot(next()); } (DOT WORD { b->member(last()); tag_query_dot(next()); })*
    { bool descending = false; tag_sort_order(next()); }
    (WORD_ORDER { descending = is_descending(); tag_query_dot(next()); })?
    { b->sort_key(descending); tag_sort_comma(next(), in_brackets()); }
  ;

// ---------------------------------------------------------------- blocks in [ ]

task
  : WORD_TASK { const Token& word = last(); const auto attributes = b->open_attributes(); }
    ( LEFT_BRACKET { open_bracket(); } attribute* RIGHT_BRACKET
    | LEFT_PAREN { open_bracket(); } attribute* RIGHT_PAREN
    )
    { close_bracket(); b->task(word, attributes, last()); ends_block(); }
  ;

attribute
  : WORD { const Token& first = last(); } (MINUS? WORD)* { attribute_name(first); } COLON
    attributeItem (COMMA attributeItem)* { b->attribute(); }
    SEPARATOR?
  ;

attributeItem
  : { const Token* prefix = nullptr; const Token* format = nullptr; bool record = false; before_item(); }
    (ITEM_PREFIX { prefix = &last(); } COLON)?
    ( BARE_TEXT { bare_text(); }
    | expression
      (COLON expression { record = true; } | FORM_COLON WORD { b->member(last()); } operand { record = true; })?
      { tag_attribute_format(next()); }
    )
    (WORD_AS WORD { format = &last(); })?
    { b->item(prefix, record, format); tag_attribute_comma(next(), prefix != nullptr); }
  ;

insert
  : WORD_INSERT { const Token& word = last(); } WORD_INTO WORD { const Token& form = last(); }
    LEFT_BRACKET { const auto fields = open_bracket(); } fieldValue* RIGHT_BRACKET
    { close_bracket(); b->insert(word, form, fields, last()); ends_block(); }
  ;
