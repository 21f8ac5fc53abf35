#include "interpreter/nodes/variables.h"

#include <algorithm>
#include <array>

#include "interpreter/decimal.h"
#include "interpreter/nodes/text_buffer.h"
#include "interpreter/support/names.h"

namespace sluice::interpreter {

const Value& InputNode::borrow(Frame& frame, Value& storage) const {
  const Value& value = frame.slots[slot];
  if (value.tag() != Tag::Removed) [[likely]]
    return value;
  if (otherwise != nullptr) return storage = otherwise->evaluate(frame);
  placed_at(frame, span, [&] {
    raise_with_help(messages::UndefinedAtRun, {name}, "give it a value first, or pass it with --arg " + name + "=…");
  });
  return value;
}

Value InputNode::evaluate(Frame& frame) const {
  Value storage;
  return borrow(frame, storage);
}

Scalar InputNode::scalar(Frame& frame) const {
  Value storage;
  const Value& value = borrow(frame, storage);
  if (value.is_number()) return {value.as_number(), 1};
  frame.run.parked = value;
  return {0, 0};
}

Value WordNode::evaluate(Frame& frame) const {
  const Value& value = frame.slots[slot_];
  return value.is_null() || value.tag() == Tag::Removed ? word_->evaluate(frame) : value;
}

void ConstantNode::append(Frame&, TextBuffer& text) const { text.add(value); }

Value WideDecimalNode::evaluate(Frame& frame) const {
  return parse_decimal(frame.run.context.heap, digits_).value_or(Value());
}

// TIME exists in Zoho Creator only (help/datatypes/time).
Value QuotedNode::read(Context& context) const {
  const auto value = parse_quoted(text_, context.dates);
  if (!value) return context.text(text_);
  if (value->type() == Type::Time && context.dialect != grammar::Dialect::Creator) return context.text(text_);
  return *value;
}

Value QuotedNode::evaluate(Frame& frame) const {
  Value& known = frame.state.quoted[place_];
  if (known.is_null()) {
    Context& context = frame.run.context;
    known = read(context);
  }
  return known;
}

namespace {

struct SystemName {
  std::string_view name;
  SystemVariable variable;
};

constexpr std::array kSystemNames = {
    SystemName{"currentdate", SystemVariable::CurrentDate}, SystemName{"currenttime", SystemVariable::CurrentTime},
    SystemName{"today", SystemVariable::CurrentDate},       SystemName{"now", SystemVariable::CurrentTime},
    SystemName{"tomorrow", SystemVariable::Tomorrow},       SystemName{"yesterday", SystemVariable::Yesterday},
    SystemName{"loginuser", SystemVariable::LoginUser},     SystemName{"loginuserid", SystemVariable::LoginUserId},
    SystemName{"adminuser", SystemVariable::AdminUser},     SystemName{"adminuserid", SystemVariable::AdminUserId},
    SystemName{"appname", SystemVariable::AppName},         SystemName{"appuri", SystemVariable::AppUri},
    SystemName{"ipaddress", SystemVariable::IpAddress},     SystemName{"device.type", SystemVariable::DeviceType},
};

// Midnight of today in the run's zone, moved by whole days of the calendar.
Value day(const Context& context, int offset) {
  const TimeZone& zone = *context.dates.zone;
  Fields fields = fields_of(context.host.now(), zone);
  Fields moved = civil_from_days(days_from_civil(fields.year, fields.month, fields.day) + offset);
  return Value::date_time(instant_of(moved, zone), false);
}

Value text_or_null(Context& context, const std::string& text) { return text.empty() ? Value() : context.text(text); }

}  // namespace

int find_system_variable(std::string_view name) {
  for (const SystemName& known : kSystemNames)
    if (same_name(known.name, name)) return static_cast<int>(known.variable);
  return -1;
}

Value SystemVariableNode::evaluate(Frame& frame) const {
  Context& context = frame.run.context;
  const Principal& principal = context.principal;
  switch (variable_) {
    case SystemVariable::CurrentDate: return day(context, 0);
    case SystemVariable::Tomorrow: return day(context, 1);
    case SystemVariable::Yesterday: return day(context, -1);
    case SystemVariable::CurrentTime: return Value::date_time(context.now() / 1000 * 1000, true);
    case SystemVariable::LoginUser: return context.text(principal.login_user);
    case SystemVariable::LoginUserId: return text_or_null(context, principal.login_user_id);
    case SystemVariable::AdminUser: return context.text(principal.admin_user);
    case SystemVariable::AdminUserId: return text_or_null(context, principal.admin_user_id);
    case SystemVariable::AppName: return context.text(principal.application);
    case SystemVariable::AppUri: return context.text(principal.application_uri);
    case SystemVariable::IpAddress: return text_or_null(context, principal.ip_address);
    case SystemVariable::DeviceType: return context.text(principal.device_type);
  }
  return Value();
}

Value RaiseNode::evaluate(Frame& frame) const {
  return placed_at(frame, span, [&]() -> Value {
    std::array<std::string_view, 3> views;
    for (std::size_t i = 0; i < arguments_.size() && i < views.size(); ++i) views[i] = arguments_[i];
    raise_with_help(code_, {views[0], views[1], views[2]}, help_);
  });
}

}  // namespace sluice::interpreter
