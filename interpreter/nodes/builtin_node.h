// The call of a built-in function through its record: what all nodes of such calls fall back to.
#pragma once

#include <array>

#include "interpreter/callable.h"
#include "interpreter/nodes/calls.h"

namespace sluice::interpreter {

class BuiltinNode : public Expression {
 public:
  BuiltinNode(CallParts parts, int name, const FunctionTable& table);

  Value evaluate(Frame& frame) const override { return call(frame, false); }
  void run_dropped(Frame& frame) const override { call(frame, true); }

 protected:
  // With the arguments as values; `values` may be moved from.
  Value call_with(Frame& frame, std::span<Value> values, bool dropped) const;
  const FunctionRecord& record_of_receiver(const Value& receiver) const;

  const std::string written_;
  const Expressions arguments_;
  const int name_;
  const FunctionTable& table_;

 private:
  virtual const FunctionRecord& record_for(std::span<Value> values) const { return record_of_receiver(values[0]); }
  Value call(Frame& frame, bool dropped) const;
  template <std::size_t kCount>
  Value call_fixed(Frame& frame, bool dropped) const;
  Value with_values(Frame& frame, std::span<Value> values, bool dropped) const;

  const bool pairs_;
  std::array<const FunctionRecord*, kTypeCount> methods_{};  // by the receiver's type
};

// receiver.get(key) and receiver.put(key, value), which look at maps and lists directly (map_calls.cpp).
ExpressionPtr make_get(CallParts parts, int name, const FunctionTable& table, CacheCounter& caches);
ExpressionPtr make_put(CallParts parts, int name, const FunctionTable& table, CacheCounter& caches);

// Checks and charges a call, then runs it.
Value call_record(const FunctionRecord& record, std::span<Value> arguments, Context& context, bool dropped, bool pairs);

}  // namespace sluice::interpreter
