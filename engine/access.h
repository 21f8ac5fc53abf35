// The one friend of the public handles: how engine/ gets behind them.
#pragma once

#include <memory>

#include <sluice/engine.h>

#include "grammar/source.h"
#include "interpreter/budget.h"

namespace sluice {

struct CancelState {
  interpreter::CancelToken token;
};

struct Access {
  static const ValueNode* node(const Value& value) { return value.node_.get(); }
  static Value value(std::shared_ptr<const ValueNode> node) { return Value(std::move(node)); }

  static const grammar::Source* source(const Source& source) {
    return static_cast<const grammar::Source*>(source.node_.get());
  }
  static Source source(std::shared_ptr<const grammar::Source> node) {
    Source source;
    source.node_ = std::move(node);
    return source;
  }

  static const interpreter::CancelToken* cancel(const CancelToken& token) { return &token.state_->token; }

  static const EngineState& state(const Engine& engine) { return *engine.state_; }
  static const ScriptState& state(const Script& script) { return *script.state_; }
  static Compiled compiled(std::shared_ptr<const ScriptState> state) {
    Compiled compiled;
    compiled.script_.state_ = std::move(state);
    return compiled;
  }
  static const std::shared_ptr<const EngineState>& shared_state(const Engine& engine) { return engine.state_; }
  static Engine engine(std::shared_ptr<const EngineState> state) {
    Engine engine;
    engine.state_ = std::move(state);
    return engine;
  }
};

}  // namespace sluice
