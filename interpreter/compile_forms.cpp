// Forms, tasks and client directives: what only a host can do. Their parts are evaluated here and handed over as one
// MAP; criteria go along as text, in which the values of the script's variables are filled in.
#include <functional>

#include "interpreter/compiler.h"
#include "interpreter/nodes/literals.h"
#include "interpreter/nodes/members.h"
#include "interpreter/nodes/statements.h"
#include "interpreter/nodes/variables.h"
#include "interpreter/support/names.h"

namespace sluice::interpreter {

using namespace grammar;

namespace {

RequestPart one(std::string name, ExpressionPtr value) {
  RequestPart part;
  part.name = std::move(name);
  part.values.push_back(std::move(value));
  return part;
}

// Writes criteria as text pieces and the expressions between them. Left of a comparison stand fields, right of it
// values of the script (help/criteria).
class CriteriaWriter {
 public:
  template <class IsValue>
  CriteriaWriter(const Source& source, IsValue&& is_value) : source_(source), is_value_(is_value) {}

  void write(const Expr& criteria) {
    if (criteria.kind == ExprKind::Chain) return write_chain(criteria.as<ChainExpr>());
    if (criteria.kind == ExprKind::Unary) {
      texts.back() += criteria.as<UnaryExpr>().op == UnaryOp::Not ? "!" : "-";
      return write(*criteria.as<UnaryExpr>().operand);
    }
    if (criteria.kind == ExprKind::MethodCall && !is_value_(*criteria.as<MethodCallExpr>().object))
      return write_predicate(criteria.as<MethodCallExpr>());
    write_source(criteria);
  }

  std::vector<std::string> texts{""};
  std::vector<const Expr*> values;

 private:
  static bool joins(BinaryOp op) { return op == BinaryOp::And || op == BinaryOp::Or; }

  void write_chain(const ChainExpr& chain) {
    const bool grouped = joins(chain.rest.front().op);
    if (grouped) texts.back() += "(";
    write(*chain.first);
    for (const ChainLink& link : chain.rest) {
      texts.back() +=
          " " + std::string(source_.text().substr(link.op_span.begin, link.op_span.end - link.op_span.begin)) + " ";
      if (joins(link.op))
        write(*link.operand);
      else
        write_value(*link.operand);
    }
    if (grouped) texts.back() += ")";
  }

  void write_predicate(const MethodCallExpr& call) {
    write_source(*call.object);
    texts.back() += "." + std::string(call.name) + "(";
    for (std::size_t i = 0; i < call.arguments.size(); ++i) {
      if (i != 0) texts.back() += ", ";
      write_value(*call.arguments[i].value);
    }
    texts.back() += ")";
  }

  void write_value(const Expr& value) {
    if (!is_value_(value)) return write_source(value);
    values.push_back(&value);
    texts.emplace_back();
  }

  void write_source(const Expr& expression) {
    if (expression.kind == ExprKind::DatePhrase) {
      texts.back() += expression.as<DatePhraseExpr>().words;
      return;
    }
    texts.back() += source_.text().substr(expression.span.begin, expression.span.end - expression.span.begin);
  }

  const Source& source_;
  std::function<bool(const Expr&)> is_value_;
};

}  // namespace

RequestPart FunctionCompiler::text_part(Span span, std::string part, std::string_view text) {
  return one(std::move(part), text_literal(span, text));
}

ExpressionPtr FunctionCompiler::source_text(const Expr& each) {
  return text_literal(each.span, source().text().substr(each.span.begin, each.span.end - each.span.begin));
}

bool FunctionCompiler::is_fetch(const Expr& each) const {
  switch (each.kind) {
    case ExprKind::Query: return true;
    case ExprKind::Member: return is_fetch(*each.as<MemberExpr>().object);
    case ExprKind::Index: {
      const Expr& object = *each.as<IndexExpr>().object;
      return object.kind == ExprKind::Name && !is_variable(object.as<NameExpr>().name);
    }
    default: return false;
  }
}

ExpressionPtr FunctionCompiler::criteria(const Expr* each) {
  if (each == nullptr) return std::make_unique<ConstantNode>(Span{}, Value());
  const auto is_value = [this](const Expr& part) {
    const Names path = path_of(part);
    if (!path.empty())
      return is_variable(path.front()) || same_name(path.front(), "input") || same_name(path.front(), "zoho");
    return part.kind == ExprKind::MethodCall || part.kind == ExprKind::Call || part.kind == ExprKind::Chain ||
           part.kind == ExprKind::Conditional || part.kind == ExprKind::Quoted;
  };
  CriteriaWriter writer(source(), is_value);
  writer.write(*each);
  Expressions values;
  for (const Expr* value : writer.values) values.push_back(expression(*value));
  return make_criteria(each->span, std::move(writer.texts), std::move(values));
}

// Form[criteria], with what may follow it: .Field, sort by, range.
ExpressionPtr FunctionCompiler::fetch(const Expr& records, std::vector<RequestPart> parts) {
  const Expr* at = &records;
  std::string field;
  while (at->kind == ExprKind::Query || at->kind == ExprKind::Member) {
    if (at->kind == ExprKind::Member) {
      const auto& part = at->as<MemberExpr>();
      field = field.empty() ? std::string(part.name) : std::string(part.name) + "." + field;
      at = part.object;
      continue;
    }
    const auto& query = at->as<QueryExpr>();
    RequestPart sort{"sort", {}, true};
    for (const SortKey& key : query.sort) {
      const std::string_view by =
          source().text().substr(key.field->span.begin, key.field->span.end - key.field->span.begin);
      sort.values.push_back(
          text_literal(key.field->span, scope_.keep(std::string(by) + (key.descending ? " desc" : " asc"))));
    }
    if (!sort.values.empty()) parts.push_back(std::move(sort));
    if (query.from != nullptr) parts.push_back(one("from", expression(*query.from)));
    if (query.to != nullptr) parts.push_back(one("to", expression(*query.to)));
    at = query.base;
  }
  if (at->kind != ExprKind::Index) return make_missing(records.span, "sort by", "records of a form");
  const auto& index = at->as<IndexExpr>();
  parts.insert(parts.begin(), one("form", source_text(*index.object)));
  parts.insert(parts.begin() + 1, one("criteria", criteria(index.criteria)));
  if (!field.empty()) parts.push_back(text_part(records.span, "field", scope_.keep(std::move(field))));
  return make_request(records.span, "fetch", std::move(parts));
}

// A form's name alone, in for each: all its records, unless an argument of the body has this name.
ExpressionPtr FunctionCompiler::fetch_all(Span span, std::string_view form) {
  std::vector<RequestPart> parts;
  parts.push_back(text_part(span, "form", form));
  ExpressionPtr request = make_request(span, "fetch", std::move(parts));
  return function_.declaration == nullptr ? input(span, form, std::move(request)) : std::move(request);
}

ExpressionPtr FunctionCompiler::aggregate(const MethodCallExpr& call) {
  std::vector<RequestPart> parts;
  parts.push_back(text_part(call.name_span, "aggregate", call.name));
  RequestPart arguments{"arguments", {}, true};
  for (const Argument& argument : call.arguments) arguments.values.push_back(source_text(*argument.value));
  parts.push_back(std::move(arguments));
  return fetch(*call.object, std::move(parts));
}

// rows[0] of a variable is an element, Orders[Qty > 1] of a form its records. A name that the body may get as an
// argument is an element where it does.
ExpressionPtr FunctionCompiler::index(const IndexExpr& each) {
  if (!is_fetch(each)) {
    if (each.criteria == nullptr)
      return std::make_unique<RaiseNode>(each.span, messages::ImproperStatement, std::vector<std::string>{});
    return make_element(each.span, expression(*each.object), expression(*each.criteria));
  }
  const bool constant =
      each.criteria != nullptr && (each.criteria->kind == ExprKind::Number || each.criteria->kind == ExprKind::Text);
  if (function_.declaration == nullptr && constant)
    return make_element(each.span, expression(*each.object), expression(*each.criteria));
  return fetch(each);
}

ExpressionPtr FunctionCompiler::task(const TaskExpr& each) {
  ExpressionPtr request = task_request(each);
  return is_api_call(each) ? make_response(each.span, std::move(request), {}) : std::move(request);
}

// A view, a report or a template, which only a host can make a file of.
ExpressionPtr FunctionCompiler::attachment(const AttributeItem& each) {
  const Span span = each.value->span;
  Expressions entries;
  const auto put = [&](std::string_view key, ExpressionPtr value) {
    entries.push_back(text_literal(span, key));
    entries.push_back(std::move(value));
  };
  const bool records = each.value->kind == ExprKind::Index;
  const Expr* named = each.value;  // of a template of a form, the tree has the form as its member
  if (records) named = each.value->as<IndexExpr>().object;
  if (each.value->kind == ExprKind::Member) named = each.value->as<MemberExpr>().object;
  put(scope_.keep(folded(each.prefix)), source_text(*named));
  if (records) put("criteria", criteria(each.value->as<IndexExpr>().criteria));
  if (each.value->kind == ExprKind::Member) put("form", text_literal(span, each.value->as<MemberExpr>().name));
  if (each.record != nullptr) put("record", expression(*each.record));
  if (!each.format.empty()) put("format", text_literal(span, each.format));
  return make_map(span, std::move(entries), scope_.caches);
}

ExpressionPtr FunctionCompiler::task_request(const TaskExpr& each) {
  static constexpr std::string_view kNames[] = {"invokeUrl", "invokeApi", "sendmail", "sendsms", "ftp", "sftp"};
  std::vector<RequestPart> parts;
  for (const Attribute& attribute : each.attributes) {
    RequestPart part;
    part.name = folded(attribute.name);
    part.list = attribute.items.size() > 1;
    for (const AttributeItem& item : attribute.items) {
      if (!item.prefix.empty() && !same_name(item.prefix, "file")) {
        part.values.push_back(attachment(item));
        continue;
      }
      const bool bare = item.value->kind == ExprKind::Name && !is_variable(item.value->as<NameExpr>().name) &&
                        (part.name == "type" || part.name == "action" || part.name == "service" ||
                         part.name == "content-type" || part.name == "content type" || part.name == "response-format" ||
                         part.name == "connection" || part.name == "response-decoding" || part.name == "encode url");
      part.values.push_back(bare ? source_text(*item.value) : expression(*item.value));
    }
    parts.push_back(std::move(part));
  }
  return make_request(each.span, std::string(kNames[static_cast<int>(each.task)]), std::move(parts));
}

bool is_api_call(const Expr& expression) {
  return expression.kind == ExprKind::Task && expression.as<TaskExpr>().task == TaskKind::InvokeApi;
}

// No script can write this name.
std::string_view FunctionCompiler::beside(std::string_view variable) {
  return scope_.keep(std::string(variable) + ".");
}

ExpressionPtr FunctionCompiler::response(const TaskExpr& each, std::string_view variable) {
  return make_response(each.span, task_request(each), declare(beside(variable)));
}

// r.status and r.headers of a response; null for any other member. In a session the response may be of an input before.
ExpressionPtr FunctionCompiler::response_part(const MemberExpr& each) {
  if (each.object->kind != ExprKind::Name) return nullptr;
  const bool status = same_name(each.name, "status");
  if (!status && !same_name(each.name, "headers")) return nullptr;
  const std::string_view variable = each.object->as<NameExpr>().name;
  const std::string_view remembered = beside(variable);
  ExpressionPtr response;
  if (is_variable(remembered))
    response = std::make_unique<LocalNode>(each.span, declare(remembered));
  else if (scope_.options.gives_last_value && function_.declaration == nullptr)
    response = input(each.span, remembered, std::make_unique<ConstantNode>(each.span, Value()));
  else
    return nullptr;
  return make_response_part(each.span, expression(*each.object), std::move(response),
                            status ? ResponsePart::Status : ResponsePart::Headers,
                            make_member(each.span, expression(*each.object), std::string(each.name)));
}

ExpressionPtr FunctionCompiler::field_values(Span span, std::span<const FieldAssignment> fields) {
  Expressions values;
  for (const FieldAssignment& field : fields) {
    values.push_back(source_text(*field.field));
    values.push_back(expression(*field.value));
  }
  return make_map(span, std::move(values), scope_.caches);
}

ExpressionPtr FunctionCompiler::insert(const InsertExpr& each) {
  std::vector<RequestPart> parts;
  parts.push_back(text_part(each.form_span, "form", each.form));
  parts.push_back(one("fields", field_values(each.span, each.fields)));
  return make_request(each.span, "insert into", std::move(parts));
}

StatementPtr FunctionCompiler::update(const UpdateStmt& each) {
  std::vector<RequestPart> parts;
  if (is_fetch(*each.target)) {
    const auto& index = each.target->as<IndexExpr>();
    parts.push_back(one("form", source_text(*index.object)));
    parts.push_back(one("criteria", criteria(index.criteria)));
  } else {
    parts.push_back(one("record", expression(*each.target)));
  }
  parts.push_back(one("fields", field_values(each.span, each.fields)));
  return make_expression_statement(each.span, make_request(each.span, "update", std::move(parts)));
}

StatementPtr FunctionCompiler::remove(const DeleteStmt& each) {
  std::vector<RequestPart> parts;
  if (each.records->kind == ExprKind::Index) {
    parts.push_back(one("form", source_text(*each.records->as<IndexExpr>().object)));
    parts.push_back(one("criteria", criteria(each.records->as<IndexExpr>().criteria)));
  } else {
    parts.push_back(one("form", source_text(*each.records)));
  }
  return make_expression_statement(each.span, make_request(each.span, "delete from", std::move(parts)));
}

StatementPtr FunctionCompiler::directive(Span span, std::string directive_name, std::vector<RequestPart> parts) {
  return make_expression_statement(span, make_directive(span, std::move(directive_name), std::move(parts)));
}

StatementPtr FunctionCompiler::field_directive(const FieldDirectiveStmt& each) {
  std::vector<RequestPart> parts(1);
  parts[0].name = "fields";
  parts[0].list = true;
  for (const Expr* field : each.fields) parts[0].values.push_back(source_text(*field));
  return directive(each.span, std::string(each.directive), std::move(parts));
}

StatementPtr FunctionCompiler::alert(const AlertStmt& each) {
  std::vector<RequestPart> parts;
  if (each.field != nullptr) parts.push_back(one("field", source_text(*each.field)));
  parts.push_back(one("message", expression(*each.message)));
  return directive(each.span, "alert", std::move(parts));
}

// What can be selected in a field (help/client-functions); without parentheses where all choices are meant.
bool FunctionCompiler::is_selection(std::string_view called) {
  for (std::string_view known : {"select", "deselect", "selectAll", "deselectAll"})
    if (same_name(known, called)) return true;
  return false;
}

ExpressionPtr FunctionCompiler::ui_directive(Span span, const Expr& field, std::string_view called,
                                             std::span<const Argument> given) {
  std::vector<RequestPart> parts;
  parts.push_back(one("field", source_text(field)));
  parts.push_back(text_part(span, "call", called));
  RequestPart arguments{"arguments", {}, true};
  for (const Argument& argument : given) arguments.values.push_back(expression(*argument.value));
  parts.push_back(std::move(arguments));
  return make_directive(span, "ui", std::move(parts));
}

ExpressionPtr FunctionCompiler::open_url(const CallExpr& each) {
  static constexpr std::string_view kParts[] = {"url", "window", "options"};
  if (each.arguments.empty() || each.arguments.size() > 3)
    return std::make_unique<RaiseNode>(each.span, messages::ArgumentCountAtRun, std::vector<std::string>{"openUrl"});
  std::vector<RequestPart> parts;
  for (std::size_t i = 0; i < each.arguments.size(); ++i)
    parts.push_back(one(std::string(kParts[i]), expression(*each.arguments[i].value)));
  return make_directive(each.span, "openUrl", std::move(parts));
}

}  // namespace sluice::interpreter
