// A back end that sends messages to channels, the channel server behind them all, and the sessions
// server that gets the channels' answers.
#define _GNU_SOURCE
#include "exchange.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "loop.h"

enum { CONNECTIONS = 64, CHANNELS = 8, MESSAGES_PER_SESSION = 5, PATIENCE = 300, MAX_PEERS = 4096 };
static const double SETTLING = 0.3;  // recording outcomes and garbage belong to the price of a message

static int port, pid, sessionsPort;
static const char *token, *responseUrl;

typedef struct {
  char *responsePath;
  double sent;
  bool arrived;
} Message;

static Message *messages;        // of the batch under way
static uint32_t first, count;    // its first number, and how many
static uint32_t next[CONNECTIONS], finished, arrived, doubled, not200;
static double lastArrival, lastArrivalAt;
static bool answering;
static Durations roundTrips, untilArrived;

static Connection back[CONNECTIONS], channelListener, sessionsListener, *peers[MAX_PEERS];
static int peerCount;

/* --- the servers around the hub --- */

static void answerOk(Connection *c, const char *json) {
  char answer[256];
  sendAll(c, answer, sprintf(answer, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s", strlen(json), json));
}

static void hearMessage(const HttpMessage *m) {
  uint32_t i = numberAfter(m->body, m->bodyLength, "Message ", UINT32_MAX) - first;
  char *url = memmem(m->body, m->bodyLength, "\"response_url\":\"", 16);
  char *path = url ? strchr(url + 16 + strlen("http://"), '/') : NULL;
  if (i >= count || !path || messages[i].responsePath) return;
  messages[i].responsePath = strndup(path, strcspn(path, "\""));
}

static void hearAnswer(const HttpMessage *m) {
  uint32_t i = numberAfter(m->body, m->bodyLength, "Answer ", UINT32_MAX) - first;
  if (i >= count || messages[i].arrived) {
    doubled++;
    return;
  }
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  messages[i].arrived = true;
  arrived++;
  lastArrival = now();
  lastArrivalAt = t.tv_sec * 1e3 + t.tv_nsec * 1e-6;
  note(&untilArrived, lastArrival - messages[i].sent);
}

static size_t serveChannel(Connection *c, char *bytes, size_t length) {
  size_t taken = 0;
  for (HttpMessage m; httpMessage(bytes + taken, length - taken, &m); taken += m.length) {
    hearMessage(&m);
    answerOk(c, "{\"success\":true,\"message\":\"Message taken\"}");
  }
  return taken;
}

static size_t serveSessions(Connection *c, char *bytes, size_t length) {
  size_t taken = 0;
  for (HttpMessage m; httpMessage(bytes + taken, length - taken, &m); taken += m.length) {
    hearAnswer(&m);
    answerOk(c, "{\"success\":true}");
  }
  return taken;
}

/// Its memory stays until the end: an event of this turn may still name it.
static Connection *serve(int fd, size_t (*take)(Connection *, char *, size_t)) {
  Connection *c = calloc(1, sizeof *c);
  *c = (Connection){.fd = fd, .take = take, .closed = drop};
  watch(c, false);
  return c;
}

static void acceptChannel(int fd) { serve(fd, serveChannel); }

static void acceptSessions(int fd) {
  if (peerCount == MAX_PEERS) fail("too many connections to the sessions server");
  peers[peerCount++] = serve(fd, serveSessions);
}

static void open(Connection *listener, int at, void (*accepted)(int)) {
  *listener = (Connection){.fd = listenOn(at), .accepted = accepted};
  watch(listener, false);
}

/// Refuses connections from now on and breaks the open ones, as a server does that dies.
static void goDeaf(void) {
  drop(&sessionsListener);
  for (int i = 0; i < peerCount; i++) {
    if (peers[i]->fd >= 0) drop(peers[i]);
    free(peers[i]);
  }
  peerCount = 0;
}

/* --- the back end --- */

static void post(Connection *c, const char *path, const char *body) {
  static char request[8192];
  char proof[2048] = "";
  if (*token && !answering) snprintf(proof, sizeof proof, "Authorization: Bearer %s\r\n", token);
  int length = snprintf(request, sizeof request,
      "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%sContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
      path, port, proof, strlen(body), body);
  sendAll(c, request, length);
}

/// Message `i` belongs to the session `i` modulo the number of sessions, and to one connection, so
/// that no session ever has two requests under way.
static void postNext(Connection *c) {
  uint32_t i = next[c->index], session = i % (count / MESSAGES_PER_SESSION ? count / MESSAGES_PER_SESSION : 1);
  if (i >= count) return;
  c->number = i + 1;
  char body[1024];
  messages[i].sent = now();
  if (answering) {
    snprintf(body, sizeof body,
        "{\"session_id\":\"bench-%u-%u\",\"response_data\":{\"text\":\"Answer %u\",\"platform\":\"Bench\",\"timestamp\":\"2025-05-27T21:10:00Z\"}}",
        first, session, first + i);
    post(c, messages[i].responsePath, body);
  } else {
    snprintf(body, sizeof body, "{\"channel_id\":\"bench-%u\",\"session_id\":\"bench-%u-%u\",\"message\":\"Message %u\"%s}",
        session % CHANNELS, first, session, first + i, responseUrl);
    post(c, "/channel/message", body);
  }
}

static size_t takeAnswers(Connection *c, char *bytes, size_t length) {
  size_t taken = 0;
  for (HttpMessage m; httpMessage(bytes + taken, length - taken, &m); taken += m.length) {
    if (!c->number) continue;
    note(&roundTrips, now() - messages[c->number - 1].sent);
    if (m.status != 200) not200++;
    c->number = 0;
    finished++;
    next[c->index] += CONNECTIONS;
    postNext(c);
  }
  return taken;
}

static void breakOff(Connection *c) {
  if (c->number) fail("the server closed a connection with a request under way");
  drop(c);
}

static void waitFor(const uint32_t *what, uint32_t target, const char *otherwise) {
  for (double end = now() + PATIENCE; *what < target; turn(0.1)) {
    if (now() > end) fail(otherwise);
  }
}

static uint32_t pathsKnown(void) {
  uint32_t known = 0;
  for (uint32_t i = 0; i < count; i++) known += messages[i].responsePath != NULL;
  return known;
}

static void newBatch(uint32_t size) {
  for (uint32_t i = 0; i < count; i++) free(messages[i].responsePath);
  first += count;
  count = size;
  messages = realloc(messages, size * sizeof *messages);
  memset(messages, 0, size * sizeof *messages);
  arrived = doubled = 0;
}

static void forget(void) {
  roundTrips.count = untilArrived.count = 0;
  finished = not200 = 0;
}

/// Posts the whole batch in closed loop and prints what it cost until the last outcome is known.
static void run(bool answers, bool untilTheEnd) {
  answering = answers;
  forget();
  Usage before = usage(pid);
  double began = now();
  for (int i = 0; i < CONNECTIONS; i++) {
    back[i] = (Connection){.fd = dial(port, 0, true), .index = i, .take = takeAnswers, .closed = breakOff};
    if (back[i].fd < 0) fail("the server refuses connections");
    watch(&back[i], false);
    next[i] = i;
    postNext(&back[i]);
  }
  waitFor(&finished, count, "the server does not answer");
  double ended = now();
  if (untilTheEnd) waitFor(&arrived, count, "not everything arrived");
  if (answers && untilTheEnd) ended = lastArrival;
  for (double end = now() + SETTLING; now() < end;) turn(0.05);
  Usage after = usage(pid);
  for (int i = 0; i < CONNECTIONS; i++) if (back[i].fd >= 0) drop(&back[i]);
  Durations *d = answers && untilTheEnd ? &untilArrived : &roundTrips;
  sortDurations(d);
  double seconds = now() - began;
  printf("{\"perSecond\":%.1f,\"p50\":%.1f,\"p99\":%.1f,\"cpu\":%.2f,\"not200\":%u,\"doubled\":%u,\"generatorCores\":%.3f,\"foreignCores\":%.2f}\n",
         count / (ended - began), micros(d, .5), micros(d, .99), (after.server - before.server) * 1e6 / count, not200, doubled,
         (after.own - before.own) / seconds,
         cores() - (after.idle - before.idle + after.server - before.server + after.own - before.own) / seconds);
}

static void awaitPaths(void) {
  for (double end = now() + PATIENCE; pathsKnown() < count; turn(0.1)) {
    if (now() > end) fail("not every message arrived at its channel");
  }
}

static void obey(const char *command, double number, double unused) {
  (void)unused;
  if (!strcmp(command, "send")) {
    newBatch(number);
    run(false, false);
    awaitPaths();
  } else if (!strcmp(command, "answer")) {
    run(true, true);
  } else if (!strcmp(command, "accept")) {
    run(true, false);
  } else if (!strcmp(command, "deaf")) {
    goDeaf();
    printf("{}\n");
  } else if (!strcmp(command, "hear")) {
    open(&sessionsListener, sessionsPort, acceptSessions);
    printf("{}\n");
  } else if (!strcmp(command, "arrive")) {
    waitFor(&arrived, count, "not everything arrived");
    printf("{\"at\":%.3f,\"arrived\":%u,\"doubled\":%u}\n", lastArrivalAt, arrived, doubled);
  } else {
    fail("an unknown command");
  }
}

void exchange(void) {
  port = atoi(option("port", "8000"));
  pid = atoi(option("pid", "0"));
  token = option("token", "");
  responseUrl = option("response-url", "");
  sessionsPort = atoi(option("sessions-port", "0"));
  open(&channelListener, atoi(option("channel-port", "0")), acceptChannel);
  open(&sessionsListener, sessionsPort, acceptSessions);
  obeyLines(obey, NULL);
}
