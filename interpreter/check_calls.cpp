// Calls: which record or function is meant, how many arguments of which types it takes, and whether its result is
// used as it must be.
#include <algorithm>

#include "interpreter/check_body.h"
#include "interpreter/check_call_help.h"
#include "interpreter/check_literals.h"
#include "interpreter/check_words.h"
#include "interpreter/suggest.h"

namespace sluice::interpreter {

using namespace grammar;

namespace {

// How many arguments stand in the text of a call: the receiver of value.name(…) is not one of them.
ArgumentRange written_range(const FunctionRecord& record, std::size_t receivers) {
  ArgumentRange range = argument_range(record);
  if (record.receiver.empty() || receivers == 1) return range;
  --range.least;
  if (range.most != kAnyNumber) --range.most;
  return range;
}

bool holds(const ArgumentRange& range, std::size_t count) { return count >= range.least && count <= range.most; }

bool has_pairs(std::span<const Argument> arguments) {
  return std::ranges::any_of(arguments, [](const Argument& argument) { return argument.key != nullptr; });
}

// What a record accepts as the argument at `index`.
StaticType accepted_at(const FunctionRecord& record, std::size_t receivers, std::size_t index) {
  if (index < receivers) return StaticType(record.receiver);
  index -= receivers;
  if (record.parameters.empty()) return StaticType::unknown();
  return StaticType(record.parameters[std::min(index, record.parameters.size() - 1)].types);
}

}  // namespace

void BodyChecker::arguments(std::span<const Argument> arguments) {
  for (const Argument& argument : arguments) {
    if (argument.key != nullptr) value(*argument.key);
    value(*argument.value);
  }
}

bool BodyChecker::is_method_name(std::string_view name) const {
  const int number = table_ == nullptr ? -1 : table_->find_name(name);
  return number >= 0 && std::ranges::any_of(table_->all(number), [](const FunctionRecord* record) {
           return record->form != Form::Free && !record->receiver.empty();
         });
}

// Fills candidates_. `form` is the spelling of the call: Method for value.name(…), Free for name(…); `first` is the
// type of the receiver, or of the first argument.
void BodyChecker::find_candidates(std::string_view name, StaticType first, Form form) {
  const int number = table_ == nullptr ? -1 : table_->find_name(name);
  if (number < 0) return;
  for (const FunctionRecord* record : table_->all(number)) {
    if (record->receiver.empty()) {
      if (form == Form::Free) candidates_.push_back({record, 0});
      continue;
    }
    const bool other_spelling = record->form != Form::Both && record->form != form;
    if (other_spelling || !first.meets(StaticType(record->receiver))) continue;
    candidates_.push_back({record, form == Form::Free ? std::size_t{1} : std::size_t{0}});
  }
}

// The same for a task by its full name; false where there is none.
bool BodyChecker::find_task(std::string_view full_name) {
  const int number = tasks_ == nullptr ? -1 : tasks_->find_name(full_name);
  if (number < 0) return false;
  for (const FunctionRecord* record : tasks_->all(number)) candidates_.push_back({record, 0});
  return true;
}

StaticType BodyChecker::call(const CallExpr& call, Wanted wanted) {
  const StaticType first = call.arguments.empty() ? StaticType::unknown() : literal_type(*call.arguments[0].value);
  arguments(call.arguments);
  check_element_type(call);
  if (same_name(call.name, "ifNull")) return if_null(call);
  const CallSite site{call.name, call.name_span, call.arguments, wanted, false, true};
  candidates_.clear();
  find_candidates(call.name, first, Form::Free);
  if (candidates_.empty()) find_candidates(call.name, StaticType::unknown(), Form::Free);
  if (!candidates_.empty()) return bind(site);
  LookupFailure failure;
  if (const Function* function = file_.functions.find({}, call.name, failure)) return user_call(*function, site);
  if (const auto type = constructed(call.name)) return *type;
  if (const auto provided = provided_value(call.name)) return *provided;  // now(), today()
  if (find_task(call.name)) return bind(site);
  if (table_ == nullptr || is_without_record(call.name)) return StaticType::unknown();
  if (!report_library(failure, call.name_span)) unknown_function(call);
  return StaticType::unknown();
}

// `List:Int()`
void BodyChecker::check_element_type(const CallExpr& call) {
  if (call.element_type.empty() || declared_type(call.element_type)) return;
  Suggestion suggestion(call.element_type);
  for (const std::string_view known : type_names()) suggestion.consider(known);
  report_.error(messages::UnknownType, call.span, {call.element_type},
                suggestion.found() ? suggestion.help() : "write List:String(), Int, Float, Date or Bool");
}

StaticType BodyChecker::method(const MethodCallExpr& call, StaticType receiver, Wanted wanted) {
  const bool of_fields = call.object->kind == ExprKind::UiMember || is_field_method(call.name);
  const bool of_records = !receiver.known() && is_record_method(call.name);
  free_names_ += of_fields || of_records;  // their arguments may be names of fields
  arguments(call.arguments);
  free_names_ -= of_fields || of_records;
  if (of_fields || table_ == nullptr) return StaticType::unknown();

  candidates_.clear();
  find_candidates(call.name, receiver, Form::Method);
  if (candidates_.empty()) {
    if (of_records) return StaticType::unknown();
    return unknown_method(call, receiver);
  }
  if (of_records && !takes(call.arguments.size())) return StaticType::unknown();
  return bind({call.name, call.name_span, call.arguments, wanted});
}

bool BodyChecker::takes(std::size_t arguments) const {
  return std::ranges::any_of(candidates_, [&](const Candidate& candidate) {
    return holds(written_range(*candidate.record, candidate.receivers), arguments);
  });
}

// A call of a built-in that candidates_ holds.
StaticType BodyChecker::bind(const CallSite& site) {
  check_dialect(site);
  if (!check_count(site)) return StaticType::unknown();
  if (!has_pairs(site.arguments)) check_literals(site);
  check_words(site);
  check_connection(site);
  const auto all_are = [&](Use use) {
    return std::ranges::all_of(candidates_, [&](const Candidate& candidate) { return candidate.record->use == use; });
  };
  if (site.wanted == Wanted::Nothing && !site.may_ignore && all_are(Use::Value)) {
    report_.error(messages::ValueIgnored, site.span, {site.name}, "write variable = … before it");
  }
  if (site.wanted == Wanted::Value && all_are(Use::Void)) report_void(site);

  StaticType result = StaticType::none();
  for (const Candidate& candidate : candidates_) result |= StaticType(candidate.record->result);
  return result.impossible() ? StaticType::unknown() : result;
}

// Leaves only candidates that take so many arguments, or reports that there are none.
bool BodyChecker::check_count(const CallSite& site) {
  if (has_pairs(site.arguments)) {
    std::erase_if(candidates_, [](const Candidate& candidate) { return !candidate.record->variadic; });
    if (!candidates_.empty()) return true;
    report_.error(messages::PairsNotAllowed, site.span, {site.name}, "separate the arguments with commas");
    return false;
  }
  const std::size_t given = site.arguments.size();
  if (takes(given)) {
    std::erase_if(candidates_, [&](const Candidate& candidate) {
      return !holds(written_range(*candidate.record, candidate.receivers), given);
    });
    return true;
  }
  ArgumentRange range{kAnyNumber, 0};
  for (const Candidate& candidate : candidates_) {
    const ArgumentRange one = written_range(*candidate.record, candidate.receivers);
    range = {std::min(range.least, one.least), std::max(range.most, one.most)};
  }
  report_.error(messages::ArgumentCount, site.span, {site.name},
                help_for_namesake(site, help_for_count(site.name, range, given)));
  return false;
}

// Only literals are held against the parameters: what a variable holds is the run's business.
void BodyChecker::check_literals(const CallSite& site) {
  for (std::size_t i = 0; i < site.arguments.size(); ++i) {
    const Expr& argument = *site.arguments[i].value;
    const StaticType type = literal_type(argument);
    if (!type.known() || type == StaticType(Type::Null)) continue;
    const bool accepted = std::ranges::any_of(candidates_, [&](const Candidate& candidate) {
      return accepted_at(*candidate.record, candidate.receivers, i).meets(type);
    });
    if (accepted) continue;
    const StaticType wanted = accepted_at(*candidates_[0].record, candidates_[0].receivers, i);
    report_.add(run_time_severity(), messages::ArgumentType, argument.span, {site.name, std::to_string(i + 1)},
                help_for_namesake(site, help_for_type(wanted, type)));
  }
}

// Closed lists, such as the modules of a task (tasks-other.md §1): only what is written as a text can be seen.
void BodyChecker::check_words(const CallSite& site) {
  const FunctionRecord& record = *candidates_[0].record;
  const std::size_t count = std::min(site.arguments.size(), record.parameters.size());
  for (std::size_t i = 0; i < count; ++i) {
    const ParameterRecord& parameter = record.parameters[i];
    const Expr& argument = *site.arguments[i].value;
    if (parameter.words.empty() || argument.kind != ExprKind::Text) continue;
    const std::string_view given = argument.as<TextExpr>().value;
    if (std::ranges::any_of(parameter.words, [&](std::string_view word) { return same_name(word, given); })) continue;
    Suggestion suggestion(given);
    std::string all;
    for (const std::string_view word : parameter.words) {
      suggestion.consider(word);
      all.append(all.empty() ? "it takes " : ", ").append(word);
    }
    const bool module = folded(parameter.name).find("module") != std::string::npos;
    report_.error(messages::TaskWord, argument.span,
                  {module ? "module name" : parameter.name, site.name, std::to_string(i + 1)},
                  suggestion.found() ? suggestion.help() : all);
  }
}

// What Zoho says of a task besides its parameters: its connection in Creator, and whether it exists there at all.
void BodyChecker::check_connection(const CallSite& site) {
  const FunctionRecord& record = *candidates_[0].record;
  if (!record.notice.empty()) report_.warning(messages::TaskNotice, site.span, {record.notice});
  const bool creator = file_.options.dialect == Dialect::Creator;
  const bool given = site.arguments.size() == record.parameters.size();
  const std::string_view help = "give the link name of a connection as the last argument";
  switch (record.connection_policy) {
    case ConnectionPolicy::AsDeclared: return;
    case ConnectionPolicy::NotInCreator:
      if (creator && given)
        report_.warning(messages::TaskTakesNoConnection, site.span, {site.name}, "leave the last argument out");
      return;
    case ConnectionPolicy::RequiredInCreator:
      if (creator && !given) report_.error(messages::TaskNeedsConnection, site.span, {site.name}, std::string(help));
      return;
    case ConnectionPolicy::Expected:
      if (!given) report_.warning(messages::TaskNeedsConnection, site.span, {site.name}, std::string(help));
      return;
  }
}

void BodyChecker::check_dialect(const CallSite& site) {
  const bool creator = file_.options.dialect == Dialect::Creator;
  const DialectSet other = creator ? DialectSet::StandardOnly : DialectSet::CreatorOnly;
  const bool missing = !candidates_.empty() && std::ranges::all_of(candidates_, [&](const Candidate& candidate) {
    return candidate.record->dialects == other;
  });
  if (!missing) return;
  const std::string_view name = creator ? "standard" : "creator";
  report_.warning(
      messages::NotInDialect, site.span, {site.name, name},
      creator ? "Zoho Creator does not have it" : "only Zoho Creator has it; choose it with --dialect creator");
}

}  // namespace sluice::interpreter
