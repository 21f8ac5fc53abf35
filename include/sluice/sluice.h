/* Sluice in C99: the same engine as sluice/engine.h, for C programs and for every language with a foreign function
 * interface.
 *
 *   sluice_engine* engine = NULL;
 *   sluice_script* script = NULL;
 *   sluice_outcome* outcome = NULL;
 *   if (sluice_engine_create(NULL, &engine, NULL) == SLUICE_OK &&
 *       sluice_compile(engine, "hi.deluge", "return 6 * 7;", SLUICE_NUL, &script, NULL) == SLUICE_OK &&
 *       sluice_run(script, NULL, &outcome, NULL) == SLUICE_OK) {
 *     sluice_value* value = sluice_outcome_value(outcome);
 *     printf("%lld\n", (long long)sluice_value_number(value));   // 42
 *     sluice_value_free(value);
 *   }
 *   sluice_outcome_free(outcome); sluice_script_free(script); sluice_engine_free(engine);
 *
 * Rules that hold everywhere:
 * - A handle that a function gives belongs to the caller, who frees it with the function of its type. Freeing NULL does
 *   nothing. Handles may be freed in any order: a script keeps its engine alive.
 * - A `const char*` that a function gives is UTF-8, ends with a zero byte, and lives as long as the handle it was asked
 *   of. It is never NULL.
 * - A text that goes in is a pointer and a number of bytes; SLUICE_NUL stands for "up to the zero byte". NULL is the
 *   empty text.
 * - Structs begin with their size: set it with sizeof, and zero the rest (`sluice_run_options o = {sizeof o};`). Members
 *   that a newer version adds at the end are then absent, which is zero, which is the default.
 * - Functions that can fail give a status; where `error` is not NULL, it receives a handle that says more.
 * - NULL and handles that are no handles (any more) give SLUICE_USAGE, a zero or an empty text.
 * - Engines, scripts, values and errors are immutable and may be used by many threads at once. A run belongs to the
 *   thread that started it; callbacks given to one run come from that thread, callbacks given to an engine from the
 *   threads of all runs.
 * - Nothing throws, and no callback may throw or jump past a function of this library.
 */
#ifndef SLUICE_SLUICE_H
#define SLUICE_SLUICE_H

#include <sluice/export.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define SLUICE_NUL ((size_t)-1)

typedef struct sluice_engine sluice_engine;
typedef struct sluice_script sluice_script;
typedef struct sluice_outcome sluice_outcome;
typedef struct sluice_value sluice_value;
typedef struct sluice_error sluice_error;
typedef struct sluice_cancel sluice_cancel;
typedef struct sluice_session sluice_session;
typedef struct sluice_sandbox sluice_sandbox;
typedef struct sluice_response sluice_response;
typedef struct sluice_records sluice_records;
typedef struct sluice_listener sluice_listener;

/* Any number may come over a foreign function interface; with an underlying type C++ lets an enum hold it too. */
#ifdef __cplusplus
#define SLUICE_ENUM(name) enum name : int
#else
#define SLUICE_ENUM(name) enum name
#endif

/* Who has to act; the exit codes of the command line, and SLUICE_HOST. */
typedef SLUICE_ENUM(sluice_status){
    SLUICE_OK = 0,
    SLUICE_SCRIPT = 1,        /* the script is wrong or failed */
    SLUICE_USAGE = 2,         /* an argument of the call is wrong */
    SLUICE_AUTHORIZATION = 3, /* a connection needs a person to authorise it */
    SLUICE_LIMIT = 4,         /* a limit was exceeded or the run was cancelled */
    SLUICE_EGRESS = 5,        /* an address that the script may not reach */
    SLUICE_STORE = 6,         /* the connection store or its key */
    SLUICE_HOST = 7,          /* something that the host provides failed or is missing */
    SLUICE_INTERNAL = 70      /* a defect of Sluice, or no memory for the answer itself */
} sluice_status;

/* Deluge's types. */
typedef SLUICE_ENUM(sluice_kind){SLUICE_NULL = 0,      SLUICE_BOOLEAN = 1,    SLUICE_NUMBER = 2, SLUICE_DECIMAL = 3,
                                 SLUICE_DATE_TIME = 4, SLUICE_TIME = 5,       SLUICE_TEXT = 6,   SLUICE_LIST = 7,
                                 SLUICE_MAP = 8,       SLUICE_COLLECTION = 9, SLUICE_FILE = 10} sluice_kind;

/* A set of kinds: SLUICE_KIND(SLUICE_TEXT) | SLUICE_KIND(SLUICE_NULL). */
#define SLUICE_KIND(kind) (UINT32_C(1) << (kind))
#define SLUICE_ANY UINT32_C(0x7FE)         /* all but null */
#define SLUICE_ANY_OR_NULL UINT32_C(0x7FF)

/* ---- the library */

/* "major.minor.patch". */
SLUICE_API const char* sluice_version(void);
/* The number of this interface: functions and members are only added while it stays the same. */
SLUICE_API uint32_t sluice_abi(void);
#define SLUICE_ABI 1
/* Whether this library can do something, and has on this machine what it needs for it: "http" needs libcurl, "sandbox" its
 * module. 0 for a name that it does not know. */
SLUICE_API int sluice_has_feature(const char* name);
/* LIST of the names, whether there is what they need or not: "authorization_needed", "connection_store", "connections",
 * "connectors", "consent_listener", "features", "http", "limits", "operations", "progress", "sandbox", "sessions", "trace". */
SLUICE_API sluice_value* sluice_features(void);

/* ---- errors */

/* An error that a callback gives back; `status` SLUICE_SCRIPT or SLUICE_HOST can be caught by the script. */
SLUICE_API sluice_error* sluice_error_create(sluice_status status, const char* message, const char* help);
SLUICE_API sluice_status sluice_error_status(const sluice_error* error);
SLUICE_API const char* sluice_error_code(const sluice_error* error); /* stable for ever: "SLC-RUN-0007" */
SLUICE_API const char* sluice_error_message(const sluice_error* error);
SLUICE_API const char* sluice_error_help(const sluice_error* error); /* what to do next; may be empty */
SLUICE_API const char* sluice_error_file(const sluice_error* error); /* empty for errors without a place */
SLUICE_API uint32_t sluice_error_line(const sluice_error* error); /* from 1; 0: no place */
SLUICE_API uint32_t sluice_error_column(const sluice_error* error); /* from 1, in code points */
/* TEXT: the error with its line and a caret, for people. `color` other than 0: with colours for terminals. */
SLUICE_API sluice_value* sluice_error_render(const sluice_error* error, int color);
/* TEXT: everything about it, calls included, as JSON on one line. */
SLUICE_API sluice_value* sluice_error_json(const sluice_error* error);
SLUICE_API void sluice_error_free(sluice_error* error);

/* ---- values: immutable, shared; a copy costs nothing. NULL only where there is no memory or an argument is wrong. */

SLUICE_API sluice_value* sluice_value_null(void);
SLUICE_API sluice_value* sluice_value_from_boolean(int value);
SLUICE_API sluice_value* sluice_value_from_number(int64_t value);
/* The shortest decimal that reads back as `value`; null for NaN and infinities. */
SLUICE_API sluice_value* sluice_value_from_double(double value);
/* An exact decimal from its digits: "15.50". NULL for any other text. */
SLUICE_API sluice_value* sluice_value_from_digits(const char* digits, size_t size);
SLUICE_API sluice_value* sluice_value_from_text(const char* text, size_t size);
/* Milliseconds since 1970-01-01T00:00:00Z. */
SLUICE_API sluice_value* sluice_value_from_date_time(int64_t milliseconds);
/* The same, but prints without its time of day. */
SLUICE_API sluice_value* sluice_value_from_date(int64_t milliseconds);
/* Milliseconds since midnight, below 24 h. */
SLUICE_API sluice_value* sluice_value_from_time(int64_t milliseconds);
SLUICE_API sluice_value* sluice_value_from_list(const sluice_value* const* elements, size_t count);
/* Keys of any kind; of equal keys the last value wins. */
SLUICE_API sluice_value* sluice_value_from_map(const sluice_value* const* keys, const sluice_value* const* values,
                                               size_t count);
/* Bytes with a name and a media type such as "text/csv" (empty: unknown). */
SLUICE_API sluice_value* sluice_value_from_file(const char* name, const char* media_type, const void* bytes,
                                                size_t size);
/* Integers of 64 bits become NUMBER, other numbers exact DECIMAL, objects MAP in their own order. */
SLUICE_API sluice_status sluice_value_from_json(const char* json, size_t size, sluice_value** value,
                                                sluice_error** error);
SLUICE_API sluice_value* sluice_value_copy(const sluice_value* value);
SLUICE_API void sluice_value_free(sluice_value* value);

/* Reading another kind gives 0 or an empty text. */
SLUICE_API sluice_kind sluice_value_kind(const sluice_value* value);
SLUICE_API int sluice_value_boolean(const sluice_value* value);
SLUICE_API int64_t sluice_value_number(const sluice_value* value); /* NUMBER, or the whole part of a DECIMAL */
SLUICE_API double sluice_value_double(const sluice_value* value); /* NUMBER or DECIMAL, rounded */
/* TEXT, the digits of a DECIMAL, or the bytes of a FILE. `size` may be NULL; texts may hold zero bytes. */
SLUICE_API const char* sluice_value_text(const sluice_value* value, size_t* size);
SLUICE_API int64_t sluice_value_milliseconds(const sluice_value* value); /* DATE-TIME since 1970, TIME since midnight */
SLUICE_API int sluice_value_has_time_of_day(const sluice_value* value);
SLUICE_API const char* sluice_value_file_name(const sluice_value* value);
SLUICE_API const char* sluice_value_media_type(const sluice_value* value);
SLUICE_API size_t sluice_value_size(const sluice_value* value); /* elements or entries */
/* An element of a list, or the value of an entry. Null beyond the end. */
SLUICE_API sluice_value* sluice_value_at(const sluice_value* value, size_t index);
/* The key of an entry. Null for lists and beyond the end. */
SLUICE_API sluice_value* sluice_value_key(const sluice_value* value, size_t index);
/* The value of a TEXT key. Null where there is none. */
SLUICE_API sluice_value* sluice_value_find(const sluice_value* value, const char* key, size_t size);
/* By content and kind: 1 is not "1". */
SLUICE_API int sluice_value_equal(const sluice_value* a, const sluice_value* b);
/* TEXT: as `info` prints it; as JSON on one line. */
SLUICE_API sluice_value* sluice_value_print(const sluice_value* value);
SLUICE_API sluice_value* sluice_value_json(const sluice_value* value);

/* ---- stopping a run from outside */

SLUICE_API sluice_cancel* sluice_cancel_create(void);
/* From any thread, and from a signal handler: the runs that were given it end within milliseconds. It stays set. */
SLUICE_API void sluice_cancel_now(const sluice_cancel* cancel);
SLUICE_API void sluice_cancel_free(sluice_cancel* cancel);

/* ---- what a host provides */

/* Answers a call. On success sets *result (NULL: null) and gives SLUICE_OK; otherwise may set *error. What it sets then
 * belongs to Sluice. */
typedef sluice_status (*sluice_answer)(void* data, const char* name, const sluice_value* request, sluice_value** result,
                                       sluice_error** error);

/* A statement that is about to run. Its texts are good until the callback returns. */
typedef struct sluice_trace_point {
  size_t size;
  const char* file;
  const char* function; /* "namespace.name"; empty for the body of a file */
  uint32_t line; /* from 1, like the column, in code points */
  uint32_t column;
  uint32_t depth; /* calls of functions that it is in */
} sluice_trace_point;

/* How far a run has come. */
typedef struct sluice_progress {
  size_t size;
  uint64_t statements;
  uint64_t memory; /* bytes of values now */
  uint64_t microseconds;
} sluice_progress;

/* A connection that somebody has to authorise before a script can go on. */
typedef struct sluice_authorization_need {
  size_t size;
  const char* connection; /* link name */
  const char* connector;
  const char* user; /* who acts; empty for a schedule */
  const char* environment;
  const char* reason; /* the message that the script gets otherwise */
  int32_t lapsed; /* 1: it was authorised before, and the service no longer accepts that */
} sluice_authorization_need;

/* One request, one hop: redirects, repeats and the log stay Sluice's. */
typedef struct sluice_request {
  size_t size;
  const char* method;
  const char* url;
  const char* const* header_names;
  const char* const* header_values; /* credentials included: do not log them */
  size_t header_count;
  const char* body;
  size_t body_size;
  uint64_t milliseconds; /* give up after them; 0: no limit */
  uint64_t most_bytes; /* of the answer's body; 0: no limit */
  /* Ask it now and then on the thread of the call, with `cancel_data`; other than 0: give up soon. */
  int (*cancelled)(const void* cancel_data);
  const void* cancel_data;
} sluice_request;

typedef struct sluice_hooks {
  size_t size;
  void* data; /* given to each of them */
  void (*output)(void* data, const char* line, size_t line_size); /* a line of `info`, without its end */
  int64_t (*now)(void* data); /* milliseconds since 1970 */
  /* alert, openUrl, show …, with a MAP of its parts. */
  void (*directive)(void* data, const char* name, const sluice_value* details);
  sluice_answer forms; /* "insert into", "update", "delete from", "fetch", with a MAP of its parts */
  sluice_answer mail; /* sendmail, sendsms, with a MAP of its attributes */
  /* `size` bytes that randomNumber() and the vectors of encryption are made of; keys and OAuth never use them. */
  void (*random)(void* data, unsigned char* bytes, size_t size);
  void (*log)(void* data, const char* json, size_t size); /* one object for each call of a service, without secrets */
  void (*trace)(void* data, const sluice_trace_point* point);
  /* Every few milliseconds, some 20 while the run waits for a service; 0 cancels the run. */
  int (*progress)(void* data, const sluice_progress* so_far);
  /* Sends requests in place of Sluice's own transport: sets the response and gives SLUICE_OK, or may set *error, which
   * then belongs to Sluice. The rules about addresses are the host's own then. */
  sluice_status (*http)(void* data, const sluice_request* request, sluice_response* response, sluice_error** error);
  /* Told before a task fails for want of an authorisation, while the run waits. Other than 0: it has been authorised, and
   * the task tries once more. */
  int (*authorization)(void* data, const sluice_authorization_need* need);
} sluice_hooks;

/* For the callback `http`: any status is a response; the body is decompressed. */
SLUICE_API void sluice_response_status(sluice_response* response, int32_t status);
SLUICE_API void sluice_response_header(sluice_response* response, const char* name, const char* value);
SLUICE_API void sluice_response_body(sluice_response* response, const void* bytes, size_t size);

typedef struct sluice_parameter {
  const char* name;
  uint32_t kinds; /* 0 stands for SLUICE_ANY */
  int32_t optional; /* only at the end */
} sluice_parameter;

/* A function that the host adds to the language; the checker and the documentation know it too. */
typedef struct sluice_function {
  size_t size;
  const char* name;
  uint32_t receiver; /* kinds it is called on as a method; 0: none, it is called name(…) */
  uint32_t result; /* kinds it gives; 0: nothing */
  const sluice_parameter* parameters;
  size_t parameter_count;
  const char* summary; /* one sentence; may be NULL, like the next */
  const char* example;
  sluice_answer run; /* `request` is a LIST: the receiver, if any, and the arguments that were given */
  void* data;
} sluice_function;

/* ---- limits of a run: 0 stands for no limit */

typedef struct sluice_limits {
  size_t size;
  uint64_t statements;
  uint64_t memory; /* bytes of values */
  uint64_t milliseconds;
  uint64_t output; /* bytes of info lines */
  uint64_t parse_text; /* bytes of a text given to toMap and its like */
  uint64_t response; /* bytes of one answer of a service */
  uint32_t call_depth; /* 0: as deep as the stack safely holds */
  uint32_t calls_out;
  int32_t truncate_output; /* 1: cut the output with a notice instead of failing */
} sluice_limits;

/* Fills what fits `limits->size` from a profile ("standard", "creator", "crm" …) or a TOML file: begin with one of them and
 * change what is to be different. */
SLUICE_API sluice_status sluice_limits_find(const char* name_or_file, sluice_limits* limits, sluice_error** error);

/* ---- connections in a database of the host, in place of a file of SQLite: sluice/connection_store.h says what is asked
 * of it, and why that is enough. */

/* For the callbacks `get` and `list`: a record that was found. */
SLUICE_API void sluice_records_add(sluice_records* records, const char* key, const char* value, size_t value_size);

typedef struct sluice_store_change {
  const char* key;
  const char* value; /* NULL: the record goes */
  size_t value_size;
} sluice_store_change;

/* Called from many threads at once. Each gives SLUICE_OK, or another status and may set *error, which then belongs to
 * Sluice. */
typedef struct sluice_connection_store {
  size_t size;
  void* data; /* given to each of them */
  const char* name; /* for messages; may be NULL */
  /* Writes what the last `change` set, at most `room` bytes, and sets *version_size; nothing before the first. */
  sluice_status (*version)(void* data, char* version, size_t room, size_t* version_size, sluice_error** error);
  /* Adds the record of that key, if there is one. */
  sluice_status (*get)(void* data, const char* key, sluice_records* found, sluice_error** error);
  /* Adds all records whose keys begin with `prefix`. */
  sluice_status (*list)(void* data, const char* prefix, sluice_records* found, sluice_error** error);
  /* In one transaction: where the version is still `expected`, makes every change, sets the version to `next` and sets
   * *done to 1; else changes nothing. */
  sluice_status (*change)(void* data, const char* expected, const char* next, const sluice_store_change* changes,
                          size_t count, int* done, sluice_error** error);
  int64_t (*now)(void* data); /* milliseconds since 1970 by which leases lapse; NULL: the system's clock */
} sluice_connection_store;

/* ---- engines */

/* The server that `sendmail` hands letters to. */
typedef struct sluice_smtp {
  size_t size;
  const char* host;
  const char* user; /* NULL: no login */
  const char* password; /* "env:NAME" or "file:PATH", never the secret itself */
  const char* from; /* NULL: the user of the run */
  uint16_t port; /* 0: 587; 465 speaks TLS from the start */
  uint16_t plain; /* 1: without TLS */
} sluice_smtp;

typedef struct sluice_engine_options {
  size_t size;
  const char* settings; /* path of a sluice.toml; NULL: none. The members below override what it says. */
  const char* dialect; /* "standard" (default) or "creator" */
  const char* time_zone; /* Java's id; default $TZ, the system's, UTC */
  const char* date_format; /* Java's letters; default dd-MMM-yyyy HH:mm:ss */
  const char* limits; /* "standard", "creator", "crm", "unlimited" … or a TOML file */
  const char* const* libraries; /* files and folders of functions of other files */
  size_t library_count;
  const sluice_function* const* functions;
  size_t function_count;
  const sluice_hooks* hooks; /* for runs that bring none of their own */
  const char* store; /* folder of the connection store; NULL: $SLUICE_HOME, else the user's data folder */
  const char* key_file; /* of the store; NULL: in the user's configuration folder */
  /* Gives the store's keys instead of a file: writes 64 hexadecimal digits to `text`, or several such keys with commas
   * between them, the newest first, and gives their number of bytes; 0 where there is none. */
  size_t (*keys)(void* data, char* text, size_t size);
  void* keys_data;
  const char* const* allow; /* hosts that may be private or speak plain http: "localhost:8080", "*.example.com" */
  size_t allow_count;
  const char* const* allow_private; /* addresses and ranges that names may lead to */
  size_t allow_private_count;
  const char* ca_file; /* PEM, in place of the system's certificates */
  const sluice_smtp* smtp;
  const sluice_limits* own_limits; /* comes before `limits`; members behind its size stay */
  const char* user; /* who runs scripts unless a run says so; NULL: admin@localhost */
  const char* role; /* NULL: super_admin */
  const char* app;
  const char* environment; /* NULL: production */
  const char* trigger;
  const char* ip_address;
  const char* const* source_names; /* functions of other files, from memory */
  const char* const* source_texts;
  size_t source_count;
  const sluice_connection_store* connections; /* in place of the file in `store` */
  const char* data_centre; /* of the account: "us" */
  const char* country; /* of the account, two letters */
  const sluice_sandbox* sandbox; /* lets the engine reach it, in the environment `development` */
  uint32_t plan_limit; /* connections, system connections aside; 0: no limit */
  uint32_t connector_limit; /* custom connectors */
  int32_t only_allowed; /* 1: scripts reach nothing but what `allow` names */
} sluice_engine_options;

/* `options` may be NULL. */
SLUICE_API sluice_status sluice_engine_create(const sluice_engine_options* options, sluice_engine** engine,
                                              sluice_error** error);
SLUICE_API void sluice_engine_free(sluice_engine* engine);
/* LIST of MAPs: built-in and host functions of a name, all of them for an empty one: name, kind, receiver, signature,
 * result, summary, example, page. */
SLUICE_API sluice_value* sluice_documentation(const sluice_engine* engine, const char* name);
/* LIST of names that are close to one which does not exist, best first. */
SLUICE_API sluice_value* sluice_similar_functions(const sluice_engine* engine, const char* name);
/* MAP of functions (LIST of MAPs: namespace, name, file, line) and problems (LIST of TEXT): reads all files of the library. */
SLUICE_API sluice_value* sluice_library(const sluice_engine* engine);
/* Reads a date as scripts of this engine read it: DATE-TIME. */
SLUICE_API sluice_status sluice_read_date(const sluice_engine* engine, const char* text, size_t size,
                                          sluice_value** value, sluice_error** error);
/* TEXT: a date, in milliseconds since 1970, as `info` prints it here. */
SLUICE_API sluice_value* sluice_print_date(const sluice_engine* engine, int64_t milliseconds);
/* TEXT: the path of the sluice.toml that holds for a folder, its own or a parent's; empty where there is none. */
SLUICE_API sluice_value* sluice_find_project_file(const char* folder);

/* ---- scripts */

typedef struct sluice_diagnostic {
  size_t size;
  int32_t error; /* 1: an error, 0: a warning */
  uint32_t line; /* from 1, like all of these; columns in code points */
  uint32_t column;
  uint32_t end_line;
  uint32_t end_column;
  const char* code;
  const char* message;
  const char* help;
} sluice_diagnostic;

/* SLUICE_SCRIPT where the text has errors; the script is given all the same, so that its diagnostics can be read. */
SLUICE_API sluice_status sluice_compile(const sluice_engine* engine, const char* name, const char* text, size_t size,
                                        sluice_script** script, sluice_error** error);
typedef struct sluice_compile_options {
  size_t size;
  const char* const* parameter_names; /* that a bare body gets from its caller */
  const char* const* parameter_types; /* Deluge's words; NULL, as a whole or in part: any */
  size_t parameter_count;
  /* 0: everything that can be known; 1: the syntax only; 2: as a run with these parameters as its arguments needs it */
  int32_t check;
} sluice_compile_options;

/* The same, with options; they may be NULL. */
SLUICE_API sluice_status sluice_compile_with(const sluice_engine* engine, const char* name, const char* text,
                                             size_t size, const sluice_compile_options* options, sluice_script** script,
                                             sluice_error** error);
SLUICE_API void sluice_script_free(sluice_script* script);
/* Whether there are statements outside functions. */
SLUICE_API int sluice_script_has_body(const sluice_script* script);
/* TEXT, for editors and CI: {"file","ok","diagnostics":[…]}. */
SLUICE_API sluice_value* sluice_script_diagnostics_json(const sluice_script* script);
SLUICE_API size_t sluice_script_diagnostic_count(const sluice_script* script);
/* Fills what fits `diagnostic->size`. */
SLUICE_API sluice_status sluice_script_diagnostic(const sluice_script* script, size_t index,
                                                  sluice_diagnostic* diagnostic);
/* TEXT: a diagnostic with its line underlined, for people. */
SLUICE_API sluice_value* sluice_script_render(const sluice_script* script, size_t index, int color);
/* LIST of MAPs: namespace, name, returns, line, parameters (LIST of MAPs: name, type). */
SLUICE_API sluice_value* sluice_script_functions(const sluice_script* script);
/* Reads a text as the parameter of that name declares: "12" as NUMBER where it is an int. `function` may be NULL. */
SLUICE_API sluice_status sluice_script_read_argument(const sluice_script* script, const char* function,
                                                     const char* name, const char* text, size_t size,
                                                     sluice_value** value, sluice_error** error);

/* ---- runs */

typedef struct sluice_run_options {
  size_t size;
  const char* const* names; /* of the arguments */
  const sluice_value* const* values;
  size_t argument_count;
  const char* function; /* "name" or "namespace.name"; NULL: the body, else the only function, else main */
  const char* limits; /* a profile or a TOML file; NULL: the engine's */
  const char* user; /* e-mail; NULL: the engine's, like the next */
  const char* role; /* super_admin admin developer user portal shared */
  const char* app;
  const char* environment; /* development stage production */
  const char* trigger; /* function workflow schedule page datasource */
  const sluice_hooks* hooks; /* a member that is set overrides the engine's */
  const sluice_cancel* cancel;
  const char* ip_address; /* zoho.ipaddress; NULL: the engine's */
  const sluice_limits* own_limits; /* comes before `limits`; members behind its size are the engine's */
} sluice_run_options;

typedef struct sluice_statistics {
  size_t size;
  uint64_t statements;
  uint64_t peak_memory; /* bytes of values */
  uint64_t output; /* bytes of info lines */
  uint64_t microseconds;
} sluice_statistics;

/* `options` may be NULL, `outcome` too where nothing of it is wanted. */
SLUICE_API sluice_status sluice_run(const sluice_script* script, const sluice_run_options* options,
                                    sluice_outcome** outcome, sluice_error** error);
SLUICE_API void sluice_outcome_free(sluice_outcome* outcome);
SLUICE_API sluice_value* sluice_outcome_value(const sluice_outcome* outcome);
/* Client directives in the order of the script. */
SLUICE_API size_t sluice_outcome_event_count(const sluice_outcome* outcome);
SLUICE_API const char* sluice_outcome_event_name(const sluice_outcome* outcome, size_t index);
SLUICE_API sluice_value* sluice_outcome_event_details(const sluice_outcome* outcome, size_t index);
SLUICE_API sluice_status sluice_outcome_statistics(const sluice_outcome* outcome, sluice_statistics* statistics);

/* ---- sessions: inputs that run one after another and share variables and functions. One thread at a time. */

SLUICE_API sluice_session* sluice_session_create(const sluice_engine* engine);
SLUICE_API void sluice_session_free(sluice_session* session);
/* An input that ends in an expression gives its value. */
SLUICE_API sluice_status sluice_session_run(sluice_session* session, const char* name, const char* text, size_t size,
                                            const sluice_run_options* options, sluice_outcome** outcome,
                                            sluice_error** error);
/* An input without running it: what is wrong with it, and for sluice_session_run_script(). As sluice_compile(). */
SLUICE_API sluice_status sluice_session_compile(const sluice_session* session, const char* name, const char* text,
                                                size_t size, sluice_script** script, sluice_error** error);
SLUICE_API sluice_status sluice_session_run_script(sluice_session* session, const sluice_script* input,
                                                   const sluice_run_options* options, sluice_outcome** outcome,
                                                   sluice_error** error);
/* MAP: the variables, by name. */
SLUICE_API sluice_value* sluice_session_variables(const sluice_session* session);
/* Null where there is none of that name. */
SLUICE_API sluice_value* sluice_session_variable(const sluice_session* session, const char* name);
SLUICE_API sluice_status sluice_session_set(sluice_session* session, const char* name, const sluice_value* value,
                                            sluice_error** error);
/* LIST of the functions that inputs declared: "namespace.name". */
SLUICE_API sluice_value* sluice_session_functions(const sluice_session* session);

/* ---- connectors and connections. Of `who`, user, role, app, environment and trigger count; NULL: the engine's. */

/* LIST of MAPs: name, title, summary, metadata, input_schema (JSON Schema as TEXT). */
SLUICE_API sluice_value* sluice_operations(const char* connector);

typedef struct sluice_call_options {
  size_t size;
  const char* connector; /* NULL: "zoho_crm" */
  const char* operation; /* "list_records" */
  const sluice_value* input; /* MAP; NULL: an empty one */
  const char* connection; /* link name; NULL: the system connection of the connector */
  const sluice_run_options* run; /* who asks, limits, hooks, cancel; may be NULL */
} sluice_call_options;

/* Calls one operation of a connector. *answer: MAP of done (BOOLEAN), value, http_status, code, message, details. What
 * the service or the connector refuses is an answer with done = false; errors are what kept it from being asked. */
SLUICE_API sluice_status sluice_call(const sluice_engine* engine, const sluice_call_options* options,
                                     sluice_value** answer, sluice_error** error);

/* Does what the command line's `sluice connections` does. `arguments`: MAP; *result: what the action gives, or null.
 *   list → LIST of what `sluice connections list --json` prints; show link → one of them
 *   create connector, [link, name, type, scopes, apps, separate_environments] → link
 *   rename link, name; enable link; disable link; delete link
 *   scopes link, scopes; apps link, apps; primary link, user
 *   add_reference link, kind, place; remove_reference link, kind, place
 *   revoke link, [user] → whether the service was told
 *   needs_consent link → BOOLEAN: a person has to visit a page (begin, complete)
 *   fields link → LIST of MAPs: name, label, secret; empty where a consent page does it
 *   examine → LIST of MAPs: subject, verdict (ok, warning, failed), finding, help: what `sluice doctor` finds
 *   begin link, redirect_uri, [parameters, replace] → MAP: address, state, milliseconds
 *   complete query, [account] → account
 *   authorize link, credentials (MAP), code or reuse (link of another one), [parameters, account, replace] → account
 *   rotate_key → id of the new key
 *   connectors → LIST of what `sluice connectors list --json` prints; connector link → one of them
 *   add_connector text, [file] → link; remove_connector link
 *   configure link, client_id, [client_secret, data_centre, accounts_url, api_domain, file_upload_url] */
SLUICE_API sluice_status sluice_connections(const sluice_engine* engine, const sluice_run_options* who,
                                            const char* action, const sluice_value* arguments, sluice_value** result,
                                            sluice_error** error);

/* The part of a loopback redirect: a port of this machine that waits for the person's browser. Port 0: any that is free. */
SLUICE_API sluice_status sluice_listener_open(uint16_t port, sluice_listener** listener, sluice_error** error);
/* What the action `begin` gets as redirect_uri. */
SLUICE_API const char* sluice_listener_redirect_uri(const sluice_listener* listener);
/* *query: TEXT for the action `complete`: that of the answer which carries the `state` that `begin` gave.
   SLUICE_AUTHORIZATION where nobody came in time, SLUICE_LIMIT where it was cancelled. */
SLUICE_API sluice_status sluice_listener_wait(sluice_listener* listener, const char* state, uint64_t milliseconds,
                                              const sluice_cancel* cancel, sluice_value** query, sluice_error** error);
SLUICE_API void sluice_listener_free(sluice_listener* listener);

/* ---- the sandbox: a local CRM for scripts and tests */

/* `options`: MAP of port, data_folder, seed ("demo", "empty" or a file; of a new folder only), token_limits,
 * legacy_202, strict_picklists, exact_search, credits, concurrency, or NULL. */
SLUICE_API sluice_status sluice_sandbox_start(const sluice_value* options, sluice_sandbox** sandbox,
                                              sluice_error** error);
/* The same; `function` runs the functions of the organisation: `name` and their arguments as a MAP. It gives a MAP of output
 * (TEXT) and messages (LIST); SLUICE_USAGE where there is no function of that name. Called on threads of the server. */
SLUICE_API sluice_status sluice_sandbox_start_with(const sluice_value* options, sluice_answer function, void* data,
                                                   sluice_sandbox** sandbox, sluice_error** error);
/* One that runs already, in another process. */
SLUICE_API sluice_status sluice_sandbox_attach(const char* address, sluice_sandbox** sandbox, sluice_error** error);
/* "http://127.0.0.1:41233". An engine has to be let to it: sluice_engine_options.sandbox. */
SLUICE_API const char* sluice_sandbox_address(const sluice_sandbox* sandbox);
/* MAP: addresses and credentials, as `sluice sandbox serve` prints them. */
SLUICE_API sluice_value* sluice_sandbox_client(const sluice_sandbox* sandbox);
/* Authorises the engine's CRM connection there, in the environment `development`, as super admin. */
SLUICE_API sluice_status sluice_sandbox_connect(const sluice_sandbox* sandbox, const sluice_engine* engine,
                                                sluice_error** error);
/* The functions of the engine's library become those of the organisation. Not for one that was attached. */
SLUICE_API sluice_status sluice_sandbox_run_functions_of(const sluice_sandbox* sandbox, const sluice_engine* engine,
                                                         sluice_error** error);
/* Stops it. */
SLUICE_API void sluice_sandbox_free(sluice_sandbox* sandbox);

#ifdef __cplusplus
}
#endif

#endif
