// An operation that a connector's file describes ([[operation]]), called with a map.
#pragma once

#include <string_view>

#include "connectors/tasks/task_call.h"

namespace sluice::connectors::tasks {

// Members of `input` fill the {names} of the path; those that the operation maps are its query; the others are the query
// of GET and DELETE, else the body. `connection` may be empty: then it is the connection that is called as the connector.
// Gives {"status_code", "response"}, the response as JSON text, cut to the operation's `result` where it succeeded. Raises
// where there is no such connector, connection or operation, or a {name} is not in the map.
Value run_connector_operation(std::string_view connector, std::string_view operation, const Value& input,
                              std::string_view connection, interpreter::Context& context);

}  // namespace sluice::connectors::tasks
