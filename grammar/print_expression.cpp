#include "grammar/print_expression.h"

#include <algorithm>

#include "grammar/precedence.h"
#include "grammar/text_escapes.h"
#include "grammar/words.h"

namespace sluice::grammar {
namespace {

std::string_view spelling(BinaryOp op) {
  switch (op) {
    case BinaryOp::Or: return " || ";
    case BinaryOp::And: return " && ";
    case BinaryOp::Equal: return " == ";
    case BinaryOp::NotEqual: return " != ";
    case BinaryOp::SingleEqual: return " = ";
    case BinaryOp::Less: return " < ";
    case BinaryOp::Greater: return " > ";
    case BinaryOp::LessEqual: return " <= ";
    case BinaryOp::GreaterEqual: return " >= ";
    case BinaryOp::In: return " in ";
    case BinaryOp::NotIn: return " not in ";
    case BinaryOp::Add: return " + ";
    case BinaryOp::Subtract: return " - ";
    case BinaryOp::Multiply: return " * ";
    case BinaryOp::Divide: return " / ";
    case BinaryOp::Remainder: return " % ";
  }
  return {};
}

std::string_view spelling(TaskKind task) {
  switch (task) {
    case TaskKind::InvokeUrl: return "invokeurl [";
    case TaskKind::InvokeApi: return "invokeapi [";
    case TaskKind::SendMail: return "sendmail [";
    case TaskKind::SendSms: return "sendsms [";
    case TaskKind::Ftp: return "ftp [";
    case TaskKind::Sftp: return "sftp [";
  }
  return {};
}

std::string_view spelling(UnaryOp op) {
  switch (op) {
    case UnaryOp::Not: return "!";
    case UnaryOp::Minus: return "-";
    case UnaryOp::Plus: return "+";
  }
  return {};
}

bool names_task(std::string_view name) {
  const Word word = word_of(name);
  return word >= Word::InvokeUrl && word <= Word::Sftp;
}

// Whether the word means something where a statement begins (words.inc).
bool may_begin_statement(std::string_view name) {
  const Word word = word_of(name);
  return word != Word::None && word < Word::View;
}

// The expression whose text begins that of `expr`, and the one around it.
struct First {
  const Expr* leaf;
  const Expr* parent;
};

First first_of(const Expr& expr) {
  First first{&expr, nullptr};
  for (;;) {
    const Expr* inner = nullptr;
    switch (first.leaf->kind) {
      case ExprKind::Member: inner = first.leaf->as<MemberExpr>().object; break;
      case ExprKind::UiMember: inner = first.leaf->as<UiMemberExpr>().object; break;
      case ExprKind::Index: inner = first.leaf->as<IndexExpr>().object; break;
      case ExprKind::MethodCall: inner = first.leaf->as<MethodCallExpr>().object; break;
      case ExprKind::Query: inner = first.leaf->as<QueryExpr>().base; break;
      case ExprKind::Chain: inner = first.leaf->as<ChainExpr>().first; break;
      default: return first;
    }
    first = {inner, first.leaf};
  }
}

// `a = b`, a comparison, where the text of `expr` begins: without parentheses it would be an assignment.
const Expr* leading_comparison(const Expr& expr) {
  const Expr* at = &expr;
  while (at->kind == ExprKind::Chain) {
    const auto& chain = at->as<ChainExpr>();
    if (chain.rest.front().op == BinaryOp::SingleEqual) return at;
    at = chain.first;
  }
  return nullptr;
}

// `Template:Form record`, whose form the tree has as a member of the template.
bool names_form_record(const AttributeItem& item) {
  if (word_of(item.prefix) != Word::Template || item.record == nullptr) return false;
  if (item.value->kind != ExprKind::Member || item.value->as<MemberExpr>().object->kind != ExprKind::Name) return false;
  const ExprKind kind = item.record->kind;
  const Expr& first = *first_of(*item.record).leaf;
  return (kind == ExprKind::Name || kind == ExprKind::Member || kind == ExprKind::Index) &&
         first.kind == ExprKind::Name && word_of(first.as<NameExpr>().name) == Word::None;
}

}  // namespace

int ExpressionPrinter::binding(const Expr& expr) const {
  switch (expr.kind) {
    case ExprKind::Query: return kBindingQuery;
    case ExprKind::Chain: return binding_of(expr.as<ChainExpr>().rest.front().op, dialect_);
    case ExprKind::Unary: return kBindingUnary;
    case ExprKind::Number: return expr.as<NumberExpr>().value < 0 ? kBindingUnary : kBindingPrimary;
    default: return kBindingPrimary;
  }
}

void ExpressionPrinter::print(const Expr& expression, int depth) {
  work_.push_back({&expression, {}, kBindingQuery, depth});
  run();
}

void ExpressionPrinter::print_first(const Expr& expression, int depth, bool assigned) {
  const First first = first_of(expression);
  wrapped_ = needs_parentheses_first(*first.leaf, first.parent, assigned) ? first.leaf : leading_comparison(expression);
  print(expression, depth);
  wrapped_ = nullptr;
}

bool ExpressionPrinter::needs_parentheses_first(const Expr& leaf, const Expr* parent, bool assigned) const {
  switch (leaf.kind) {
    case ExprKind::Name: {
      if (!may_begin_statement(leaf.as<NameExpr>().name)) return false;
      const bool dot_follows =
          parent != nullptr && (parent->kind == ExprKind::Member || parent->kind == ExprKind::MethodCall);
      return !dot_follows && !(assigned && parent == nullptr);
    }
    case ExprKind::Call: return may_begin_statement(leaf.as<CallExpr>().name);
    case ExprKind::Conditional:
    case ExprKind::Empty:
    case ExprKind::Map: return true;
    case ExprKind::List: return !leaf.as<ListExpr>().square;
    default: return false;
  }
}

void ExpressionPrinter::run() {
  while (!work_.empty()) {
    const Piece piece = work_.back();
    work_.pop_back();
    if (piece.expr == nullptr) {
      out_ += piece.text;
      continue;
    }
    pieces_.clear();
    depth_ = piece.depth;
    expand(piece);
    work_.insert(work_.end(), pieces_.rbegin(), pieces_.rend());
  }
}

void ExpressionPrinter::expand(const Piece& piece) {
  const Expr& expr = *piece.expr;
  if (binding(expr) < piece.binding || &expr == wrapped_) {
    if (&expr == wrapped_) wrapped_ = nullptr;
    text("(");
    part(&expr, kBindingQuery);
    return text(")");
  }
  switch (expr.kind) {
    case ExprKind::Error: return text("error");
    case ExprKind::Null: return text("null");
    case ExprKind::Boolean: return text(expr.as<BooleanExpr>().value ? "true" : "false");
    case ExprKind::Number: return owned(std::to_string(expr.as<NumberExpr>().value));
    case ExprKind::Decimal: return text(expr.as<DecimalExpr>().digits);
    case ExprKind::Text: return owned("\"" + escape(expr.as<TextExpr>().value) + "\"");
    case ExprKind::Quoted:
      text("'");
      text(expr.as<QuotedExpr>().value);
      return text("'");
    case ExprKind::Name: return text(expr.as<NameExpr>().name);
    case ExprKind::DatePhrase: return text(expr.as<DatePhraseExpr>().words);
    case ExprKind::Member:
      part(expr.as<MemberExpr>().object, kBindingPostfix);
      text(".");
      return text(expr.as<MemberExpr>().name);
    case ExprKind::UiMember: part(expr.as<UiMemberExpr>().object, kBindingPostfix); return text(":ui");
    case ExprKind::Index: {
      const auto& index = expr.as<IndexExpr>();
      const bool task = index.object->kind == ExprKind::Name && names_task(index.object->as<NameExpr>().name);
      if (task) text("(");
      part(index.object, kBindingPostfix);
      if (task) text(")");
      text("[");
      if (index.criteria != nullptr) part(index.criteria, kBindingQuery);
      return text("]");
    }
    case ExprKind::Query: return query(expr.as<QueryExpr>());
    case ExprKind::Call: {
      const auto& call = expr.as<CallExpr>();
      text(call.name);
      if (!call.element_type.empty()) text(":");
      text(call.element_type);
      return arguments(call.arguments);
    }
    case ExprKind::MethodCall: {
      const auto& call = expr.as<MethodCallExpr>();
      part(call.object, kBindingPostfix);
      text(".");
      text(call.name);
      return arguments(call.arguments);
    }
    case ExprKind::List: {
      const bool square = expr.as<ListExpr>().square;
      text(square ? "[" : "{");
      list(expr.as<ListExpr>().elements);
      return text(square ? "]" : "}");
    }
    case ExprKind::Map: return map(expr.as<MapExpr>());
    case ExprKind::Empty: return text("{}");
    case ExprKind::Unary: return unary(expr.as<UnaryExpr>());
    case ExprKind::Chain: return chain(expr.as<ChainExpr>());
    case ExprKind::Conditional:
      text("if(");
      list(expr.as<ConditionalExpr>().arguments);
      return text(")");
    case ExprKind::Task: return task(expr.as<TaskExpr>());
    case ExprKind::Insert: return insert(expr.as<InsertExpr>());
  }
}

// -(12.abs()): without parentheses the sign would be that of the number.
void ExpressionPrinter::unary(const UnaryExpr& unary) {
  const Expr& operand = *unary.operand;
  const ExprKind first = first_of(operand).leaf->kind;
  const bool called_on_number = unary.op == UnaryOp::Minus && binding(operand) == kBindingPrimary &&
                                &operand != first_of(operand).leaf &&
                                (first == ExprKind::Number || first == ExprKind::Decimal);
  text(spelling(unary.op));
  part(unary.operand, called_on_number ? kBindingPrimary + 1 : kBindingUnary);
}

void ExpressionPrinter::chain(const ChainExpr& chain) {
  const int inner = binding(chain) + 1;
  part(chain.first, inner);
  for (const ChainLink& link : chain.rest) {
    text(spelling(link.op));
    part(link.operand, inner);
  }
}

// With several fields the order is always written: in brackets a bare comma would part arguments.
void ExpressionPrinter::query(const QueryExpr& query) {
  part(query.base, query.base->kind == ExprKind::Query ? kBindingQuery : kBindingQuery + 1);
  for (std::size_t i = 0; i < query.sort.size(); ++i) {
    text(i == 0 ? " sort by " : ", ");
    part(query.sort[i].field, kBindingPostfix);
    if (query.sort[i].descending) {
      text(" desc");
    } else if (query.sort.size() > 1) {
      text(" asc");
    }
  }
  if (query.from == nullptr) return;
  text(" range from ");
  part(query.from, kBindingQuery + 1);
  text(" to ");
  // What is called behind a bare number is called on the records.
  const First first = first_of(*query.to);
  const bool called_on_number =
      first.leaf->kind == ExprKind::Number && first.parent != nullptr && first.parent->kind == ExprKind::MethodCall;
  if (called_on_number) text("(");
  part(query.to, called_on_number ? kBindingQuery : kBindingQuery + 1);
  if (called_on_number) text(")");
}

void ExpressionPrinter::arguments(std::span<const Argument> arguments) {
  text("(");
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (i > 0) text(", ");
    if (arguments[i].key != nullptr) {
      part(arguments[i].key, kBindingQuery);
      text(" : ");
    }
    part(arguments[i].value, kBindingQuery);
  }
  text(")");
}

void ExpressionPrinter::list(std::span<const Expr* const> elements) {
  for (std::size_t i = 0; i < elements.size(); ++i) {
    if (i > 0) text(", ");
    part(elements[i], kBindingQuery);
  }
}

void ExpressionPrinter::map(const MapExpr& map) {
  text("{");
  for (std::size_t i = 0; i < map.entries.size(); ++i) {
    if (i > 0) text(", ");
    part(map.entries[i].key, kBindingQuery);
    text(" : ");
    part(map.entries[i].value, kBindingQuery);
  }
  text("}");
}

// ---------------------------------------------------------------- blocks in [ ]

void ExpressionPrinter::line(int depth) {
  text("\n");
  for (int i = 0; i < depth; ++i) text("  ");
}

void ExpressionPrinter::task(const TaskExpr& task) {
  text(spelling(task.task));
  ++depth_;
  for (const Attribute& one : task.attributes) attribute(one);
  --depth_;
  line(depth_);
  text("]");
}

void ExpressionPrinter::attribute(const Attribute& attribute) {
  line(depth_);
  text(attribute.name);
  text(" : ");
  for (std::size_t i = 0; i < attribute.items.size(); ++i) {
    const AttributeItem& item = attribute.items[i];
    if (i > 0) text(", ");
    text(item.prefix);
    if (!item.prefix.empty()) text(" : ");
    if (names_form_record(item)) {
      const auto& form = item.value->as<MemberExpr>();
      part(form.object, kBindingPostfix);
      text(" : ");
      text(form.name);
      text(" ");
      part(item.record, kBindingPostfix);
    } else {
      part(item.value, kBindingQuery);
      if (item.record != nullptr) {
        text(" : ");
        part(item.record, kBindingQuery);
      }
    }
    if (!item.format.empty()) text(" as ");
    text(item.format);
  }
}

void ExpressionPrinter::insert(const InsertExpr& insert) {
  text("insert into ");
  text(insert.form);
  text(" [");
  push_fields(insert.fields);
  text("]");
}

void ExpressionPrinter::push_fields(std::span<const FieldAssignment> fields) {
  ++depth_;
  for (const FieldAssignment& field : fields) {
    line(depth_);
    part(field.field, kBindingPostfix);
    text(" = ");
    part(field.value, kBindingQuery);
  }
  --depth_;
  line(depth_);
}

void ExpressionPrinter::fields(std::span<const FieldAssignment> fields, int depth) {
  pieces_.clear();
  depth_ = depth;
  push_fields(fields);
  work_.insert(work_.end(), pieces_.rbegin(), pieces_.rend());
  run();
}

}  // namespace sluice::grammar
