// The syntax tree of a Deluge script: plain structs in an arena, no behaviour. The parser builds it, the printer
// prints it back, the checker reads it and the resolver turns it into executable nodes.
//
// Runs of operators and of else-ifs are flat lists, so that the depth of a tree is bounded by the nesting of the
// text (limited by the parser), never by the length of a sum.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "grammar/arena.h"
#include "grammar/diagnostic.h"
#include "grammar/source.h"

namespace sluice::grammar {

// How `||` and `&&` bind: Zoho Creator binds `||` tighter, every other product `&&`.
enum class Dialect : std::uint8_t { Standard, Creator };

struct Block;

// ---------------------------------------------------------------- expressions

enum class ExprKind : std::uint8_t {
  Error,        // stands where the text could not be parsed
  Null,
  Boolean,
  Number,
  Decimal,
  Text,
  Quoted,       // '…': a date, a date-time, a time or TEXT; decided by its content when resolved
  Name,
  DatePhrase,   // last 2 months: stands behind `in` in criteria
  Member,       // object.name
  UiMember,     // object:ui
  Index,        // object[criteria]: records of a form, or an element
  Query,        // base sort by … range from … to …
  Call,         // name(…), List:String(…)
  MethodCall,   // object.name(…)
  List,         // {a, b} or [a, b]
  Map,          // {k : v, …}
  Empty,        // {}: becomes a list or a map at its first use
  Unary,
  Chain,        // a op b op c …: operators of one level, left to right
  Conditional,  // if(condition, then, otherwise)
  Task,         // invokeurl [ … ], sendmail [ … ]
  Insert,       // insert into Form [ … ]
};

struct Expr {
  ExprKind kind;
  Span span;

  // The node as its own type; `kind` says which that is.
  template <class T>
  const T& as() const {
    return static_cast<const T&>(*this);
  }
};

struct BooleanExpr : Expr {
  bool value;
};

struct NumberExpr : Expr {
  std::int64_t value;  // never negative, except that -9223372036854775808 is folded into one literal
};

struct DecimalExpr : Expr {
  std::string_view digits;  // as written: `15.50`, `.5`
};

struct TextExpr : Expr {
  std::string_view value;  // escapes replaced
};

struct QuotedExpr : Expr {
  std::string_view value;  // between the quotes, untouched
};

struct NameExpr : Expr {
  std::string_view name;
};

struct DatePhraseExpr : Expr {
  std::string_view words;  // in small letters, one blank between
};

struct MemberExpr : Expr {
  const Expr* object;
  std::string_view name;
  Span name_span;
};

struct UiMemberExpr : Expr {
  const Expr* object;
};

struct IndexExpr : Expr {
  const Expr* object;
  const Expr* criteria;  // null for `Form[]`
};

struct SortKey {
  const Expr* field;
  bool descending;
};

struct QueryExpr : Expr {
  const Expr* base;
  std::span<const SortKey> sort;
  const Expr* from;  // range; both null when there is none
  const Expr* to;
};

// An argument, or a `key : value` pair as `Collection("a" : 1)` and `c.insert("a" : 1)` take.
struct Argument {
  const Expr* key;  // null for a plain argument
  const Expr* value;
};

struct CallExpr : Expr {
  std::string_view name;
  Span name_span;
  std::string_view element_type;  // `String` of `List:String()`, else empty
  std::span<const Argument> arguments;
};

struct MethodCallExpr : Expr {
  const Expr* object;
  std::string_view name;
  Span name_span;
  std::span<const Argument> arguments;
};

struct ListExpr : Expr {
  std::span<const Expr* const> elements;
  bool square;  // written with [ ]
};

struct MapEntry {
  const Expr* key;
  const Expr* value;
};

struct MapExpr : Expr {
  std::span<const MapEntry> entries;
};

enum class UnaryOp : std::uint8_t { Not, Minus, Plus };

struct UnaryExpr : Expr {
  UnaryOp op;
  const Expr* operand;
};

enum class BinaryOp : std::uint8_t {
  Or,
  And,
  Equal,
  NotEqual,             // also `is` and `is not`
  SingleEqual,                 // `=` where a comparison is meant
  Less,
  Greater,
  LessEqual,
  GreaterEqual,
  In,
  NotIn,
  Add,
  Subtract,
  Multiply,
  Divide,
  Remainder,
};

struct ChainLink {
  BinaryOp op;
  Span op_span;
  const Expr* operand;
};

// first op operand op operand …, evaluated from the left. All operators are of one precedence level.
struct ChainExpr : Expr {
  const Expr* first;
  std::span<const ChainLink> rest;  // never empty
};

struct ConditionalExpr : Expr {
  std::span<const Expr* const> arguments;  // three, or the checker reports it
};

enum class TaskKind : std::uint8_t { InvokeUrl, InvokeApi, SendMail, SendSms, Ftp, Sftp };

// One part of an attribute's value. Most have one; `to :a,b` and `Attachments :file:x,template:F:id as PDF` more.
struct AttributeItem {
  std::string_view prefix;  // `file`, `template`, or empty
  const Expr* value;        // a bare word such as GET is a NameExpr; application/json a TextExpr
  const Expr* record;       // third part of `template:Form:record`, else null
  std::string_view format;  // after `as`, else empty
};

struct Attribute {
  std::string_view name;  // as written, words joined by one blank: `reply to`, `content-type`
  Span name_span;
  std::span<const AttributeItem> items;  // never empty
};

struct TaskExpr : Expr {
  TaskKind task;
  std::span<const Attribute> attributes;
};

// `Field = value` in an insert or update block; the field may be dotted (`Name.first_name`).
struct FieldAssignment {
  const Expr* field;  // NameExpr or MemberExpr of names
  const Expr* value;
};

struct InsertExpr : Expr {
  std::string_view form;
  Span form_span;
  std::span<const FieldAssignment> fields;
};

// ---------------------------------------------------------------- statements

enum class StmtKind : std::uint8_t {
  Error,
  Expression,
  Assign,
  If,
  ForEach,
  While,
  Try,
  Return,
  Break,
  Continue,
  Info,
  Throw,
  Block,
  Delete,
  Update,
  FieldDirective,  // show hide enable disable clear focus reload select …
  Alert,
  Cancel,
  SuccessMessage,
};

struct Stmt {
  StmtKind kind;
  Span span;

  template <class T>
  const T& as() const {
    return static_cast<const T&>(*this);
  }
};

struct Block {
  Span span;  // with its braces
  std::span<const Stmt* const> statements;
};

struct TypeRef {
  std::string_view name;     // as written; a form's name for record parameters; empty where none is given
  std::string_view element;  // `int` of `list:int`
  Span span;
};

struct ExpressionStmt : Stmt {
  const Expr* value;
};

enum class AssignOp : std::uint8_t { Set, Add, Subtract, Multiply, Divide, Remainder };

struct AssignStmt : Stmt {
  TypeRef type;        // of a typed declaration `string s = …`, else empty
  const Expr* target;  // NameExpr, MemberExpr or IndexExpr
  AssignOp op;
  const Expr* value;
};

struct Branch {
  const Expr* condition;
  Block body;
};

struct IfStmt : Stmt {
  std::span<const Branch> branches;  // if, else if, …
  const Block* otherwise;            // else; null when absent
};

struct ForEachStmt : Stmt {
  bool index;  // `for each index i in …`
  std::string_view variable;
  Span variable_span;
  const Expr* iterable;
  Block body;
};

struct WhileStmt : Stmt {
  const Expr* condition;
  Block body;
};

struct TryStmt : Stmt {
  Block body;
  std::string_view variable;
  Span variable_span;
  Block handler;
};

struct ReturnStmt : Stmt {
  const Expr* value;  // null for a bare return
};

struct InfoStmt : Stmt {
  const Expr* value;
};

struct ThrowStmt : Stmt {
  const Expr* value;
};

struct BlockStmt : Stmt {
  Block body;
};

struct DeleteStmt : Stmt {
  const Expr* records;  // Form[criteria]
};

struct UpdateStmt : Stmt {
  const Expr* target;  // a record variable or Form[criteria]
  std::span<const FieldAssignment> fields;
};

struct FieldDirectiveStmt : Stmt {
  std::string_view directive;  // lower case: show, hide, enable, disable, clear, focus, reload
  std::span<const Expr* const> fields;
};

struct AlertStmt : Stmt {
  const Expr* field;  // of `alert(field, message)`, else null
  const Expr* message;
};

struct CancelStmt : Stmt {
  std::string_view what;  // submit or delete
};

struct SuccessMessageStmt : Stmt {
  const Expr* message;
};

// ---------------------------------------------------------------- files

struct Parameter {
  TypeRef type;
  std::string_view name;
  Span name_span;
};

struct Function {
  Span span;
  Span header_span;            // return type to closing parenthesis
  TypeRef return_type;         // name empty when left out
  std::string_view name_space; // empty when none
  std::string_view name;
  Span name_span;
  std::span<const Parameter> parameters;
  Block body;
};

// A file: functions, a body, or functions and then a body.
struct Script {
  std::span<const Function* const> functions;
  Block body;  // statements outside functions; empty when there are none
  bool has_body = false;
};

// What parsing gives: always a tree, and every problem found. The tree is fit to run when there are no errors.
// Movable; the tree lives as long as the arena here, and its texts point into `source` or the arena.
struct ParsedScript {
  std::shared_ptr<const Source> source;
  Arena arena;
  Script script;
  std::vector<Diagnostic> diagnostics;

  bool has_errors() const;
};

}  // namespace sluice::grammar
