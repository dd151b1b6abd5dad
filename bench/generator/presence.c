// Watchers of presence on /v1/events, and a back end that reports what users do. The number of each
// report is the name of the state it reports, by which a watcher's frame tells when it was sent.
#define _GNU_SOURCE
#include "presence.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "loop.h"
#include "websocket.h"

enum { RING = 1 << 20, AT_A_TIME = 64, ADDRESSES = 64, PATIENCE = 120, TAIL = 64, SMALL = 4096 };
enum { AWAY, GREETING, SHOWING, READY };
static const double WARM_UP = 1, SETTLING = 1;

static int port, pid, watcherCount, users, groupSize, paths, posters;
static const char *org, *token;
static char **tokens;

static Connection *sockets, *backEnds, lazy;
static int *awaited;
static uint64_t *seqs;
static bool returning;
static int joining, ready, nextLeaving, resumed, refused;

typedef struct {
  double due;
  uint32_t number, user;
} Put;

static Put *ring;
static uint32_t lastNumber;
static int *idleBackEnds, idleCount;
static double rate, began, from, until;
static bool flatOut;
static uint64_t due, sent, accepted, not200, frames, seen, bytes, backwards, ended;
static uint32_t *versions, *shown;  // the latest acknowledged of each user; the latest that each watcher of a group saw of each member
static Durations untilSeen, untilAccepted;

/* --- the back end --- */

static void sendPut(Connection *c) {
  static char request[4096];
  char body[512];
  uint32_t number = c->number, user = ring[number % RING].user;
  int length = sprintf(body,
      "{\"userId\":%u,\"presence\":\"ANSWERED\",\"logicalDirection\":\"Inbound\",\"callChannelUUID\":\"a1b2c3d4-e5f6-7890-abcd-ef1234567890\","
      "\"availability\":\"%u\",\"availabilityStateId\":3,\"availabilityProfileId\":1}", user, number);
  length = snprintf(request, sizeof request,
      "PUT /v1/organisation/%s/user/%u/presence HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
      "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", org, user, token, length, body);
  sendAll(c, request, length);
}

static void post(Connection *c, double at) {
  uint32_t number = ++lastNumber, user = (number * 2654435761u >> 7) % users + 1;  // anywhere, so that groups take turns
  ring[number % RING] = (Put){at, number, user};
  c->number = number;
  sent++;
  sendPut(c);
}

static size_t takeAnswers(Connection *c, char *text, size_t length) {
  size_t taken = 0;
  for (HttpMessage answer; httpMessage(text + taken, length - taken, &answer); taken += answer.length) {
    if (!c->number) continue;  // Node says 408 to a connection that was never used
    Put *put = &ring[c->number % RING];
    if (answer.status == 200) {
      uint32_t version = numberAfter(answer.body, answer.bodyLength, "\"version\":", 0);
      if (version > versions[put->user]) versions[put->user] = version;
      accepted++;
      if (put->due >= from && put->due < until) note(&untilAccepted, now() - put->due);
    } else {
      not200++;
    }
    c->number = 0;
    idleBackEnds[idleCount++] = c->index;
  }
  return taken;
}

/// The server closes what was long idle; a report that crosses that is sent again.
static void dialAgain(Connection *c) {
  if (c->fd >= 0) drop(c);
  if ((c->fd = dial(port, 0, true)) < 0) fail("the server refuses connections");
  watch(c, false);
  if (c->number) sendPut(c);
}

/* --- watchers --- */

static void open(Connection *c);

static bool ends(const char *text, size_t length, const char *word) {
  size_t tail = length < TAIL ? length : TAIL;
  return memmem(text + length - tail, tail, word, strlen(word));
}

static void lose(Connection *c) {
  if (c->state != READY) fail("a watcher is turned away");
  c->state = AWAY;
  ready--;
  ended++;
  drop(c);
}

static void ending(Connection *c, int code) {
  (void)code;
  lose(c);
}

static void greet(Connection *c) {
  static char text[2048];
  c->state = GREETING;
  sendText(c, text, snprintf(text, sizeof text,
      "{\"type\":\"auth\",\"accessToken\":\"%s\",\"client\":{\"name\":\"CTI 2.0\",\"version\":\"1.0\"}}", tokens[c->index % users]));
}

static void subscribe(Connection *c) {
  char text[256], path[128], after[40] = "";
  uint64_t seq = c == &lazy ? 0 : seqs[c->index];
  if (returning && seq) sprintf(after, ",\"after\":%lu", seq);
  c->state = SHOWING;
  for (int i = 0; i < (paths ? paths : 1); i++) {
    if (paths) sprintf(path, "/org/%s/user/%d/presence", org, (c->index * paths + i) % users + 1);
    else sprintf(path, "/org/%s/group/%d/presence", org, c->index % users / groupSize + 1);
    sendText(c, text, sprintf(text, "{\"type\":\"subscribe\",\"path\":\"%s\"%s}", path, after));
  }
}

static void takeSnapshot(Connection *c, char *text, size_t length, bool again) {
  if (ends(text, length, "\"more\":true") || c->state != SHOWING || --awaited[c->index] > 0) return;
  c->state = READY;
  joining--;
  ready++;
  resumed += again;
}

static void takeItem(Connection *c, uint32_t user, uint32_t number, uint32_t version, double at) {
  if (!paths) {
    uint32_t *last = &shown[(size_t)c->index * groupSize + (user - 1) % groupSize];
    if (version < *last) backwards++;
    *last = version;
  }
  Put *put = &ring[number % RING];
  if (at >= from && at < until) seen++;
  if (at > 0 && put->number == number && put->due >= from && put->due < until) note(&untilSeen, at - put->due);
}

/// @param at when they came; 0 if they are no changes but a snapshot
static void takeItems(Connection *c, char *text, size_t length, double at) {
  static const char USER[] = "{\"userId\":", STATE[] = "\"availability\":\"", VERSION[] = "\"version\":";
  if (at >= from && at < until) {
    frames++;
    bytes += length;
  }
  char *end = text + length;
  for (char *item = text; (item = memmem(item, end - item, USER, sizeof USER - 1));) {
    uint32_t user = strtoul(item + sizeof USER - 1, NULL, 10);
    char *state = memmem(item, end - item, STATE, sizeof STATE - 1);
    char *version = state ? memmem(state, end - state, VERSION, sizeof VERSION - 1) : NULL;
    if (!version || user < 1 || user > (uint32_t)users) return;
    takeItem(c, user, strtoul(state + sizeof STATE - 1, NULL, 10), strtoul(version + sizeof VERSION - 1, NULL, 10), at);
    item = version;
  }
}

static void takeText(Connection *c, char *text, size_t length) {
  if (c->state == GREETING && memmem(text, length, "\"welcome\"", 9)) {
    subscribe(c);
  } else if (memmem(text, length < TAIL ? length : TAIL, "\"error\"", 7)) {
    if (refused++ < 3) fprintf(stderr, "load generator: a watcher hears %.*s\n", (int)length, text);
  } else if (memmem(text, length < TAIL ? length : TAIL, "\"response\"", 10) && c != &lazy) {
    bool again = ends(text, length, "\"resumed\":true");
    char *seq = memmem(text, length, "\"seq\":", 6);
    if (seq && !ends(text, length, "\"more\":true")) seqs[c->index] = strtoull(seq + 6, NULL, 10);
    bool snapshot = again || ends(text, length, "\"snapshot\":true");
    takeItems(c, text, length, snapshot ? 0 : now());
    if (snapshot) takeSnapshot(c, text, length, again);
  } else if (c == &lazy) {
    c->state = READY;
  }
}

static const Socket WATCHER = {"/v1/events", greet, takeText, ending};

static void ask(Connection *c) { upgrade(&WATCHER, c); }

static size_t take(Connection *c, char *text, size_t length) { return takeFrames(&WATCHER, c, text, length); }

static void open(Connection *c) {
  int index = c->index;
  *c = (Connection){.index = index, .state = GREETING, .take = take, .connected = ask, .closed = lose};
  awaited[index] = paths ? paths : 1;
  if (!paths && !returning) memset(&shown[(size_t)index * groupSize], 0, groupSize * sizeof *shown);
  joining++;
  if ((c->fd = dial(port, 2 + index % ADDRESSES, false)) < 0) fail("the server refuses watchers");
  watch(c, true);
}

/* --- what happens meanwhile --- */

/// Handles what has happened and sends what is due, waiting so long at most.
static void step(double wait) {
  if (flatOut) {
    while (idleCount) post(&backEnds[idleBackEnds[--idleCount]], now());
  } else if (rate > 0) {
    double next, at = now();
    while ((next = began + due / rate) <= at && idleCount) {
      post(&backEnds[idleBackEnds[--idleCount]], next);
      due++;
    }
    if (idleCount && next - now() < wait) wait = next - now();
  }
  turn(wait);
}

static void beginPutting(double perSecond, double warmUp, double seconds) {
  rate = perSecond;
  flatOut = perSecond == 0;
  due = sent = accepted = not200 = frames = seen = bytes = backwards = 0;
  untilSeen.count = untilAccepted.count = 0;
  began = now();
  from = began + warmUp;
  until = from + seconds;
}

/// Waits until all reports are answered and no watcher is behind.
static void endPutting(void) {
  rate = 0;
  flatOut = false;
  for (double end = now() + PATIENCE; idleCount < posters; turn(0.1)) {
    if (now() > end) fail("the back end is not answered");
  }
}

static uint64_t behind(void) {
  uint64_t count = 0;
  if (paths) return 0;
  for (int i = 0; i < watcherCount; i++) {
    uint32_t *of = &shown[(size_t)i * groupSize], *latest = &versions[i % users / groupSize * groupSize + 1];
    for (int u = 0; sockets[i].state == READY && u < groupSize; u++) count += of[u] < latest[u];
  }
  return count;
}

static double worst(const Durations *d) { return d->count ? d->values[d->count - 1] / 10.0 : 0; }

static void join(void) {
  double start = now();
  for (int i = 0;;) {
    for (; joining < AT_A_TIME && i < watcherCount; i++) {
      if (sockets[i].state == AWAY) open(&sockets[i]);
    }
    if (i == watcherCount && joining == 0) break;
    step(0.1);
    if (now() - start > PATIENCE) fail("the watchers are not let in");
  }
  printf("{\"ready\":%d,\"seconds\":%.3f,\"refused\":%d}\n", ready, now() - start, refused);
}

static void leave(int count) {
  for (; count > 0 && ready > 0; nextLeaving = (nextLeaving + 1) % watcherCount) {
    Connection *c = &sockets[nextLeaving];
    if (c->state != READY) continue;
    c->state = AWAY;
    drop(c);
    ready--;
    count--;
  }
  printf("{}\n");
}

static void put(double perSecond, double seconds) {
  beginPutting(perSecond, WARM_UP, seconds);
  while (now() < from) step(from - now());
  Usage before = usage(pid);
  while (now() < until) step(until - now());
  Usage after = usage(pid);
  uint64_t acceptedBy = accepted;
  double last = now();
  endPutting();
  for (double end = now() + 10; behind() && now() < end;) turn(0.05);
  double settled = now() - last;
  sortDurations(&untilSeen);
  sortDurations(&untilAccepted);
  double server = after.server - before.server, own = after.own - before.own, idle = after.idle - before.idle;
  printf("{\"perSecond\":%.1f,\"framesPerSecond\":%.1f,\"seenPerSecond\":%.1f,\"bytesPerSecond\":%.0f,\"p50\":%.1f,\"p99\":%.1f,\"worst\":%.1f,"
         "\"putP50\":%.1f,\"putP99\":%.1f,\"cpu\":%.3f,\"cpuPerFrame\":%.3f,\"serverCores\":%.3f,\"generatorCores\":%.3f,\"foreignCores\":%.2f,"
         "\"settled\":%.3f,\"behind\":%lu,\"backwards\":%lu,\"not200\":%lu,\"ended\":%lu}\n",
         acceptedBy / (seconds + WARM_UP), frames / seconds, seen / seconds, bytes / seconds, micros(&untilSeen, .5), micros(&untilSeen, .99), worst(&untilSeen),
         micros(&untilAccepted, .5), micros(&untilAccepted, .99), seen ? server * 1e6 / seen : 0, frames ? server * 1e6 / frames : 0,
         server / seconds, own / seconds, cores() - (idle + server + own) / seconds, settled, behind(), backwards, not200, ended);
}

static void comeBack(double within, double perSecond) {
  int away = 0, opened = 0;
  for (int i = 0; i < watcherCount; i++) away += sockets[i].state == AWAY;
  returning = true;
  resumed = 0;
  beginPutting(perSecond, 0, 1e9);
  Usage before = usage(pid);
  for (int i = 0; i < watcherCount || joining; step(0.002)) {
    for (; i < watcherCount && opened <= (now() - began) / within * away; i++) {
      if (sockets[i].state != AWAY) continue;
      open(&sockets[i]);
      opened++;
    }
    if (now() - began > PATIENCE) fail("the watchers are not let in");
  }
  double seconds = now() - began;
  Usage after = usage(pid);
  until = now();
  endPutting();
  for (double end = now() + SETTLING; now() < end;) turn(0.05);
  returning = false;
  sortDurations(&untilAccepted);
  printf("{\"away\":%d,\"resumed\":%d,\"seconds\":%.3f,\"cpuSeconds\":%.2f,\"generatorSeconds\":%.2f,\"putP50\":%.1f,\"putP99\":%.1f,\"putWorst\":%.1f,"
         "\"behind\":%lu,\"not200\":%lu,\"ended\":%lu}\n",
         away, resumed, seconds, after.server - before.server, after.own - before.own, micros(&untilAccepted, .5), micros(&untilAccepted, .99),
         worst(&untilAccepted), behind(), not200, ended);
}

/* --- one who reads nothing --- */

static void noTake(Connection *c) { (void)c; }

static void stall(void) {
  lazy = (Connection){.index = 0, .state = GREETING, .take = take, .connected = NULL, .closed = noTake};
  if ((lazy.fd = dial(port, 2, true)) < 0) fail("the server refuses watchers");
  int small = SMALL;
  setsockopt(lazy.fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
  watch(&lazy, false);
  ask(&lazy);
  for (double end = now() + PATIENCE; lazy.state < SHOWING; turn(0.1)) {
    if (now() > end) fail("the slow watcher is not let in");
  }
  ignore(&lazy);
  printf("{}\n");
}

/// Whether the server has given it up: reading what there is comes to an end.
static void stalled(void) {
  char some[SMALL];
  ssize_t got;
  uint64_t waiting = 0;
  bool over = false;
  for (double end = now() + 5; !over && now() < end;) {
    got = recv(lazy.fd, some, sizeof some, MSG_DONTWAIT);
    if (got > 0) waiting += got;
    else if (got == 0) over = true;
    else if (poll(&(struct pollfd){lazy.fd, POLLIN, 0}, 1, 200) > 0) over = recv(lazy.fd, some, sizeof some, MSG_DONTWAIT | MSG_PEEK) <= 0;
  }
  drop(&lazy);
  printf("{\"given up\":%s,\"waiting\":%lu}\n", over ? "true" : "false", waiting);
}

static void obey(const char *command, double first, double second) {
  if (!strcmp(command, "join")) join();
  else if (!strcmp(command, "leave")) leave((int)first);
  else if (!strcmp(command, "put")) put(first, second);
  else if (!strcmp(command, "return")) comeBack(first, second);
  else if (!strcmp(command, "stall")) stall();
  else if (!strcmp(command, "stalled")) stalled();
  else fail("an unknown command");
}

void presence(void) {
  port = atoi(option("port", "8000"));
  pid = atoi(option("pid", "0"));
  org = option("org", "bench");
  token = option("token", "");
  watcherCount = atoi(option("watchers", "2000"));
  users = atoi(option("users", "2000"));
  groupSize = atoi(option("group-size", "200"));
  paths = atoi(option("paths", "0"));
  posters = atoi(option("posters", "128"));
  tokens = readLines(option("tokens", ""), users);
  sockets = calloc(watcherCount, sizeof *sockets);
  awaited = calloc(watcherCount, sizeof *awaited);
  seqs = calloc(watcherCount, sizeof *seqs);
  shown = calloc((size_t)watcherCount * groupSize, sizeof *shown);
  versions = calloc(users + groupSize + 1, sizeof *versions);
  ring = calloc(RING, sizeof *ring);
  backEnds = calloc(posters, sizeof *backEnds);
  idleBackEnds = calloc(posters, sizeof *idleBackEnds);
  for (int i = 0; i < watcherCount; i++) sockets[i].index = i;
  for (int i = 0; i < posters; i++) {
    backEnds[i] = (Connection){.fd = -1, .index = i, .take = takeAnswers, .closed = dialAgain};
    dialAgain(&backEnds[i]);
    idleBackEnds[idleCount++] = i;
  }
  obeyLines(obey, NULL);
}
