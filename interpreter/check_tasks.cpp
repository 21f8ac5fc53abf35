// Attribute blocks of tasks: invokeurl [ … ], sendmail [ … ], and the fields of insert into Form [ … ].
#include <algorithm>
#include <span>

#include "interpreter/check_body.h"
#include "interpreter/suggest.h"
#include "interpreter/support/web_method.h"

namespace sluice::interpreter {

using namespace grammar;

namespace {

// Whether the value is an expression, or may be a bare word such as GET or HTML.
enum class Holds : std::uint8_t { Expression, Word };

struct AttributeRecord {
  std::string_view name;
  Holds holds;
};

constexpr AttributeRecord kWebAttributes[] = {
    {"url", Holds::Expression},         {"type", Holds::Word},
    {"headers", Holds::Expression},     {"content-type", Holds::Word},
    {"parameters", Holds::Expression},  {"body", Holds::Expression},
    {"files", Holds::Expression},       {"connection", Holds::Expression},
    {"detailed", Holds::Expression},    {"response-format", Holds::Word},
    {"response-decoding", Holds::Word},
};

constexpr AttributeRecord kApiAttributes[] = {
    {"service", Holds::Word},          {"path", Holds::Expression},       {"type", Holds::Word},
    {"headers", Holds::Expression},    {"parameters", Holds::Expression}, {"body", Holds::Expression},
    {"connection", Holds::Expression}, {"response-format", Holds::Word},  {"response-decoding", Holds::Word},
    {"content-type", Holds::Word},
};

constexpr AttributeRecord kMailAttributes[] = {
    {"from", Holds::Expression},    {"to", Holds::Expression},       {"cc", Holds::Expression},
    {"bcc", Holds::Expression},     {"reply to", Holds::Expression}, {"subject", Holds::Expression},
    {"message", Holds::Expression}, {"content type", Holds::Word},   {"attachments", Holds::Expression},
};

constexpr AttributeRecord kSmsAttributes[] = {
    {"from", Holds::Expression},
    {"to", Holds::Expression},
    {"message", Holds::Expression},
    {"connection", Holds::Expression},
};

constexpr AttributeRecord kTransferAttributes[] = {
    {"action", Holds::Word},     {"host", Holds::Expression},  {"port", Holds::Expression},
    {"path", Holds::Expression}, {"files", Holds::Expression}, {"connection", Holds::Expression},
};

struct TaskRecord {
  std::string_view name;
  std::span<const AttributeRecord> attributes;
};

TaskRecord record_of(TaskKind task) {
  switch (task) {
    case TaskKind::InvokeUrl: return {"invokeurl", kWebAttributes};
    case TaskKind::InvokeApi: return {"invokeapi", kApiAttributes};
    case TaskKind::SendMail: return {"sendmail", kMailAttributes};
    case TaskKind::SendSms: return {"sendsms", kSmsAttributes};
    case TaskKind::Ftp: return {"ftp", kTransferAttributes};
    case TaskKind::Sftp: return {"sftp", kTransferAttributes};
  }
  return {};
}

// `content type` and `content-type` are one name.
bool same_attribute(std::string_view a, std::string_view b) {
  const auto fold = [](char c) { return c == '-' ? ' ' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::ranges::equal(a, b, {}, fold, fold);
}

const AttributeRecord* find_attribute(const TaskRecord& task, std::string_view name) {
  const auto found = std::ranges::find_if(
      task.attributes, [&](const AttributeRecord& record) { return same_attribute(record.name, name); });
  return found == task.attributes.end() ? nullptr : &*found;
}

std::string nearest_attribute(const TaskRecord& task, std::string_view name) {
  Suggestion suggestion(name);
  for (const AttributeRecord& record : task.attributes) suggestion.consider(record.name);
  return suggestion.help();
}

bool gives(const TaskExpr& task, std::string_view name) {
  return std::ranges::any_of(task.attributes, [&](const Attribute& a) { return same_attribute(a.name, name); });
}

bool is_mail_address(std::string_view attribute) {
  return same_attribute(attribute, "from") || same_attribute(attribute, "to") || same_attribute(attribute, "cc") ||
         same_attribute(attribute, "bcc") || same_attribute(attribute, "reply to");
}

}  // namespace

void BodyChecker::task(const TaskExpr& task) {
  const TaskRecord record = record_of(task.task);
  std::uint32_t seen = 0;  // a bit for each known attribute
  for (const Attribute& current : task.attributes) {
    const AttributeRecord* known = find_attribute(record, current.name);
    if (known == nullptr) {
      report_.warning(messages::UnknownAttribute, current.name_span, {current.name, record.name},
                      nearest_attribute(record, current.name));
    }
    const std::uint32_t bit = known == nullptr ? 0 : 1u << (known - record.attributes.data());
    if ((seen & bit) != 0) {
      report_.warning(messages::DuplicateAttribute, current.name_span, {current.name}, "remove one of the two");
    }
    seen |= bit;
    const bool may_be_word = known == nullptr || known->holds == Holds::Word;
    if (same_attribute(current.name, "type")) check_method(task, current);
    free_names_ += may_be_word;
    for (const AttributeItem& part : current.items) {
      item(part);
      if (task.task == TaskKind::SendMail && part.prefix.empty() && is_mail_address(current.name))
        check_address(*part.value);
    }
    free_names_ -= may_be_word;
  }
  if (!file_.broken) check_parts(task);
}

// What a task cannot do without, in the words of help/error-messages.
void BodyChecker::check_parts(const TaskExpr& task) {
  struct Part {
    TaskKind task;
    std::string_view attribute;
    std::string_view text;
  };
  static constexpr Part kParts[] = {
      {TaskKind::SendMail, "from", "'FROM' message"},
      {TaskKind::SendMail, "to", "'TO' message"},
      {TaskKind::SendMail, "subject", "'SUBJECT' message"},
      {TaskKind::SendMail, "message", "'MESSAGE'"},
      {TaskKind::SendSms, "to", "'TO' message"},
      {TaskKind::SendSms, "message", "'MESSAGE'"},
      {TaskKind::InvokeUrl, "url", "'URL'"},
      {TaskKind::InvokeApi, "service", "'SERVICE'"},
      {TaskKind::InvokeApi, "path", "'PATH'"},
  };
  const std::string_view name = record_of(task.task).name;
  const Span word{task.span.begin, task.span.begin + static_cast<std::uint32_t>(name.size())};
  for (const Part& part : kParts) {
    if (part.task != task.task || gives(task, part.attribute)) continue;
    report_.error(messages::TaskPartMissing, word, {part.text, name}, "add `" + std::string(part.attribute) + ": …`");
  }
}

// The method of a web call, where it is written down: a bare word or a text (webhook/invokeurl-api-task).
void BodyChecker::check_method(const TaskExpr& task, const Attribute& attribute) {
  if (task.task != TaskKind::InvokeUrl && task.task != TaskKind::InvokeApi) return;
  const Expr& method = *attribute.items.front().value;
  const std::ptrdiff_t index = &attribute - task.attributes.data();
  std::string_view word;
  if (method.kind == ExprKind::Text) {
    word = method.as<TextExpr>().value;
  } else if (method.kind == ExprKind::Name) {
    word = method.as<NameExpr>().name;
    if (const Variable* variable = scope_.find(word);
        variable != nullptr && (variable->defined || variable->assigned()))
      return;
  } else {
    return;
  }
  if (support::is_web_method(word)) return;
  report_.error(messages::TaskWord, method.span, {"method", record_of(task.task).name, std::to_string(index + 1)},
                "write " + std::string(support::kWebMethodNames));
}

void BodyChecker::item(const AttributeItem& item) {
  const bool names_something = !item.prefix.empty() && !same_attribute(item.prefix, "file");  // view, report, template
  free_names_ += names_something;
  value(*item.value);
  free_names_ -= names_something;
  if (item.record != nullptr) value(*item.record);
  if (same_attribute(item.prefix, "view") && item.value->kind != ExprKind::Index) {
    report_.error(messages::ImproperStatement, item.value->span, {},
                  "criteria are mandatory: view:Report[ID != 0] as PDF");
  }
}

void BodyChecker::check_address(const Expr& address) {
  if (address.kind != ExprKind::Text) return;
  const std::string_view text = address.as<TextExpr>().value;
  if (text.find('@') != std::string_view::npos) return;
  report_.error(messages::InvalidEmail, address.span, {}, "write name@example.com");
}

// The record's fields stand on the left; only the values are expressions.
void BodyChecker::insert(const InsertExpr& insert) {
  for (const FieldAssignment& field : insert.fields) value(*field.value);
}

}  // namespace sluice::interpreter
