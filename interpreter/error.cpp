#include "interpreter/error.h"

#include <new>

namespace sluice::interpreter {

void raise(ErrorKind kind, Message code, std::initializer_list<std::string_view> arguments, std::string help) {
  auto fault = std::make_unique<Fault>();
  fault->kind = kind;
  fault->code = code;
  fault->message = grammar::text_of(code, arguments);
  fault->help = std::move(help);
  throw Raised(std::move(fault));
}

void raise(Message code, std::initializer_list<std::string_view> arguments) {
  raise(ErrorKind::Script, code, arguments);
}

void raise_with_help(Message code, std::initializer_list<std::string_view> arguments, std::string help) {
  raise(ErrorKind::Script, code, arguments, std::move(help));
}

Value FaultObject::make(Heap& heap, const Fault& fault) {
  Value message = Value::text(heap, fault.message);
  auto* object = new (heap.allocate(sizeof(FaultObject))) FaultObject();
  object->references = 1;
  object->kind = ObjectKind::Fault;
  object->heap = &heap;
  object->code = fault.code;
  object->line = fault.placed ? fault.source->line(fault.span.begin) : 0;
  object->message = std::move(message);
  object->data = fault.data;
  return Value::adopt(Tag::Fault, object);
}

}  // namespace sluice::interpreter
