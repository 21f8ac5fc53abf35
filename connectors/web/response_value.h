// What a script gets of a response (help/webhook/invokeurl-api-task).
#pragma once

#include "connectors/http/message.h"
#include "interpreter/context.h"

namespace sluice::connectors::web {

enum class ResponseFormat : std::uint8_t { Automatic, Text, File, None };

// AUTOMATIC, DEFAULT, COLLECTION, STRING, FILE, NONE in any letter case; raises for others.
ResponseFormat response_format_of(std::string_view name, std::string_view task);

// The body: JSON objects and arrays as MAP and LIST whatever their Content-Type, other text as TEXT, bytes and
// attachments as FILE, nothing as "". `character_set` overrides that of the Content-Type.
interpreter::Value body_value(const HttpResponse& response, ResponseFormat format, std::string_view character_set,
                              interpreter::Context& context);

// {responseText, responseHeader, responseCode}; names of headers in lower case, repeated ones joined.
interpreter::Value detailed_value(const HttpResponse& response, interpreter::Value body, interpreter::Context& context);

}  // namespace sluice::connectors::web
