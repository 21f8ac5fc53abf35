// The tokens of Deluge. Specification of the lexer in lexer.cpp; tests compare the two.
// Every identifier is a WORD: none is reserved, and what it means is decided where it stands (word_tagger.h).
lexer grammar DelugeLexer;

// Given by the word tagger, to a token that has a special meaning where it stands.
tokens {
  WORD_IF, WORD_ELSE, WORD_ELSE_IF, WORD_FOR, WORD_EACH, WORD_INDEX, WORD_IN, WORD_WHILE, WORD_TRY, WORD_CATCH,
  WORD_FINALLY, WORD_RETURN, WORD_BREAK, WORD_CONTINUE, WORD_INFO, WORD_THROW, WORD_INSERT, WORD_INTO, WORD_DELETE,
  WORD_UPDATE, WORD_FROM, WORD_ALERT, WORD_ALERT_FIELD, WORD_CANCEL, WORD_SUCCESS, WORD_DIRECTIVE, WORD_TASK,
  WORD_SORT, WORD_BY, WORD_ORDER, WORD_RANGE, WORD_TO, WORD_AS, WORD_NOT_IN, WORD_IS, WORD_IS_NOT, WORD_CONTAINS,
  WORD_NULL, WORD_BOOLEAN, CONDITIONAL_VALUE, TYPED_CONSTRUCTOR, DECLARED_TYPE, HEADER_TYPE, HEADER_NAME, BODY_OPEN,
  FIELDS_OPEN, UI_COLON, SINGLE_EQUAL, ITEM_PREFIX, BARE_TEXT, FORM_COLON, DATE_PHRASE, SEPARATOR, SORT_COMMA, QUERY_DOT,
  MISPLACED
}

WORD: LETTER (LETTER | DIGIT)*;
NUMBER: DIGIT+;
DECIMAL: DIGIT* '.' DIGIT+;
TEXT: '"' (~["\\] | '\\' .)* '"';
QUOTED: '\'' (~['\\] | '\\' .)* '\'';

LEFT_PAREN: '(';
RIGHT_PAREN: ')';
LEFT_BRACKET: '[';
RIGHT_BRACKET: ']';
LEFT_BRACE: '{';
RIGHT_BRACE: '}';
SEMICOLON: ';';
COMMA: ',';
DOT: '.';
COLON: ':';

ASSIGN: '=';
ADD_ASSIGN: '+=';
SUBTRACT_ASSIGN: '-=';
MULTIPLY_ASSIGN: '*=';
DIVIDE_ASSIGN: '/=';
REMAINDER_ASSIGN: '%=';

OR: '||';
AND: '&&';
EQUAL: '==';
NOT_EQUAL: '!=';
LESS: '<';
GREATER: '>';
LESS_EQUAL: '<=';
GREATER_EQUAL: '>=';
PLUS: '+';
MINUS: '-';
STAR: '*';
SLASH: '/';
PERCENT: '%';
NOT: '!';

// Not Deluge, but common enough in what people paste to be named in messages.
QUESTION: '?';
TEMPLATE_OPEN: '<%';
TEMPLATE_CLOSE: '%>';
SMART_TEXT: SMART ~[\u2018-\u201E\r\n]* SMART;
SMART_QUOTE: SMART;
UNCLOSED_TEXT: '"' (~["\\] | '\\' .)* '\\'? EOF;
UNCLOSED_QUOTED: '\'' (~['\\] | '\\' .)* '\\'? EOF;
UNCLOSED_COMMENT: '/*' (~'*' | '*'+ ~[*/])* '*'* EOF;

LINE_COMMENT: '//' ~[\r\n]* -> skip;
BLOCK_COMMENT: '/*' .*? '*/' -> skip;
SPACE: [ \t\r\n\f\u000B\u00A0\u1680\u2000-\u200B\u2028\u2029\u202F\u205F\u3000\uFEFF]+ -> skip;

UNKNOWN: .;  // last, so that every other rule goes first

fragment DIGIT: [0-9];
fragment SMART: [\u2018-\u201E];
// ASCII is what Zoho documents; letters beyond are accepted in the ranges of XML names.
fragment LETTER
  : [a-zA-Z_]
  | [\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u167F\u1681-\u1FFF\u2C00-\u2FEF\u3040-\uD7FF\uF900-\uFDCF]
  ;
