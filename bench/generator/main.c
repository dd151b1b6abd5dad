// The load of the benchmark: generator SCENARIO [--option value]…
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "consoles.h"
#include "exchange.h"
#include "live.h"
#include "loop.h"
#include "presence.h"

static int argumentCount;
static char **arguments;

const char *option(const char *name, const char *otherwise) {
  for (int i = 2; i + 1 < argumentCount; i += 2) {
    if (!strncmp(arguments[i], "--", 2) && !strcmp(arguments[i] + 2, name)) return arguments[i + 1];
  }
  return otherwise;
}

int main(int count, char **words) {
  static const struct { const char *name; void (*run)(void); } SCENARIOS[] = {
      {"relay", relay}, {"hold", hold}, {"first", first}, {"exchange", exchange}, {"presence", presence}, {"consoles", consoles}};
  argumentCount = count;
  arguments = words;
  struct rlimit files;
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
  prctl(PR_SET_TIMERSLACK, 1000);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  for (size_t i = 0; count > 1 && i < sizeof SCENARIOS / sizeof *SCENARIOS; i++) {
    if (!strcmp(words[1], SCENARIOS[i].name)) {
      SCENARIOS[i].run();
      return 0;
    }
  }
  fprintf(stderr, "usage: generator relay|hold|first|exchange|presence|consoles [--option value]...\n");
  return 2;
}
