// One thread, one epoll, no allocation per message: the generator takes as little as it can of the
// machine that it shares with the servers under test.
#ifndef LOOP_H
#define LOOP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Connection Connection;
struct Connection {
  int fd;
  int index;
  int state;         // what it is in the middle of, in the words of whoever owns it
  uint32_t number;   // of the request under way; 0 if there is none
  bool answered;
  char *rest;        // bytes of an incomplete message
  size_t restLength;
  // Takes as many whole messages as there are and says how many bytes they were.
  size_t (*take)(Connection *, char *bytes, size_t length);
  void (*connected)(Connection *);  // set only until it is
  void (*accepted)(int fd);         // set only on listeners
  void (*closed)(Connection *);
};

double now(void);
_Noreturn void fail(const char *what);

// Connects to a loopback port; `address` is the last byte of where it comes from, 127.0.0.x, or 0.
int dial(int port, int address, bool blocking);
int listenOn(int port);
void watch(Connection *, bool forWriting);
void drop(Connection *);
// Reads nothing of it any more.
void ignore(Connection *);
void sendAll(Connection *, const char *bytes, size_t length);
// Handles what has happened, waiting so many seconds at most for something to happen.
void turn(double seconds);
// Obeys commands that come in line by line, each a word and two numbers at most; turns meanwhile, and
// does what else there is to do after each turn, if anything.
void obeyLines(void (*obey)(const char *command, double first, double second), void (*meanwhile)(void));
// The first so many lines of a file, without their ends.
char **readLines(const char *file, int count);
// Looks like a random number, and is another one for each.
uint64_t mix(uint64_t);
// Another one in each run.
uint64_t anySeed(void);
// The number that stands right behind a word, or another one if the word is not there.
uint64_t numberAfter(const char *text, size_t length, const char *word, uint64_t otherwise);

typedef struct {
  int status;        // of an answer
  char *head;
  char *body;
  size_t bodyLength;
  size_t length;     // of all of it
} HttpMessage;

// Whether a whole HTTP message begins there. Chunked bodies are skipped, not decoded.
bool httpMessage(char *bytes, size_t length, HttpMessage *message);

// Durations in tenths of microseconds.
typedef struct {
  uint32_t *values;
  size_t count, room;
} Durations;

void note(Durations *, double seconds);
void sortDurations(Durations *);
double micros(const Durations *, double quantile);

// What a process and the machine have used so far, in core-seconds.
typedef struct {
  double server, own, idle;
} Usage;

Usage usage(int pid);
int cores(void);
// The value after `--name`, or what is given instead.
const char *option(const char *name, const char *otherwise);

#endif
