/* How the rest of the program reaches the sandbox: one C function of a module that is opened at first use. */
#pragma once

extern "C" {

enum sluice_sandbox_outcome {
  SLUICE_SANDBOX_DONE,        /* given: {"output":"…","messages":["…"]} */
  SLUICE_SANDBOX_FAILED,      /* given: a message */
  SLUICE_SANDBOX_UNKNOWN,     /* there is no such function; given: a message */
  SLUICE_SANDBOX_UNAVAILABLE, /* nothing runs functions */
};

/* Runs a function of the organisation: its name, its arguments as a JSON object. Calls `give` at most once. May be called
   on any thread. */
typedef enum sluice_sandbox_outcome (*sluice_sandbox_function)(void* context, const char* name,
                                                               const char* arguments_json, void* target,
                                                               void (*give)(void* target, const char* given));

struct sluice_sandbox_options {
  int port; /* 0: a free one */
  const char* data_folder; /* "": in memory */
  const char* seed; /* "demo", "empty", or the text of a seed file; "": what the folder holds, else "demo" */
  const char* seed_name; /* of the seed file, for messages */
  int token_limits;
  int legacy_202;
  int strict_picklists;
  int exact_search;
  long long credits; /* a day; 0: no limit */
  int concurrency; /* 0: no limit */
  sluice_sandbox_function function; /* may be null */
  void* context; /* of the function; must live as long as the server */
};

struct sluice_sandbox;

/* Why a server did not start. */
struct sluice_sandbox_problem {
  char message[2048];
  char help[512]; /* what to do next; may be "" */
  int is_usage; /* the options or the seed file are wrong */
};

struct sluice_sandbox_module {
  /* Starts a server on a thread of its own. Null after an error, which is written to `problem`. */
  struct sluice_sandbox* (*start)(const struct sluice_sandbox_options* options, struct sluice_sandbox_problem* problem);
  /* One line of JSON, valid until stop(). */
  const char* (*ready_line)(const struct sluice_sandbox* sandbox);
  void (*stop)(struct sluice_sandbox* sandbox);
};

const struct sluice_sandbox_module* sluice_sandbox_entry(void);
}
