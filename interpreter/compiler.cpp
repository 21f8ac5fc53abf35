#include "interpreter/compiler.h"

#include "interpreter/ast_walk.h"
#include "interpreter/static_type.h"
#include "interpreter/support/names.h"
#include "interpreter/support/stack.h"

namespace sluice::interpreter {

Program::Program() = default;
Program::~Program() = default;

// Makes a Program; a friend of it, so that its parts stay closed to everyone else.
class Compiler {
 public:
  static std::shared_ptr<const Program> compile(std::shared_ptr<const grammar::ParsedScript> parsed,
                                                const CompileOptions& options) {
    std::shared_ptr<Program> program(new Program());
    program->parsed_ = std::move(parsed);
    program->parts_ = std::make_unique<ProgramParts>();
    ProgramParts& parts = *program->parts_;
    ProgramScope scope{options, *program, parts, {}};
    const grammar::Script& script = program->parsed_->script;
    // All functions exist before the first is compiled, because they call one another.
    for (const grammar::Function* function : script.functions) parts.functions.push_back(declared(*program, *function));
    for (auto& function : parts.functions) FunctionCompiler(scope, *function).compile(*function->declaration);
    if (script.has_body || script.functions.empty()) {  // an empty file does nothing
      parts.body = std::make_unique<UserFunction>();
      parts.body->program = program.get();
      FunctionCompiler(scope, *parts.body).compile_body(script.body);
    }
    parts.key_cache_count = scope.caches.count();
    return program;
  }

 private:
  static std::unique_ptr<UserFunction> declared(const Program& program, const grammar::Function& declaration) {
    auto function = std::make_unique<UserFunction>();
    function->program = &program;
    function->declaration = &declaration;
    if (!declaration.name_space.empty()) function->name = std::string(declaration.name_space) + ".";
    function->name += declaration.name;
    function->parameter_count = static_cast<std::uint32_t>(declaration.parameters.size());
    for (const grammar::Parameter& parameter : declaration.parameters)
      function->parameter_types.emplace_back(accepted_types(parameter.type.name));
    function->returns_value = !declaration.return_type.name.empty() && !same_name(declaration.return_type.name, "void");
    if (function->returns_value) function->return_type = TypeTest(accepted_types(declaration.return_type.name));
    return function;
  }
};

std::shared_ptr<const Program> Program::compile(std::shared_ptr<const grammar::ParsedScript> parsed,
                                                const CompileOptions& options) {
  std::shared_ptr<const Program> program;
  with_deep_stack([&] { program = Compiler::compile(std::move(parsed), options); });
  return program;
}

const UserFunction* Program::body() const { return parts_->body.get(); }

const UserFunction* Program::find(std::string_view name_space, std::string_view name) const {
  for (const auto& function : parts_->functions) {
    if (!same_name(function->declaration->name, name)) continue;
    if (name_space.empty() || same_name(function->declaration->name_space, name_space)) return function.get();
  }
  return nullptr;
}

// ---------------------------------------------------------------- variables

std::uint32_t FunctionCompiler::declare(std::string_view variable) {
  const auto [place, fresh] = slots_.try_emplace(variable, function_.slot_count);
  if (fresh) ++function_.slot_count;
  return place->second;
}

// Every name that is assigned anywhere is a variable everywhere: Deluge has one scope for a function.
void FunctionCompiler::declare_variables(const grammar::Block& block) {
  for (const grammar::Stmt* statement : block.statements) {
    if (statement->kind == grammar::StmtKind::Assign) {
      const grammar::Expr& target = *statement->as<grammar::AssignStmt>().target;
      if (target.kind == grammar::ExprKind::Name) {
        declare(target.as<grammar::NameExpr>().name);
        if (is_api_call(*statement->as<grammar::AssignStmt>().value))
          declare(beside(target.as<grammar::NameExpr>().name));
      }
    }
    if (statement->kind == grammar::StmtKind::ForEach) declare(statement->as<grammar::ForEachStmt>().variable);
    if (statement->kind == grammar::StmtKind::Try) declare(statement->as<grammar::TryStmt>().variable);
    for_each_part(
        *statement, [](const grammar::Expr&) {}, [&](const grammar::Block& inner) { declare_variables(inner); });
  }
}

void FunctionCompiler::compile(const grammar::Function& declaration) {
  for (const grammar::Parameter& parameter : declaration.parameters) declare(parameter.name);
  function_.slot_count = std::max(function_.slot_count, function_.parameter_count);  // a name twice has one slot
  declare_variables(declaration.body);
  compile_statements(declaration.body);
  finish();
}

void FunctionCompiler::compile_body(const grammar::Block& body) {
  declare_variables(body);
  if (scope_.options.gives_last_value)
    function_.body = sequence_with_value(body);
  else
    compile_statements(body);
  finish();
}

// A `return` at the end is the result; the statements before it are the body.
void FunctionCompiler::compile_statements(const grammar::Block& block) {
  const std::span<const grammar::Stmt* const> statements(block.statements);
  const grammar::Stmt* last = statements.empty() ? nullptr : statements.back();
  if (last == nullptr || last->kind != grammar::StmtKind::Return || last->as<grammar::ReturnStmt>().value == nullptr) {
    function_.body = sequence(statements);
    return;
  }
  function_.body = sequence(statements.first(statements.size() - 1));
  const Level level(*this);
  function_.result = expression(*last->as<grammar::ReturnStmt>().value);
  function_.result_span = last->span;
}

void FunctionCompiler::finish() {
  // What one level of nodes needs at most of the stack, with room to spare; `try` and loops need most.
#ifdef SLUICE_PLAIN_HEAP
  constexpr std::size_t kLevelStack = 4096;  // sanitizers make frames several times as large
#else
  constexpr std::size_t kLevelStack = 512;
#endif
  function_.stack = levels_ * kLevelStack;
  for (const auto& [variable, slot] : slots_) function_.variables.emplace_back(variable, slot);
  for (const auto& [variable, slot] : inputs_) {
    function_.variables.emplace_back(variable, slot);
    function_.inputs.emplace_back(variable, slot);
  }
}

std::vector<std::string_view> path_of(const grammar::Expr& expression) {
  std::vector<std::string_view> names;
  const grammar::Expr* at = &expression;
  while (at->kind == grammar::ExprKind::Member) {
    names.push_back(at->as<grammar::MemberExpr>().name);
    at = at->as<grammar::MemberExpr>().object;
  }
  if (at->kind != grammar::ExprKind::Name) return {};
  names.push_back(at->as<grammar::NameExpr>().name);
  return {names.rbegin(), names.rend()};
}

}  // namespace sluice::interpreter
